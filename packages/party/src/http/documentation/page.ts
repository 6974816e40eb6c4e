import type {ApiRoute, Subject} from './api-route.js';
import {apiRoutes} from './api-routes.js';
import {jsonSchema, meaningOf, refusalsOf} from './openapi.js';

const whoMayAsk: Record<ApiRoute['access'], string> = {
  anyone: 'anyone',
  'signed-in': 'who is signed in',
  member: 'members',
  admin: 'admins',
  operator: 'the operator',
};

/** The API as a page without scripts, and without a request to any other host. */
export function documentationPage(): string {
  const subjects = [...new Set(apiRoutes.map(({subject}) => subject))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>CodeCraft AI: HTTP API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header>
<h1>HTTP API</h1>
<p>Everything outside a project’s room. Bodies and answers are JSON; a refusal is
<a href="https://www.rfc-editor.org/rfc/rfc9457">problem details</a> with a stable <code>code</code>.
The same as <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Subjects">${subjects.map((subject) => `<a href="#${subject}">${subject}</a>`).join(' ')}</nav>
</header>
<main>
${subjects.map(sectionOf).join('\n')}
</main>
</body>
</html>
`;
}

function sectionOf(subject: Subject): string {
  const routes = apiRoutes.filter((route) => route.subject === subject);
  return `<section id="${subject}">\n<h2>${subject}</h2>\n${routes.map(articleOf).join('\n')}\n</section>`;
}

function articleOf(route: ApiRoute): string {
  const {method, path, summary, access, query = {}, body, answer} = route;
  const parameters = Object.entries(query).map(
    ([name, text]) => `<dt><code>?${name}=</code></dt><dd>${escapeHtml(text)}</dd>`,
  );
  const refusals = refusalsOf(route).map((status) => `<dt>${status}</dt><dd>${meaningOf(status)}</dd>`);
  return `<article>
<h3><span class="method">${method}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(summary)} For ${whoMayAsk[access]}.</p>
<dl>
${parameters.join('')}${body ? detailsOf('Body', jsonSchema(body, 'input')) : ''}
<dt>${answer.status}</dt><dd>${answer.body ? '' : escapeHtml(answer.contentType ?? meaningOf(answer.status))}</dd>
${answer.body ? detailsOf('Answer', jsonSchema(answer.body)) : ''}
${refusals.join('')}
</dl>
</article>`;
}

function detailsOf(title: string, schema: object): string {
  const text = escapeHtml(JSON.stringify(schema, null, 2));
  return `<dt>${title}</dt><dd><details><summary>JSON Schema</summary><pre>${text}</pre></details></dd>`;
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

export const documentationStyles = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem; }
h1 { font-size: 1.75rem; margin: 0; }
h2 { border-bottom: 1px solid; margin: 2.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 0; overflow-wrap: anywhere; }
p { margin: 0.25rem 0; }
nav a { margin-inline-end: 0.75rem; }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; }
.method { display: inline-block; min-width: 4.5rem; }
dl { display: grid; gap: 0 1rem; grid-template-columns: max-content 1fr; margin: 0.5rem 0; }
dd { margin: 0; min-width: 0; }
pre { margin: 0.25rem 0; max-height: 24rem; overflow: auto; }
summary { cursor: pointer; }
`;
