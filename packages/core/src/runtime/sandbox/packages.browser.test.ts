import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {PackageSite} from './package-site.test-support.js';

let site: PackageSite;

beforeAll(async () => {
  site = await PackageSite.open();
  publishPackages(site.registry);
});
afterAll(() => site?.close());
beforeEach(() => site.visitAnew());

const page =
  '<!doctype html><body><p id="out"></p><div id="root"></div><script type="module" src="/main.js"></script>';

function app(dependencies: Record<string, string>, main: string, more: Record<string, string> = {}) {
  const manifest = {name: 'app', scripts: {dev: 'vite'}, dependencies, devDependencies: {vite: '^7.0.0'}};
  return {'package.json': JSON.stringify(manifest), 'index.html': page, 'main.js': main, ...more};
}

const show = (expression: string) => `document.getElementById('out').textContent = String(${expression});`;
const greeting = app({greet: '^1.0.0'}, `import {greet} from 'greet'; ${show(`greet('Mara')`)}`);

function publishPackages({publish}: PackageSite['registry']): void {
  publish('pad@2.1.0', {main: 'lib/pad.js'}, {'lib/pad.js': `module.exports = (text) => '[' + text + ']';`});
  publish(
    'greet@1.0.0',
    {
      type: 'module',
      exports: {'.': {import: './esm.js', require: './broken.cjs'}},
      dependencies: {pad: '^2.0.0'},
    },
    {'esm.js': `import pad from 'pad'; export const greet = (name) => pad('Hello ' + name);`},
  );
}

describe('npm install with a gateway', () => {
  test('PK2 gets packages and what they need, and the app runs with them', async () => {
    const {installCode, outcome, terminal} = await site.start(greeting);
    expect({installCode, outcome}).toEqual({installCode: 0, outcome: 'painted'});
    expect(await site.text('#out')).toBe('[Hello Mara]');
    expect(terminal).toMatch(/^added 3 packages in [\d.]+ m?s\r\n/);
    expect(site.asked.sort()).toEqual(['resolve', 'tarball/greet/1.0.0.tgz', 'tarball/pad/2.1.0.tgz']);
  });

  test('PK2 tells what it fetches: names, versions, bytes', async () => {
    const {progress} = await site.start(greeting);
    const last = progress.at(-1)!;
    expect(last).toMatchObject({
      done: 2,
      total: 2,
      packages: [
        {name: 'greet', version: '1.0.0', status: 'done'},
        {name: 'pad', version: '2.1.0', status: 'done'},
      ],
    });
    expect(last.bytes).toBeGreaterThan(200);
  });

  test('PK8 starts a second time with the gateway switched off, from what the browser kept', async () => {
    await site.start(greeting);
    await site.kept(2);
    await site.load();
    site.isOffline = true;
    site.asked = [];
    const {installCode, outcome} = await site.start(greeting);
    expect({installCode, outcome, asked: site.asked}).toEqual({
      installCode: 0,
      outcome: 'painted',
      asked: [],
    });
    expect(await site.text('#out')).toBe('[Hello Mara]');
  });

  test('PK8 another project on the same site fetches only what is new', async () => {
    await site.start(greeting);
    await site.kept(2);
    site.asked = [];
    await site.start(app({pad: '*'}, `import pad from 'pad'; ${show(`pad('x')`)}`));
    expect(await site.text('#out')).toBe('[x]');
    expect(site.asked).toEqual(['resolve']);
  });

  test('PK5 takes a package that arrived changed once, and refuses it by name the second time', async () => {
    const changed = () => new TextEncoder().encode('changed on the way');
    site.overrides.set('tarball/pad/2.1.0.tgz', [changed()]);
    expect(await site.start(greeting)).toMatchObject({outcome: 'painted'});

    await site.visitAnew();
    site.overrides.set('tarball/pad/2.1.0.tgz', [changed(), changed()]);
    const {installCode, terminal} = await site.start(greeting);
    expect(installCode).toBe(1);
    expect(terminal).toContain('What arrived for pad@2.1.0 is not the package that was announced');
  });

  test.each([
    ['that does not exist', {nowhere: '^1.0.0'}, /nowhere/],
    ['in a version that does not exist', {pad: '^9.0.0'}, /pad has no version.*9\.0\.0.*It has 2\.1\.0/],
    ['from another place than a registry', {pad: 'github:a/pad'}, /pad.*not in a package registry/],
  ])('PK3 names a package %s', async (_, dependencies, sentence) => {
    const {installCode, terminal} = await site.start(app(dependencies, ''));
    expect(installCode).toBe(1);
    expect(terminal).toMatch(sentence);
  });

  test('PK7 names what it wanted where the gateway does not answer', async () => {
    site.isOffline = true;
    const {installCode, terminal} = await site.start(greeting);
    expect(installCode).toBe(1);
    expect(terminal).toContain('Could not get greet. The package gateway at http://127.0.0.1:');
  });

  test('PK9 npm install name adds it to package.json, and the running app can import it', async () => {
    await site.start(app({}, show('1')));
    expect(await site.npm('install', 'pad')).toMatchObject({code: 0});
    expect(JSON.parse(await site.readFile('package.json')).dependencies).toEqual({pad: '^2.1.0'});
    await site.page.evaluate(
      (text) => packageRuntime.fs.writeFile('main.js', text),
      `import pad from 'pad'; ${show(`pad('now')`)}`,
    );
    const frame = await site.frame();
    await frame
      .waitForFunction(() => document.getElementById('out')?.textContent === '[now]')
      .catch(() => undefined);
    expect(await site.text('#out')).toBe('[now]');
  });

  test('PK9 a package that cannot be had leaves package.json as it was', async () => {
    const files = app({}, show('1'));
    await site.start(files);
    expect(await site.npm('install', 'nowhere')).toMatchObject({code: 1});
    expect(await site.readFile('package.json')).toBe(files['package.json']);
  });
});

describe('without the network', () => {
  test('PK1 what the packs provide needs no gateway', async () => {
    site.isOffline = true;
    const main = `import {createElement} from 'react'; import {createRoot} from 'react-dom/client';
      createRoot(document.getElementById('root')).render(createElement('b', null, 'packed'));`;
    const files = app({react: '^19.0.0', 'react-dom': '^19.0.0'}, main);
    expect(await site.start(files)).toMatchObject({installCode: 0, outcome: 'painted'});
    expect(await site.start(files, {withGateway: false})).toMatchObject({installCode: 0, outcome: 'painted'});
    expect(site.asked).toEqual([]);
  });

  test('PK1 a page without a gateway says what it has', async () => {
    const {installCode, terminal} = await site.start(greeting, {withGateway: false});
    expect(installCode).toBe(1);
    expect(terminal).toContain(
      'greet is not available here. Without a package gateway this runtime has react,',
    );
  });
});

describe('PK10 packages are read as browsers and bundlers do', () => {
  const cases: [string, string, Record<string, unknown>, Record<string, string>, string, string][] = [
    [
      'the browser field replaces a file of the package, and leaves out modules of Node',
      'platform@1.0.0',
      {main: 'index.js', browser: {'./node.js': './browser.js', crypto: false}},
      {
        'index.js': `const c = require('crypto'); module.exports = require('./node.js') + Object.keys(c).length;`,
        'node.js': `throw new Error('this is for Node')`,
        'browser.js': `module.exports = 'browser'`,
      },
      'platform',
      'browser0',
    ],
    [
      'conditions: import before require, browser before default',
      'conditions@1.0.0',
      {exports: {'./deep': {node: './node.js', browser: {import: './b.mjs', require: './b.cjs'}}}},
      {'b.mjs': `export default 'import in browsers'`, 'b.cjs': '', 'node.js': ''},
      'conditions/deep',
      'import in browsers',
    ],
    [
      'an import in a comment does not make a script an ES module',
      'comment@1.0.0',
      {main: 'index.js'},
      {'index.js': `/*\n import x from 'y';\n*/\nexports.__esModule = true; exports.default = 'script';`},
      'comment',
      'script',
    ],
    [
      'the module field names ES modules, whatever the type is',
      'fields@1.0.0',
      {main: 'main.js', module: 'es.js'},
      {'main.js': `module.exports = 'main'`, 'es.js': `export default 'module'`},
      'fields',
      'module',
    ],
    [
      'NODE_ENV is development, and what is for production only is not needed',
      'builds@1.0.0',
      {main: 'index.js'},
      {
        'index.js': `if (process.env.NODE_ENV === 'production') { module.exports = require('./syntax-error.js'); } else { module.exports = require('./development.js'); }`,
        'development.js': `module.exports = 'for ' + process.env.NODE_ENV`,
        'syntax-error.js': 'import {',
      },
      'builds',
      'for development',
    ],
    [
      'JSON, with its own names',
      'data@1.0.0',
      {exports: './index.mjs'},
      {
        'index.mjs': `import {name} from './x.json'; import all from './x.json'; export default name + all.size;`,
        'x.json': '{"name": "json", "size": 3}',
      },
      'data',
      'json3',
    ],
    [
      'a CommonJS module with a property called default',
      'twofold@1.0.0',
      {main: 'index.js'},
      {'index.js': `function f() { return 'called'; } f.default = f; module.exports = f;`},
      'twofold',
      'called',
    ],
  ];
  test.each(cases)('%s', async (_, name, manifest, files, specifier, expected) => {
    site.registry.publish(name, manifest, files);
    const main = `import value from '${specifier}'; ${show(`typeof value === 'function' ? value() : value`)}`;
    const started = await site.start(app({[name.replace(/@[^@]*$/, '')]: '*'}, main));
    expect(started).toMatchObject({installCode: 0, outcome: 'painted'});
    expect(await site.text('#out')).toBe(expected);
  });

  test('styles and files of a package, relative to it', async () => {
    site.registry.publish(
      'styled@1.0.0',
      {exports: {'.': './index.mjs', './style.css': './style.css'}},
      {
        'index.mjs': `export const url = new URL('./dot.svg', import.meta.url).href;`,
        'style.css': `@import "./base.css"; #out { background: url("./dot.svg"); }`,
        'base.css': '#out { color: rgb(1, 2, 3); }',
        'dot.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      },
    );
    await site.start(
      app({styled: '*'}, `import 'styled/style.css'; import {url} from 'styled'; ${show('url')}`),
    );
    expect(await site.text('#out')).toMatch(/^data:image\/svg\+xml/);
    const style = await (await site.frame()).$eval('#out', (element) => {
      const {color, backgroundImage} = getComputedStyle(element);
      return {color, backgroundImage};
    });
    expect(style.color).toBe('rgb(1, 2, 3)');
    expect(style.backgroundImage).toMatch(/^url\("data:image\/svg\+xml/);
  });

  test('one React only: a package that needs it gets that of the project', async () => {
    const peers = {peerDependencies: {react: '*'}, type: 'module', main: 'index.js'};
    site.registry.publish('use-twice@1.0.0', peers, {
      'index.js': `import {useState} from 'react'; export const useTwice = (n) => useState(n)[0] * 2;`,
    });
    const main = `import {createElement} from 'react'; import {createRoot} from 'react-dom/client'; import {useTwice} from 'use-twice';
      const App = () => createElement('b', {id: 'twice'}, useTwice(21));
      createRoot(document.getElementById('root')).render(createElement(App));`;
    const files = app({react: '^19.0.0', 'react-dom': '^19.0.0', 'use-twice': '*'}, main);
    expect(await site.start(files)).toMatchObject({outcome: 'painted'});
    expect(await site.text('#twice')).toBe('42');
    expect(site.asked.filter((asked) => asked.includes('react'))).toEqual([]);
  });
});

describe('PK11 the entry of a library', () => {
  const files = {
    'index.js': `export {default as One} from './one.js'; export {default as Broken} from './broken.js'; export * from './more.js'; export * as all from './more.js';`,
    'one.js': `globalThis.ran = [...(globalThis.ran ?? []), 'one']; export default 1;`,
    'more.js': `globalThis.ran = [...(globalThis.ran ?? []), 'more']; export const two = 2; export const three = 3;`,
    'broken.js': 'export default (;',
  };
  const main = `import {One} from 'icons'; ${show('One + " " + globalThis.ran')}`;

  test('without side effects brings along what is imported from it and nothing else', async () => {
    site.registry.publish('icons@1.0.0', {type: 'module', main: 'index.js', sideEffects: false}, files);
    await site.start(app({icons: '1.0.0'}, main));
    expect(await site.text('#out')).toBe('1 one');
  });

  test('names what comes through export *, and the whole of a module', async () => {
    site.registry.publish('icons@1.0.1', {type: 'module', main: 'index.js', sideEffects: ['*.css']}, files);
    const both = `import {two, all} from 'icons'; ${show('two + all.three')}`;
    await site.start(app({icons: '1.0.1'}, both));
    expect(await site.text('#out')).toBe('5');
  });

  test('brings along one more name when an edit takes it, and the app goes on', async () => {
    site.registry.publish('icons@1.0.2', {type: 'module', main: 'index.js', sideEffects: false}, files);
    const accepted = (imports: string, shown: string) =>
      `import {${imports}} from 'icons'; import.meta.hot.accept(); globalThis.starts = (globalThis.starts ?? 0) + 1; ${show(shown)}`;
    await site.start(app({icons: '1.0.2'}, accepted('One', 'One')));
    const update = await site.page.evaluate(
      (text) =>
        new Promise((resolve) => {
          packageRuntime.on('update', resolve);
          void packageRuntime.fs.writeFile('main.js', text);
        }),
      accepted('One, two', `[One, two, starts, ran]`),
    );
    expect(update).toMatchObject({kind: 'hot'});
    expect(await site.text('#out')).toBe('1,2,2,one,more');
  });

  test('with side effects runs as it is', async () => {
    const whole = {...files, 'broken.js': 'export default 0;'};
    site.registry.publish('icons@2.0.0', {type: 'module', main: 'index.js'}, whole);
    await site.start(app({icons: '2.0.0'}, main));
    expect(await site.text('#out')).toBe('1 one,more');
  });
});
