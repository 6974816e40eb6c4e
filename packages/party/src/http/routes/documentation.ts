import {Hono} from 'hono';
import {openApiDocument} from '../documentation/openapi.js';
import {documentationPage, documentationStyles} from '../documentation/page.js';
import type {Server} from '../server.js';

/** What the API is, for programs and for people. */
export const documentation = new Hono<Server>();

documentation.get('/openapi.json', (context) => context.json(openApiDocument()));

documentation.get('/docs', (context) => {
  // The one page this server has: its own styles, no scripts, nothing from elsewhere.
  context.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  return context.html(documentationPage());
});

documentation.get('/docs.css', (context) =>
  context.body(documentationStyles, 200, {'Content-Type': 'text/css; charset=utf-8'}),
);
