import {previewReady} from '../protocol.js';
import {waitForDocument} from './wait-for-document.js';

/*
 * The script of `preview.html`, for pages whose policy lets no document be written into a frame as text. It shows the
 * one document that the page around it hands over, and only where that document can have no origin: whoever puts this
 * page on a site must not give strangers a way to run code as that site.
 */
if (window.parent === window || self.origin !== 'null') {
  document.body.textContent =
    'This page shows previews. It does so only in a frame with the attribute sandbox="allow-scripts", without allow-same-origin.';
} else {
  waitForDocument(previewReady);
}
