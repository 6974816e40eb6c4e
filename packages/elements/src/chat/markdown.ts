import DOMPurify from 'dompurify';
import {Marked} from 'marked';

const marked = new Marked({gfm: true, breaks: true, async: false});

/* No images, media, forms or styles: a reply must neither load from a foreign host nor look like a part of the page. */
const allowed = {
  ALLOWED_TAGS:
    'p br hr strong em del code pre ul ol li a blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr th td'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['href', 'title', 'start', 'target', 'rel'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
};

const purify = DOMPurify(window);
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName !== 'A') return;
  node.setAttribute('target', '_blank');
  node.setAttribute('rel', 'noopener noreferrer nofollow');
});

/** Markdown from a model as safe HTML; links open outside. */
export function renderMarkdown(text: string): string {
  return purify.sanitize(marked.parse(text) as string, allowed);
}
