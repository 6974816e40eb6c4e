import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {installed} from './installed-package.test-support.js';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

const page = `<!doctype html><title>Shop</title><link rel="stylesheet" href="/style.css">
<h1 id="title">Shop</h1><p id="answer"></p>
<form method="post" action="/names"><input name="name" value="Ada"><button id="send">Send</button></form>
<a id="go" href="/old">Go</a>
<script src="/plain.js"></script><script type="module">import {word} from './modules/word.js'; document.title = word;</script>`;

const server = (name: string) => `const express = require('${name}');
const app = express();
app.use(express.json(), express.urlencoded({extended: true}), express.static('public'));
app.get('/api/items', (request, response) => response.json({items: [1], query: request.query.q ?? null}));
app.post('/api/items', (request, response) => response.status(201).json(request.body));
app.get('/stream', (request, response) => { response.write('a'); setTimeout(() => response.end('b'), 5); });
app.get('/old', (request, response) => response.redirect('/new'));
app.get('/new', (request, response) => response.send('<h1 id="title">New</h1>'));
app.post('/names', (request, response) => { response.cookie('name', request.body.name); response.redirect('/hello'); });
app.get('/hello', (request, response) => response.send('<h1 id="title">Hello ' + request.headers.cookie + '</h1>'));
app.get('/fails', () => { throw new Error('inside'); });
app.listen(process.env.PORT || 3000, () => console.log('up'));`;

const files = {
  'public/index.html': page,
  'public/style.css': '#title { color: rgb(1, 2, 3) }',
  'public/plain.js': `fetch('/api/items?q=x').then((answer) => answer.json()).then((body) => { document.getElementById('answer').textContent = JSON.stringify(body); });`,
  'public/modules/word.js': `export {word} from './deeper/word.js';`,
  'public/modules/deeper/word.js': `export const word = 'Modules';`,
};

describe.each(['express', 'express4'])('NP15 %s serves the preview', (name) => {
  beforeAll(async () => {
    await lab.boot({
      ...files,
      ...installed(name),
      'package.json': '{"scripts": {"start": "node server.js"}}',
      'server.js': server(name),
    });
    await lab.preview(() => lab.start('npm start'));
  });

  test('the page comes with its styles, scripts and modules, and the port is said', async () => {
    const frame = await lab.site.frame();
    expect(await frame.textContent('#title')).toBe('Shop');
    await frame.waitForFunction(() => document.getElementById('answer')!.textContent !== '');
    expect(await frame.textContent('#answer')).toBe('{"items":[1],"query":"x"}');
    expect(await frame.title()).toBe('Modules');
    expect(await lab.site.style('#title', 'color')).toBe('rgb(1, 2, 3)');
    expect(await lab.site.page.evaluate(() => node.ports)).toEqual([3000]);
  });

  test('requests of the page are answered: JSON, streams, files, 404 and errors', async () => {
    const frame = await lab.site.frame();
    const ask = (address: string, body?: object) =>
      frame.evaluate(
        async ({address, body}) => {
          const headers = {'content-type': 'application/json'};
          const answer = await fetch(
            address,
            body ? {method: 'POST', headers, body: JSON.stringify(body)} : {},
          );
          return `${answer.status} ${await answer.text()}`;
        },
        {address, body},
      );
    expect(await ask('/api/items', {name: 'b'})).toBe('201 {"name":"b"}');
    expect(await ask('/stream')).toBe('200 ab');
    expect(await ask('/style.css')).toBe('200 #title { color: rgb(1, 2, 3) }');
    expect(await ask('/nowhere')).toMatch(/^404 [\s\S]*Cannot GET \/nowhere/);
    expect(await ask('/fails')).toMatch(/^500 [\s\S]*Error: inside/);
    expect(await ask('http://localhost:3000/api/items')).toBe('200 {"items":[1],"query":null}');
    expect(await ask('http://localhost:9/')).toMatch(/^502 .*nothing listens on port 9/);
  });

  test('links follow redirects, forms are sent, and cookies are kept', async () => {
    const home = await lab.site.frame();
    const followed = await lab.repainted(() => home.click('#go'));
    expect(await followed.textContent('#title')).toBe('New');
    const back = await lab.repainted(() => lab.site.page.evaluate(() => node.preview.navigate('/')));
    const greeted = await lab.repainted(() => back.click('#send'));
    expect(await greeted.textContent('#title')).toBe('Hello name=Ada');
  });
});

describe('NP16 bare http servers', () => {
  const echo = `import {createServer} from 'node:http';
createServer((request, response) => {
  let body = '';
  request.on('data', (part) => body += part).on('end', () => {
    response.writeHead(request.url === '/missing' ? 404 : 200, {'Content-Type': 'application/json', 'X-Own': ['a', 'b']});
    response.end(JSON.stringify({method: request.method, url: request.url, body, type: request.headers['content-type']}));
  });
}).listen(PORT, () => console.log('up'));`;

  test('answer clients of the same and of another process', async () => {
    await lab.boot({
      'server.mjs': echo.replace('PORT', '4000'),
      'client.mjs': `import {request} from 'node:http';
const answer = await fetch('http://localhost:4000/a?b', {method: 'PUT', body: 'text'});
console.log(answer.status, (await answer.json()).body, answer.headers.get('x-own'));
request('http://localhost:4000/missing', (response) => {
  response.setEncoding('utf8');
  response.on('data', (part) => console.log(response.statusCode, JSON.parse(part).url));
}).end();
await fetch('http://localhost:4001/').catch((error) => console.log(error.message, error.cause.code));`,
    });
    await lab.start('node server.mjs');
    await lab.waitForOutput('up');
    const client = await lab.site.page.evaluate(async () => {
      const process = await node.runtime.spawn('node', ['client.mjs']);
      let output = '';
      const reader = process.output.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) output += part.value;
      // Neither waits for the other, so they may end in any order.
      return {lines: output.split('\r\n').sort(), code: await process.exit};
    });
    expect(client).toEqual({
      code: 0,
      lines: ['', '200 text a, b', '404 /missing', 'fetch failed ECONNREFUSED'],
    });
    await lab.kill();
    expect((await lab.exit()).code).toBe(143);
  });

  test('close their port when they end, and it can be used again', async () => {
    const closed = () =>
      lab.site.page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            node.runtime.on('port', (port, state) => {
              if (state === 'close') resolve(port);
            });
          }),
      );
    await lab.boot({'server.mjs': echo.replace('PORT', '4000')});
    await lab.start('node server.mjs');
    await lab.waitForOutput('up');
    const close = closed();
    await lab.kill();
    expect(await close).toBe(4000);
    await lab.start('node server.mjs');
    await lab.waitForOutput('up');
    await expect.poll(() => lab.site.page.evaluate(() => node.ports)).toEqual([4000, 4000]);
  });

  test('node --watch starts the server again after a change', async () => {
    const text = (word: string) =>
      `require('http').createServer((q, r) => r.end('<p id="word">${word}</p>')).listen(3000)`;
    await lab.boot({'server.cjs': text('one')});
    const first = await lab.preview(() => lab.start('node --watch server.cjs'));
    expect(await first.textContent('#word')).toBe('one');
    const second = await lab.repainted(() => lab.writeFile('/server.cjs', text('two')));
    expect(await second.textContent('#word')).toBe('two');
  });
});
