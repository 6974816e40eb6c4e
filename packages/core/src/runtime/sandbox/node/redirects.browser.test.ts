import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {installed} from './installed-package.test-support.js';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

/** Redirects with any status to any address, and says what comes in the end. */
const bare = `const http = require('node:http');
http.createServer((request, response) => {
  const {pathname, searchParams} = new URL(request.url, 'http://localhost');
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    if (pathname === '/page') return response.setHeader('content-type', 'text/html').end('<p>Page</p>');
    if (pathname === '/to') return response.writeHead(Number(searchParams.get('status')), {location: searchParams.get('at')}).end('moved');
    if (pathname === '/own') return response.writeHead(302, {location: 'http://' + request.headers.host + '/end'}).end();
    if (pathname === '/times') {
      const left = Number(searchParams.get('left'));
      return left === 0 ? response.end('there') : response.writeHead(302, {location: '/times?left=' + (left - 1)}).end();
    }
    response.end([request.method, request.url, body, request.headers['content-type'] ?? ''].join(' ').trim());
  });
}).listen(PORT, () => console.log('up'));`;

const express = `const express = require('express');
const app = express();
app.get('/page', (request, response) => response.send('<p>Page</p>'));
app.all('/to', (request, response) => response.redirect(Number(request.query.status), request.query.at));
app.get('/own', (request, response) => response.redirect('http://' + request.headers.host + '/end'));
app.get('/times', (request, response) => {
  const left = Number(request.query.left);
  if (left === 0) response.send('there');
  else response.redirect('/times?left=' + (left - 1));
});
app.use(express.text(), (request, response) => response.type('text').send(
  [request.method, request.url, typeof request.body === 'string' ? request.body : '', request.headers['content-type'] ?? ''].join(' ').trim()));
app.listen(3000, () => console.log('up'));`;

interface Asked {
  method?: string;
  body?: string;
  redirect?: RequestRedirect;
}

const to = (status: number, at: string) => `/to?status=${status}&at=${encodeURIComponent(at)}`;

/** What the preview gets, by `fetch`. */
async function ask(address: string, init: Asked = {}): Promise<object> {
  return (await lab.site.frame()).evaluate(
    ({address, init}) =>
      fetch(address, init).then(
        async (answer) => ({
          text: await answer.text(),
          url: answer.url,
          status: answer.status,
          redirected: answer.redirected,
          type: answer.type,
        }),
        (error: Error) => ({failed: error.name, message: error.message}),
      ),
    {address, init},
  );
}

/** And by `XMLHttpRequest`. */
async function askOld(address: string, {method = 'GET', body}: Asked = {}): Promise<object> {
  return (await lab.site.frame()).evaluate(
    ({address, method, body}) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onload = () =>
          resolve({text: request.responseText, url: request.responseURL, status: request.status});
        request.onerror = () => resolve({failed: 'error', status: request.status});
        request.open(method, address);
        request.send(body);
      }),
    {address, method, body: body ?? null},
  );
}

const origin = 'https://app.preview.invalid';

describe.each([
  ['a bare http server', {'server.cjs': bare.replace('PORT', '3000')}],
  ['Express', {...installed('express'), 'server.cjs': express}],
])('RT-S10 redirects of %s', (_, files) => {
  beforeAll(async () => {
    await lab.boot(files);
    await lab.preview(() => lab.start('node server.cjs'));
  });

  test('are followed by fetch, with the method and body that they leave', async () => {
    const post = {method: 'POST', body: 'sent'};
    for (const status of [301, 302, 303]) {
      expect(await ask(to(status, '/end?q#part'), post)).toMatchObject({
        text: 'GET /end?q',
        url: `${origin}/end?q`,
        status: 200,
        redirected: true,
      });
    }
    for (const status of [307, 308]) {
      const {text} = (await ask(to(status, '/end'), post)) as {text: string};
      expect(text).toMatch(/^POST \/end sent text\/plain/);
    }
    expect(await ask('/end')).toMatchObject({url: `${origin}/end`, redirected: false});
  });

  test('keep what a Request or a form has with it', async () => {
    const answers = await (await lab.site.frame()).evaluate(
      async (address) => {
        const form = new FormData();
        form.set('name', 'Ada');
        const asked = [
          fetch(new Request(address, {method: 'PUT', body: 'text'})),
          fetch(address, {method: 'PUT', body: new URLSearchParams({name: 'Ada'})}),
          fetch(address, {method: 'PUT', body: form}),
        ];
        return Promise.all(asked.map(async (answer) => (await answer).text()));
      },
      to(307, '/end'),
    );
    expect(answers).toEqual([
      expect.stringMatching(/^PUT \/end text text\/plain/),
      expect.stringMatching(/^PUT \/end .*application\/x-www-form-urlencoded/),
      expect.stringMatching(/^PUT \/end [\s\S]*multipart\/form-data; boundary=/),
    ]);
  });

  test('are followed by XMLHttpRequest', async () => {
    const url = `${origin}/end`;
    expect(await askOld(to(302, '/end#part'), {method: 'POST', body: 'sent'})).toEqual({
      text: 'GET /end',
      url,
      status: 200,
    });
    expect(await askOld(to(307, '/end'), {method: 'POST', body: 'sent'})).toMatchObject({
      text: expect.stringMatching(/^POST \/end sent/),
    });
    expect(await askOld('/times?left=21')).toEqual({failed: 'error', status: 0});
  });

  test('are refused, or shown as what is not followed, where the page asks for that', async () => {
    expect(await ask(to(302, '/end'), {redirect: 'error'})).toMatchObject({failed: 'TypeError'});
    expect(await ask(to(302, '/end'), {redirect: 'manual'})).toEqual({
      text: '',
      url: `${origin}${to(302, '/end')}`,
      status: 0,
      redirected: false,
      type: 'opaqueredirect',
    });
    expect(await ask('/end', {redirect: 'manual'})).toMatchObject({status: 200, text: 'GET /end'});
  });

  test('are followed twenty times', async () => {
    expect(await ask('/times?left=20')).toMatchObject({text: 'there'});
    expect(await ask('/times?left=21')).toMatchObject({
      failed: 'TypeError',
      message: expect.stringContaining('more than 20 times'),
    });
  });

  test('may name the server itself by the origin that it knows', async () => {
    expect(await ask('/own')).toMatchObject({text: 'GET /end', url: `${origin}/end`});
  });
});

describe('RT-S10 a redirect to elsewhere', () => {
  test.each(['open', 'none'] as const)('goes where the policy “%s” lets it go', async (network) => {
    const host = `https://redirected-${network}.example`;
    await lab.boot({'server.cjs': bare.replace('PORT', '3000')}, {network});
    await lab.preview(() => lab.start('node server.cjs'));
    expect(await ask(to(302, `${host}/secret`))).toMatchObject({failed: 'TypeError'});
    expect(lab.site.outside.includes(host)).toBe(network === 'open');
  });

  test('reaches another server of the project', async () => {
    await lab.boot({
      'other.cjs': bare.replace('PORT', '4000'),
      'server.cjs': `require('./other.cjs');\n${bare.replace('PORT', '3000')}`,
    });
    await lab.preview(() => lab.start('node server.cjs'));
    expect(await ask(to(302, 'http://localhost:4000/end'))).toMatchObject({
      text: 'GET /end',
      url: 'http://localhost:4000/end',
      redirected: true,
    });
  });
});

test('NP39 fetch of a Node program follows redirects between processes, and http.request leaves them', async () => {
  await lab.boot({
    'server.cjs': bare.replace('PORT', '4000'),
    'client.mjs': `import {request} from 'node:http';
const to = (status, at) => 'http://localhost:4000/to?status=' + status + '&at=' + encodeURIComponent(at);
const show = (answer) => [answer.status, answer.redirected, answer.url.replace(/.*4000/, '')].join(' ');
const post = {method: 'POST', body: 'sent'};
for (const status of [301, 303, 307]) {
  const answer = await fetch(to(status, '/end'), post);
  console.log(show(answer), (await answer.text()).replace(/ text.plain.*/, ''));
}
const manual = await fetch(to(302, '/end'), {redirect: 'manual'});
console.log(manual.status, manual.headers.get('location'));
for (const [address, options] of [[to(302, '/end'), {redirect: 'error'}], ['http://localhost:4000/times?left=21', {}]])
  await fetch(address, options).catch((error) => console.log(error.name));
console.log(show(await fetch('http://localhost:4000/times?left=20')));
await fetch(to(302, 'https://from-node.example/')).catch((error) => console.log('outside', error.name));
request(to(302, '/end'), (response) => console.log(response.statusCode, response.headers.location)).end();`,
  });
  await lab.start('node server.cjs');
  await lab.waitForOutput('up');
  const output = await lab.site.page.evaluate(async () => {
    const process = await node.runtime.spawn('node', ['client.mjs']);
    let output = '';
    const read = process.output.pipeTo(new WritableStream({write: (text) => void (output += text)}));
    await process.exit;
    await read;
    return output;
  });
  expect(output.trim().split('\r\n')).toEqual([
    '200 true /end GET /end',
    '200 true /end GET /end',
    '200 true /end POST /end sent',
    '302 /end',
    'TypeError',
    'TypeError',
    '200 true /times?left=0',
    'outside TypeError',
    '302 /end',
  ]);
  expect(lab.site.outside).toContain('https://from-node.example');
});
