import {previewOrigin} from '../preview-origin.js';
import type {Navigation} from './navigation.js';
import type {WorkerLink} from './worker-link.js';

/**
 * Follows links, forms and `window.open` in the preview's own history; other sites are the host page's to open.
 *
 * Listens last (window, bubbling), so that a router has had its say.
 */
export function followLinks(navigation: Navigation, link: WorkerLink): void {
  window.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    const anchor = event
      .composedPath()
      .find((node) => node instanceof HTMLAnchorElement || node instanceof SVGAElement);
    const href = anchor?.getAttribute('href');
    if (!anchor || href === null || href === undefined) return;
    if (/^(?:javascript|mailto|tel|blob|data):/i.test(href) || !URL.canParse(href, navigation.url)) return;
    event.preventDefault();
    const url = new URL(href, navigation.url);
    const name = anchor.getAttribute('download');
    if (name !== null) return void save(url, name, link);
    if (anchor.getAttribute('target') === '_blank' && url.origin !== previewOrigin) {
      link.send({type: 'open-external', url: url.href});
    } else navigation.go(url);
  });

  window.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement)) return;
    const submitter = event.submitter as HTMLButtonElement | HTMLInputElement | null;
    const method = submitter?.getAttribute('formmethod') ?? form.getAttribute('method') ?? 'get';
    if (method.toLowerCase() === 'dialog') return;
    event.preventDefault();
    const url = new URL(
      submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '',
      navigation.url,
    );
    if (method.toLowerCase() !== 'get') {
      void sendForm(new FormData(form, submitter), form.enctype, (sent) =>
        link.send({type: 'navigate', address: url.pathname + url.search, form: sent}),
      );
      return;
    }
    const fields = [...new FormData(form, submitter)].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : value.name,
    ]);
    url.search = new URLSearchParams(fields).toString();
    navigation.go(url);
  });

  window.open = (to) => {
    const url = new URL(to ?? '', navigation.url);
    if (url.origin === previewOrigin) navigation.go(url);
    else link.send({type: 'open-external', url: url.href});
    return null;
  };
}

/** A file that only the worker has, or one of another site; browsers save what comes from elsewhere under its own name. */
async function save(url: URL, name: string, link: WorkerLink): Promise<void> {
  if (url.origin !== previewOrigin) return link.send({type: 'open-external', url: url.href});
  const request = {method: 'GET', address: url.pathname + url.search, headers: [], body: null};
  const {status, body} = await link.fetch({type: 'fetch', ...request});
  if (status !== 200 || !body) return console.error(`There is no file ${url.pathname} to download.`);
  const anchor = document.createElement('a');
  anchor.href = URL.createObjectURL(await new Response(body).blob());
  anchor.download = name || (url.pathname.split('/').at(-1) ?? '');
  anchor.click();
  // Not at once: the browser reads it after this.
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}

/** A form as browsers send it: fields as text, or in parts where it asks for that, as for files. */
async function sendForm(
  data: FormData,
  encoding: string,
  send: (sent: {contentType: string; body: Uint8Array<ArrayBuffer>}) => void,
): Promise<void> {
  const fields = [...data].map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : value.name,
  ]);
  const content = encoding === 'multipart/form-data' ? data : new URLSearchParams(fields);
  const response = new Response(content);
  const contentType = response.headers.get('content-type') ?? 'application/x-www-form-urlencoded';
  send({contentType, body: new Uint8Array(await response.arrayBuffer())});
}
