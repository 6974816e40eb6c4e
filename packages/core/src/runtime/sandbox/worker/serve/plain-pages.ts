import {escapeAttribute} from '../compile/html.js';
import type {ComposedPage} from './document.js';
import {pagesFor} from './project-file.js';

/** What the preview shows once its server has ended. Nothing in it can run. */
export const stoppedPage = plainPage('Stopped', 'Run the app to see it again.');

export const leftPage = plainPage(
  'The app left the preview',
  'It led its frame to another address. Reload to start it again.',
);

export function missingPage(pathname: string): ComposedPage {
  const html = plainPage(`There is no page ${pathname}`, 'Add that file, or go back to /.');
  return {html, entries: [], styles: [], madeFrom: pagesFor(pathname), problem: undefined};
}

function plainPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="en"><head><title>${escapeAttribute(title)}</title><style>
:root { color-scheme: light dark; font: 13px/20px system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; text-align: center; }
p { margin: 0; color: light-dark(#4f545b, #a8adb4); }
strong { color: light-dark(#191c20, #e6e8ea); }
</style></head><body><p><strong>${escapeAttribute(title)}</strong></p><p>${escapeAttribute(text)}</p></body></html>`;
}
