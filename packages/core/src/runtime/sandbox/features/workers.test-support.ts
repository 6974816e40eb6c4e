import {installed} from '../node/installed-package.test-support.js';
import type {Feature, Refusal} from './feature.test-support.js';

const sum = `import {add} from './add';
export const total = (numbers: readonly number[]) => numbers.reduce(add, 0);`;
const add = 'export const add = (a: number, b: number) => a + b;';

export const workers: Feature[] = [
  {
    name: '`new Worker(new URL(…, import.meta.url))`, with imports',
    limits:
      'a worker starts no other worker; what it imports dynamically is written out; an edit of it reloads',
    files: {
      'main.ts': `import {name} from './name';
const worker = new Worker(new URL('./work.ts', import.meta.url), {type: 'module', name});
const answers: unknown[] = [];
worker.onmessage = ({data}) => answers.push(data);
worker.postMessage([1, 2]);
worker.postMessage([3, 4]);
window.facts = () => ({answers});`,
      'name.ts': "export const name = 'adder';",
      'work.ts': `import {total} from './sum';
import data from './data.json';
onmessage = async ({data: numbers}: MessageEvent<number[]>) => {
  const {late} = await import('./late');
  const listed = await (await fetch('/list.json')).json();
  postMessage({total: total(numbers), late, name: self.name, data, listed, mode: import.meta.env.MODE.length > 0});
};`,
      'sum.ts': sum,
      'add.ts': add,
      'late.ts': "export const late = 'late';",
      'data.json': '{"a": 1}',
      'public/list.json': '[1]',
    },
    facts: {
      answers: [3, 7].map((total) => ({
        total,
        late: 'late',
        name: 'adder',
        data: {a: 1},
        listed: [1],
        mode: true,
      })),
    },
    steps: [
      {
        edit: {'add.ts': 'export const add = (a: number, b: number) => a - b;'},
        kind: 'reload',
        facts: {
          answers: [-3, -7].map((total) => ({
            total,
            late: 'late',
            name: 'adder',
            data: {a: 1},
            listed: [1],
            mode: true,
          })),
        },
      },
    ],
    isBuilt: true,
  },
  {
    name: '`?worker`, `?worker&inline`',
    files: {
      'main.js': `import Work from './work?worker';
import Inline from './work?worker&inline';
const answers = {};
for (const [key, worker] of [['worker', new Work({name: 'named'})], ['inline', new Inline()]]) {
  worker.addEventListener('message', ({data}) => { answers[key] = data; });
  worker.postMessage([1, 2]);
}
window.facts = () => answers;`,
      'work.ts': `import {total} from './sum';
addEventListener('message', ({data}) => postMessage([total(data), self.name]));`,
      'sum.ts': sum,
      'add.ts': add,
    },
    facts: {worker: [3, 'named'], inline: [3, '']},
    isBuilt: true,
  },
  {
    name: 'Files that a worker names: images, `?url`, `new URL(…, import.meta.url)`',
    files: {
      'vite.config.js': "export default {base: './'};",
      'main.js': `import Inline from './work?worker&inline';
const workers = [new Worker(new URL('./work.js', import.meta.url), {type: 'module'}), new Inline()];
const answers = [];
for (const worker of workers) worker.onmessage = ({data}) => answers.push(data);
window.facts = () => answers;`,
      'work.js': `import picture from './picture.svg';
import list from './list.json?url';
const sum = new URL('./sum.wasm', import.meta.url);
const text = async (address) => (await fetch(address)).text();
(async () => {
  const {instance} = await WebAssembly.instantiate(await (await fetch(sum)).arrayBuffer());
  postMessage([(await text(picture)).length, JSON.parse(await text(list)), instance.exports.sum(1, 2)]);
})();`,
      'picture.svg': `<svg xmlns="http://www.w3.org/2000/svg"><!--${'x'.repeat(5000)}--></svg>`,
      'list.json': '[1]',
      'sum.wasm': Uint8Array.of(
        ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0],
        ...[7, 7, 1, 3, 115, 117, 109, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11],
      ),
    },
    facts: [
      [5053, [1], 3],
      [5053, [1], 3],
    ],
    isBuilt: true,
  },
  {
    name: 'The project’s own server from a worker: `fetch`, `XMLHttpRequest`, `EventSource`, `WebSocket`',
    limits: 'in workers that are modules of the project',
    files: {
      ...installed('ws'),
      'package.json': '{"type": "module", "scripts": {"dev": "node server.js & npx serve"}}',
      'server.js': `import {createServer} from 'node:http';
import {WebSocketServer} from 'ws';
const server = createServer((request, response) => {
  if (request.url === '/events') return response.setHeader('content-type', 'text/event-stream').write('data: news\\n\\n');
  response.end(request.url);
});
new WebSocketServer({server}).on('connection', (socket) => socket.on('message', (data) => socket.send(String(data))));
server.listen(4000);`,
      'main.js': `const worker = new Worker(new URL('./work.js', import.meta.url), {type: 'module'});
let answer;
worker.onmessage = ({data}) => { answer = data; };
window.facts = () => answer;`,
      'work.js': `const host = 'localhost:4000';
let fetched;
do { fetched = await fetch('http://' + host + '/fetched'); } while (fetched.status !== 200);
const old = await new Promise((resolve) => {
  const request = new XMLHttpRequest();
  request.onload = () => resolve(request.responseText);
  request.open('GET', 'http://' + host + '/old');
  request.send();
});
const source = new EventSource('http://' + host + '/events');
const event = await new Promise((resolve) => { source.onmessage = ({data}) => resolve(data); });
source.close();
const socket = new WebSocket('ws://' + host);
socket.onopen = () => socket.send('said');
const said = await new Promise((resolve) => { socket.onmessage = ({data}) => resolve(data); });
postMessage({fetched: await fetched.text(), old, event, said});`,
    },
    commands: ['npm run dev'],
    facts: {fetched: '/fetched', old: '/old', event: 'news', said: 'said'},
  },
  {
    name: 'Workers of plain pages: `new Worker("js/worker.js")`',
    limits: '`importScripts` finds the files of the project whose names are written out there',
    files: {
      'index.html': `<!doctype html><p>Page</p><script>
const answers = [];
const worker = new Worker('js/worker.js');
worker.onmessage = (event) => answers.push(event.data);
worker.postMessage(20);
const missing = new Worker('js/no.js');
missing.onerror = (event) => answers.push(event.message);
window.facts = () => answers.map(String).sort();
</script>`,
      'js/worker.js': `importScripts('lib/add.js', "../one.js");
try { importScripts('lib/no.js'); } catch (error) { postMessage(error.name + ': ' + error.message); }
onmessage = (event) => postMessage(add(event.data, one));`,
      'js/lib/add.js': "importScripts('lib/base.js'); const add = (a, b) => base + a + b;",
      'js/lib/base.js': 'var base = 0;',
      'one.js': 'const one = 1;',
    },
    commands: ['npx serve'],
    facts: ['21', 'NetworkError: There is no file /js/lib/no.js.', 'There is no file /js/no.js.'],
  },
  {
    name: 'A worker that fails fires `error`; its console is the preview’s',
    files: {
      'main.js': `const worker = new Worker(new URL('./work.js', import.meta.url), {type: 'module'});
let failure;
worker.onerror = (event) => { failure = event.message.includes('no luck'); event.preventDefault(); };
window.facts = () => ({failure});`,
      'work.js': "console.log('from the worker'); throw new Error('no luck');",
    },
    facts: {failure: true},
  },
];

export const workerRefusals: Refusal[] = [
  {
    name: '`SharedWorker`',
    files: {'main.js': "new SharedWorker(new URL('./work.js', import.meta.url));", 'work.js': ''},
    sentence: 'A SharedWorker cannot run in the preview, which shares nothing with other pages.',
  },
];
