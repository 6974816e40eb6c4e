import type {SourceProblem} from '../protocol.js';

const css = `
:host { all: initial; position: fixed; inset: 0; z-index: 2147483647; color-scheme: light dark; font: 13px/20px system-ui, sans-serif; color: light-dark(#191c20, #e6e8ea); }
.veil { position: absolute; inset: 0; background: light-dark(#ffffffb3, #17191cd9); }
section { position: absolute; inset: auto 0 0; max-height: 100%; overflow: auto; background: light-dark(#fff, #202327); border-top: 1px solid light-dark(#e2e2dd, #2a2d32); }
header { display: flex; gap: 8px; align-items: baseline; padding: 14px 16px 0; }
h1 { flex: 1; margin: 0; font: inherit; font-weight: 600; }
h1::before { content: '!'; display: inline-block; width: 16px; margin-right: 8px; border-radius: 50%; background: light-dark(#b3261e, #f28b82); color: light-dark(#fff, #202327); text-align: center; font-size: 12px; line-height: 16px; }
p { margin: 0; padding: 2px 16px 12px 40px; color: light-dark(#4f545b, #a8adb4); white-space: pre-wrap; overflow-wrap: anywhere; }
pre { margin: 0; padding: 6px 0; background: light-dark(#f9f9f7, #131518); border-top: 1px solid light-dark(#e2e2dd, #2a2d32); font: 12px/20px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-x: auto; }
pre div { padding: 0 16px 0 0; white-space: pre; }
pre div.here { background: light-dark(#fbeae8, #371c1c); }
pre span { display: inline-block; width: 44px; margin-right: 12px; text-align: right; color: light-dark(#676c73, #878d95); user-select: none; }
pre:empty { display: none; }
button { font: inherit; color: inherit; background: none; border: 0; border-radius: 6px; padding: 4px 10px; cursor: pointer; }
button:hover { background: light-dark(#191c200d, #ffffff0f); }
button:focus-visible { outline: 2px solid light-dark(#0b6a8b, #6cc0dc); outline-offset: 1px; }
`;

/** What went wrong, over the last version that worked. The reader can hide it; the next good edit removes it. */
export class Overlay {
  #host: HTMLElement | undefined;

  show({title, message, line, excerpt}: SourceProblem): void {
    this.hide();
    const host = document.createElement('codecraft-problem');
    const root = host.attachShadow({mode: 'closed'});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML =
      '<div class="veil"></div><section role="alert"><header><h1></h1><button type="button">Hide</button></header><p></p><pre></pre></section>';
    root.querySelector('h1')!.textContent = title;
    root.querySelector('p')!.textContent = message;
    root.querySelector('pre')!.append(...lines(excerpt, line));
    root.querySelector('button')!.addEventListener('click', () => this.hide());
    document.documentElement.append(host);
    this.#host = host;
  }

  hide(): void {
    this.#host?.remove();
    this.#host = undefined;
  }
}

function lines(excerpt: SourceProblem['excerpt'], here: number | undefined): HTMLElement[] {
  return (excerpt?.lines ?? []).map((text, index) => {
    const number = excerpt!.firstLine + index;
    const row = document.createElement('div');
    const label = document.createElement('span');
    label.textContent = String(number);
    row.append(label, text);
    if (number === here) row.className = 'here';
    return row;
  });
}
