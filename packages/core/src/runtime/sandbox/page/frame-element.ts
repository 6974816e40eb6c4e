/**
 * What the frame may do. Never `allow-same-origin`: without an origin of its own it can reach no storage, cookie or
 * DOM of the page. No popups and no top navigation either: such wishes come as `open-external`.
 */
const sandboxFlags = 'allow-scripts allow-forms allow-modals allow-downloads allow-pointer-lock';

export function newFrame(): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandboxFlags);
  frame.setAttribute('allow', '');
  frame.referrerPolicy = 'no-referrer';
  frame.title = 'Preview';
  return frame;
}
