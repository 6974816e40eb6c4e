/** To be put first in the head of the document that is previewed. */
export const watchScript = () => `<script>(${watchForSign})()</script>`;

/**
 * Runs in the previewed document before its other scripts; the same for all who are measured. The app under test writes what it shows to `data-shown` on its body, or
 * has a heading; whenever that is new, the page around is told: once as soon as it is in the document with its styles
 * computed, and once after the frame with it was drawn.
 */
function watchForSign() {
  const {top} = window;
  let last = '';
  const look = () => {
    const shown = document.body?.dataset.shown ?? document.querySelector('h1')?.textContent ?? '';
    const color = shown && getComputedStyle(document.documentElement).getPropertyValue('--sign');
    const sign = `${shown} ${color}`.trim();
    if (sign === last) return;
    last = sign;
    top.postMessage({sign, stage: 'applied'}, '*');
    requestAnimationFrame(() => {
      // Delivered after the frame that this callback belongs to.
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => top.postMessage({sign, stage: 'painted'}, '*');
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-shown'],
  });
}
