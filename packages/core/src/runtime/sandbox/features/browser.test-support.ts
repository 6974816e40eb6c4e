import {installed} from '../node/installed-package.test-support.js';
import type {Feature} from './feature.test-support.js';

export const browser: Feature[] = [
  {
    name: 'Routing by history, with reload; `location`',
    files: {
      'main.js': `document.body.innerHTML = '<a id="go" href="/users/7?tab=posts">Go</a><button id="back">Back</button><button id="again">Reload</button>';
document.querySelector('#go').onclick = (event) => { event.preventDefault(); history.pushState({to: 7}, '', event.currentTarget.href); };
document.querySelector('#back').onclick = () => history.back();
document.querySelector('#again').onclick = () => location.reload();
const started = location.pathname;
window.facts = () => ({started, path: location.pathname + location.search, state: history.state});`,
    },
    facts: {started: '/', path: '/', state: null},
    steps: [
      {click: '#go', facts: {started: '/', path: '/users/7?tab=posts', state: {to: 7}}},
      {click: '#again', facts: {started: '/users/7', path: '/users/7?tab=posts', state: {to: 7}}},
    ],
  },
  {
    name: 'Routing by hash',
    files: {
      'main.js': `document.body.innerHTML = '<a id="go" href="#/about">Go</a>';
const seen = [];
window.addEventListener('hashchange', () => seen.push(location.hash));
window.facts = () => seen;`,
    },
    facts: [],
    steps: [{click: '#go', facts: ['#/about']}],
    isBuilt: true,
  },
  {
    name: '`localStorage`, `sessionStorage`, cookies',
    limits:
      'kept over reloads; `localStorage` also by the workspace, for each project and person, up to 5 MB; of pages side by side the last to write wins; cookies are those of one document',
    files: {
      'main.js': `document.body.innerHTML = '<button id="again">Reload</button>';
document.querySelector('#again').onclick = () => location.reload();
localStorage.starts = Number(localStorage.starts ?? 0) + 1;
sessionStorage.setItem('starts', Number(sessionStorage.getItem('starts')) + 1);
document.cookie = 'a=1';
window.facts = () => ({local: localStorage.getItem('starts'), session: sessionStorage.starts, cookie: document.cookie});`,
    },
    facts: {local: '1', session: '1', cookie: 'a=1'},
    steps: [{click: '#again', facts: {local: '2', session: '2', cookie: 'a=1'}}],
  },
  {
    name: '`fetch` and `XMLHttpRequest` of the project’s own files',
    files: {
      'public/data.json': '[1, 2]',
      'main.js': `const fetched = await (await fetch('/data.json')).json();
const requested = await new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.responseType = 'json';
  request.onload = () => resolve([request.status, request.response]);
  request.open('GET', 'data.json');
  request.send();
});
window.facts = () => ({fetched, requested});`,
    },
    facts: {fetched: [1, 2], requested: [200, [1, 2]]},
    isBuilt: true,
  },
  {
    name: '`fetch` and forms sent to the project’s own server',
    files: {
      'server.mjs': `import http from 'node:http';
http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    if (request.url === '/api') return response.setHeader('content-type', 'application/json').end(JSON.stringify({method: request.method, body}));
    response.setHeader('content-type', 'text/html').end('<!doctype html><p>' + request.method + ' ' + body + '</p><form method="post" action="/"><input name="name" value="Ada"><button id="send">Send</button></form><script>let answer; fetch("/api", {method: "PUT", body: "x"}).then((reply) => reply.json()).then((json) => { answer = json; }); window.facts = () => ({page: document.querySelector("p").textContent, answer});</script>');
  });
}).listen(3000);`,
    },
    commands: ['node server.mjs'],
    facts: {page: 'GET ', answer: {method: 'PUT', body: 'x'}},
    steps: [{click: '#send', facts: {page: 'POST name=Ada', answer: {method: 'PUT', body: 'x'}}}],
  },
  {
    name: '`fetch` and `XMLHttpRequest` of the project’s own server, piece by piece; `AbortController` reaches it',
    files: {
      'server.mjs': `import http from 'node:http';
let goOn, closed = 0;
http.createServer((request, response) => {
  if (request.url === '/go') { goOn?.(); return response.end(); }
  if (request.url === '/closed') return response.end(String(closed));
  if (request.url === '/endless') { request.on('close', () => { closed++; }); response.write('endless'); return; }
  if (request.url === '/parts') { response.write('one'); goOn = () => response.end('two'); return; }
  response.setHeader('content-type', 'text/html').end(\`<!doctype html><script type="module">
const seen = [];
const text = (bytes) => new TextDecoder().decode(bytes);
const reader = (await fetch('/parts')).body.getReader();
seen.push(text((await reader.read()).value));
await fetch('/go');
seen.push(text((await reader.read()).value), (await reader.read()).done);
await new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.onprogress = () => { seen.push(request.responseText); fetch('/go'); };
  request.onload = resolve;
  request.open('GET', '/parts');
  request.send();
});
const controller = new AbortController();
const endless = await fetch('/endless', {signal: controller.signal});
controller.abort();
await endless.body.getReader().read().catch((error) => seen.push(error.name));
while (await (await fetch('/closed')).text() === '0');
window.facts = () => [...seen, 'closed'];
</script>\`);
}).listen(3000);`,
    },
    commands: ['node server.mjs'],
    facts: ['one', 'two', true, 'one', 'onetwo', 'AbortError', 'closed'],
  },
  {
    name: 'Redirects of the project’s own server, by `fetch` and `XMLHttpRequest`',
    limits: 'to other sites as far as they may be reached',
    files: {
      'server.mjs': `import http from 'node:http';
http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    const [, status] = /^\\/moved\\/(\\d+)$/.exec(request.url) ?? [];
    if (status) return response.writeHead(Number(status), {location: '/new'}).end();
    if (request.url === '/new') return response.end(request.method + ' ' + body);
    response.setHeader('content-type', 'text/html').end('<!doctype html><script type="module">const seen = []; for (const status of [302, 307]) { const answer = await fetch("/moved/" + status, {method: "POST", body: "x"}); seen.push([await answer.text(), answer.redirected, new URL(answer.url).pathname]); } const {type} = await fetch("/moved/303", {redirect: "manual"}); const old = await new Promise((resolve) => { const request = new XMLHttpRequest(); request.onload = () => resolve(new URL(request.responseURL).pathname); request.open("GET", "/moved/301"); request.send(); }); window.facts = () => ({seen, type, old});</script>');
  });
}).listen(3000);`,
    },
    commands: ['node server.mjs'],
    facts: {
      seen: [
        ['GET ', true, '/new'],
        ['POST x', true, '/new'],
      ],
      type: 'opaqueredirect',
      old: '/new',
    },
  },
  {
    name: '`EventSource` of the project’s own server, as of Express: types, ids, connecting again',
    files: {
      ...installed('express'),
      'server.mjs': `import express from 'express';
const app = express();
const since = [];
app.get('/events', (request, response) => {
  since.push(request.headers['last-event-id'] ?? 'none');
  response.set({'content-type': 'text/event-stream', 'cache-control': 'no-cache'}).flushHeaders();
  response.write('retry: 1\\n\\nid: ' + since.length + '\\nevent: news\\ndata: one\\ndata: two\\n\\n');
  if (since.length < 2) response.end();
});
app.get('/since', (request, response) => response.json(since));
app.get('/', (request, response) => response.send(\`<!doctype html><script type="module">
const seen = [];
const source = new EventSource('/events');
source.onopen = () => seen.push('open');
source.onerror = () => seen.push('error ' + source.readyState);
await new Promise((resolve) => source.addEventListener('news', (event) => {
  seen.push(event.lastEventId + ' ' + event.data);
  if (event.lastEventId === '2') resolve();
}));
source.close();
const since = await (await fetch('/since')).json();
window.facts = () => ({seen, since, state: source.readyState, isOne: source instanceof EventSource});
</script>\`));
app.listen(3000);`,
    },
    commands: ['node server.mjs'],
    facts: {
      seen: ['open', '1 one\ntwo', 'error 0', 'open', '2 one\ntwo'],
      since: ['none', '1'],
      state: 2,
      isOne: true,
    },
  },
  {
    name: '`WebSocket` of the project’s own server, as of the package `ws`: by `server` and by `port`, texts and bytes',
    limits: 'up to 50 at a time, and 16 MB a message',
    files: {
      ...installed('ws'),
      'server.mjs': `import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
const server = createServer((request, response) => response.setHeader('content-type', 'text/html').end(\`<!doctype html><script type="module">
const open = (address) => new Promise((resolve) => {
  const socket = new WebSocket(address, ['chat']);
  socket.said = [];
  socket.onopen = () => resolve(socket);
  socket.onmessage = ({data}) => socket.said.push(data);
});
const [ada, bob, other] = [await open('ws://' + location.host + '/chat'), await open('/chat'), await open('ws://localhost:4000/')];
ada.send('hello');
other.binaryType = 'arraybuffer';
other.send(Uint8Array.of(1, 2));
let closed;
bob.onmessage = ({data}) => { bob.said.push(data); bob.close(4001, 'bye'); };
bob.onclose = ({code, reason, wasClean}) => { closed = {code, reason, wasClean}; };
window.facts = () => ({protocol: ada.protocol, ada: ada.said, bob: bob.said, other: other.said.map((data) => [...new Uint8Array(data)]), closed, isOne: ada instanceof WebSocket});
</script>\`));
const chat = new WebSocketServer({server, path: '/chat'});
chat.on('connection', (socket) => socket.on('message', (data, isBinary) => {
  for (const client of chat.clients) client.send(data, {binary: isBinary});
}));
new WebSocketServer({port: 4000}).on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
server.listen(3000);`,
    },
    commands: ['node server.mjs'],
    facts: {
      protocol: 'chat',
      ada: ['hello'],
      bob: ['hello'],
      other: [[1, 2]],
      closed: {code: 4001, reason: 'bye', wasClean: true},
      isOne: true,
    },
  },
  {
    name: 'Forms: `submit`, GET to a page',
    files: {
      'main.js': `document.body.innerHTML = '<form id="own"><input name="a" required value="1"><button id="submit">Submit</button></form><form id="get" action="/found"><input name="q" value="x y"><button id="find">Find</button></form>';
let sent = null;
document.querySelector('#own').addEventListener('submit', (event) => { event.preventDefault(); sent = Object.fromEntries(new FormData(event.target)); });
window.facts = () => ({sent, address: location.pathname + location.search});`,
    },
    facts: {sent: null, address: '/'},
    steps: [
      {click: '#submit', facts: {sent: {a: '1'}, address: '/'}},
      {click: '#find', facts: {sent: null, address: '/found?q=x+y'}},
    ],
  },
  {
    name: '`alert`, `confirm`, `prompt`',
    files: {
      'main.js': `document.body.innerHTML = '<button id="ask">Ask</button>';
let answers = [];
document.querySelector('#ask').onclick = () => { answers = [alert('a') === undefined, confirm('b'), prompt('c', 'given')]; };
window.facts = () => answers;`,
    },
    facts: [],
    steps: [{click: '#ask', facts: [true, true, 'given']}],
    isBuilt: true,
  },
  {
    name: 'Download links: of what the app made, and of files of the project',
    files: {
      'public/report.txt': 'report',
      'main.js': `document.body.innerHTML = '<a id="file" href="/report.txt" download="own.txt">File</a>';
let saved = [];
const native = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  fetch(this.href).then((reply) => reply.text()).then((text) => { saved = [this.download, text]; });
  native.call(this);
};
window.facts = () => ({saved, path: location.pathname});`,
    },
    facts: {saved: [], path: '/'},
    steps: [{click: '#file', facts: {saved: ['own.txt', 'report'], path: '/'}}],
  },
  {
    name: '`window.open`, links to other sites',
    limits: 'other sites are handed to the host page; a page of the project opens in the preview itself',
    files: {
      'main.js': `document.body.innerHTML = '<button id="open">Open</button>';
let opened;
document.querySelector('#open').onclick = () => { opened = window.open('https://outside.example/'); };
window.facts = () => ({opened: opened === undefined ? 'not yet' : opened, path: location.pathname});`,
    },
    facts: {opened: 'not yet', path: '/'},
    steps: [{click: '#open', facts: {opened: null, path: '/'}}],
  },
  {
    name: 'Plain sites: several pages, classic scripts, relative links, styles and fetches',
    files: {
      'index.html': `<!doctype html><html><head><link rel="stylesheet" href="css/style.css"><script src="js/first.js"></script></head>
<body><h1>Home</h1><a id="about" href="pages/about.html">About</a><script>const shared = greet();</script><script src="js/second.js"></script></body></html>`,
      'pages/about.html': `<!doctype html><link rel="stylesheet" href="../css/style.css"><h1>About</h1><script src="../js/first.js"></script><script>window.facts = () => ({title: greet(), color: getComputedStyle(document.querySelector('h1')).color});</script>`,
      'css/style.css': '@import "base.css"; h1 { color: rgb(1, 2, 3); }',
      'css/base.css': 'p { margin: 0; }',
      'js/first.js': 'function greet() { return document.querySelector("h1")?.textContent ?? "early"; }',
      'js/second.js': `let list = 0;
fetch('data/list.json').then((reply) => reply.json()).then((json) => { list = json.length; });
window.facts = () => ({shared, list, color: getComputedStyle(document.querySelector('h1')).color});`,
      'data/list.json': '[1, 2, 3]',
    },
    commands: ['npx serve'],
    facts: {shared: 'Home', list: 3, color: 'rgb(1, 2, 3)'},
    steps: [{click: '#about', facts: {title: 'About', color: 'rgb(1, 2, 3)'}}],
  },
];
