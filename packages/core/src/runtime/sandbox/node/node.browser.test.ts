import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {NodeLab} from './node-lab.test-support.js';

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

describe('NP1 node runs a file to its end', () => {
  test('ES modules, CommonJS, JSON and TypeScript together, with arguments and an exit code', async () => {
    await lab.boot({
      'package.json': '{"type": "module", "version": "1.2.3"}',
      'main.ts': `import {readFileSync} from 'node:fs';
import manifest from './package.json' with {type: 'json'};
import old, {joined} from './old.cjs';
import type {Shape} from './shape.ts';
const shape: Shape = {sides: 4};
console.log(manifest.version, joined, old.joined === joined, shape.sides, readFileSync('package.json', 'utf8').length);
console.log(process.argv.slice(2), import.meta.filename);
const {late} = await import('./late.js');
process.exitCode = late;`,
      'old.cjs': `const path = require('path');\nexports.joined = path.join('a', '..', 'b');`,
      'shape.ts': 'export interface Shape { sides: number }',
      'late.js': 'export const late = 3;',
    });
    expect(await lab.run('node main.ts one --two')).toEqual({
      code: 3,
      output: "1.2.3 b true 4 38\n[ 'one', '--two' ] /home/project/main.ts\n",
    });
  });

  test('NP2 the order of ticks, promises, timers and the two exits is that of Node', async () => {
    await lab.boot({
      'order.cjs': `process.on('beforeExit', () => console.log('beforeExit')).on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('timeout'), 20);
setImmediate(() => console.log('immediate'));
Promise.resolve().then(() => console.log('promise'));
process.nextTick(() => console.log('tick'));
console.log('main');`,
    });
    expect((await lab.run('node order.cjs')).output).toBe(
      'main\ntick\npromise\nimmediate\ntimeout\nbeforeExit\nexit 0\n',
    );
  });

  test('NP3 process.exit never returns', async () => {
    await lab.boot({
      'exit.cjs': `try { process.exit(4) } catch { console.log('caught') } finally { console.log('on') }`,
    });
    expect(await lab.run('node exit.cjs')).toEqual({code: 4, output: ''});
  });

  test('NP4 an uncaught error ends it with 1, its place and its line', async () => {
    await lab.boot({
      'boom.ts': `type A = string;\nfunction fail(a: A): never {\n  throw new TypeError(a);\n}\nfail('boom');`,
    });
    const {code, output} = await lab.run('node boom.ts');
    expect(code).toBe(1);
    expect(output).toContain(`/home/project/boom.ts:3\n  throw new TypeError(a);\n  ^\n\nTypeError: boom\n`);
    expect(output).toContain('at fail (/home/project/boom.ts:3:9)');
    expect(output).not.toContain('blob:');
  });

  test('NP4 a syntax error, a missing file and a missing package are named', async () => {
    await lab.boot({
      'bad.mjs': 'const a = ;',
      'import.mjs': `import './gone.js'`,
      'require.cjs': `require('left-pad')`,
    });
    expect((await lab.run('node bad.mjs')).output).toContain('/home/project/bad.mjs:1:11');
    expect((await lab.run('node import.mjs')).output).toContain(`Cannot find module './gone.js'`);
    expect((await lab.run('node require.cjs')).output).toContain(`Cannot find module 'left-pad'`);
    expect(await lab.run('node nowhere.js')).toEqual({
      code: 1,
      output: 'There is no file nowhere.js. Check its name, or look with ls.\n',
    });
  });

  test('NP4 uncaughtException and unhandledRejection can be handled', async () => {
    await lab.boot({
      'handled.cjs': `process.on('uncaughtException', (error) => console.log('caught', error.message));
setTimeout(() => { throw new Error('late') }, 1);
setTimeout(() => console.log('goes on'), 5);`,
    });
    expect(await lab.run('node handled.cjs')).toEqual({code: 0, output: 'caught late\ngoes on\n'});
  });

  test('NP5 standard input, by pieces and by lines', async () => {
    await lab.boot({
      'lines.mjs': `import {createInterface} from 'node:readline/promises';
const lines = createInterface({input: process.stdin, output: process.stdout});
console.log('Hello ' + await lines.question('Name? '));
lines.close();`,
      'all.cjs': `let text = ''; process.stdin.on('data', (part) => text += part).on('end', () => console.log(text.length));`,
    });
    expect((await lab.run('node lines.mjs', {input: 'Ada\n'})).output).toBe('Name? Hello Ada\n');
    expect((await lab.run('node all.cjs', {input: 'four'})).output).toBe('4\n');
    expect((await lab.run('node -p 6*7')).output).toBe('42\n');
  });

  test('NP6 files are those of the project, read and written', async () => {
    await lab.boot({
      'files.mjs': `import fs from 'node:fs';
import {mkdir, readFile, readdir, rm} from 'node:fs/promises';
await mkdir('made/deep', {recursive: true});
fs.writeFileSync('made/deep/a.txt', 'one');
fs.appendFileSync('made/deep/a.txt', ' two');
fs.copyFileSync('made/deep/a.txt', 'made/b.txt');
fs.writeFileSync('/tmp/own.txt', 'mine');
await rm('gone.txt');
console.log(await readFile('made/b.txt', 'utf8'), await readdir('made'), fs.existsSync('/tmp/own.txt'));
try { fs.readFileSync('gone.txt') } catch ({code, message}) { console.log(code, message) }`,
      'gone.txt': '',
    });
    expect((await lab.run('node files.mjs')).output).toBe(
      `one two [ 'b.txt', 'deep' ] true\nENOENT ENOENT: no such file or directory, open '/home/project/gone.txt'\n`,
    );
    expect(await lab.readFile('/made/b.txt')).toBe('one two');
    expect(await lab.list('/')).toEqual(['files.mjs', 'made']);
  });

  test('NP6 a running program sees what others write', async () => {
    await lab.boot({
      'watch.mjs': `import fs from 'node:fs';
console.log('ready');
const watcher = fs.watch('note.txt', () => { console.log(fs.readFileSync('note.txt', 'utf8')); watcher.close(); });`,
      'note.txt': 'before',
    });
    await lab.start('node watch.mjs');
    await lab.waitForOutput('ready');
    await lab.writeFile('/note.txt', 'after');
    expect(await lab.exit()).toEqual({code: 0, output: 'ready\nafter\n'});
  });

  test('NP7 streams, hashes, compression, events, paths and the rest', async () => {
    await lab.boot({
      'all.mjs': `import assert from 'node:assert/strict';
import {createHash, createHmac, randomBytes, randomUUID, scryptSync} from 'node:crypto';
import {EventEmitter, once} from 'node:events';
import {createReadStream, createWriteStream, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {performance} from 'node:perf_hooks';
import {Readable, Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath, parse} from 'node:url';
import {inspect, parseArgs, promisify} from 'node:util';
import {gunzipSync, gzipSync} from 'node:zlib';
assert.equal(createHash('sha256').update('abc').digest('hex').slice(0, 8), 'ba7816bf');
assert.equal(createHmac('md5', 'key').update('text').digest('base64').length, 24);
assert.equal(randomBytes(8).length, 8);
assert.match(randomUUID(), /^[\\da-f]{8}-[\\da-f]{4}-4/);
assert.equal(scryptSync('a', 'b', 16).length, 16);
assert.equal(gunzipSync(gzipSync('zip')).toString(), 'zip');
const emitter = new EventEmitter();
setTimeout(() => emitter.emit('go', 5), 1);
assert.deepEqual(await once(emitter, 'go'), [5]);
const upper = new Transform({transform: (chunk, _, done) => done(null, String(chunk).toUpperCase())});
await pipeline(Readable.from(['a', 'b']), upper, createWriteStream('up.txt'));
let read = '';
for await (const part of createReadStream('up.txt', 'utf8')) read += part;
assert.equal(read + readFileSync('up.txt'), 'ABAB');
assert.equal(await wait(1, 'waited'), 'waited');
assert.equal(await promisify(setTimeout)(1), undefined);
assert.equal(fileURLToPath(import.meta.url), '/home/project/all.mjs');
assert.equal(parse('http://a/b?c').pathname, '/b');
assert.deepEqual({...parseArgs({args: ['-f', '--bar', 'b'], options: {foo: {type: 'boolean', short: 'f'}, bar: {type: 'string'}}}).values}, {foo: true, bar: 'b'});
assert.equal(inspect(new Map([['a', {b: [1]}]])), "Map(1) { 'a' => { b: [ 1 ] } }");
assert.equal(createRequire(import.meta.url)('node:path').posix.basename('/a/b.js', '.js'), 'b');
assert.throws(() => assert.deepEqual({a: 1}, {a: 2}), {code: 'ERR_ASSERTION'});
assert.ok(performance.now() > 0);
assert.equal(Buffer.from('é').toString('hex'), 'c3a9');
assert.equal((await crypto.subtle.digest('SHA-1', new Uint8Array(1))).byteLength, 20);
console.log('all of it');`,
    });
    expect(await lab.run('node all.mjs')).toEqual({code: 0, output: 'all of it\n'});
  });

  test('NP8 what no browser can do is refused with the cause and the alternative', async () => {
    await lab.boot({
      'spawn.mjs': `import {spawn} from 'node:child_process';`,
      'socket.mjs': `import net from 'node:net';\nconsole.log(net.isIP('::1'));\nnet.connect(80);`,
      'node_modules/quiet/index.js': `const unused = require('child_process');\nmodule.exports = 'works';`,
      'node_modules/quiet/package.json': '{"name": "quiet"}',
      'quiet.cjs': `console.log(require('quiet'))`,
    });
    const {code, output} = await lab.run('node spawn.mjs');
    expect(code).toBe(1);
    expect(output).toContain(
      'node:child_process is not available here: it starts programs of the operating system, and a browser has none. WebContainers can run it',
    );
    expect((await lab.run('node socket.mjs')).output).toMatch(
      /^6\n[\s\S]*net\.connect is not available here/,
    );
    expect((await lab.run('node quiet.cjs')).output).toBe('works\n');
  });

  test('NP9 Stop ends a busy loop, and Ctrl-C ends or is heard', async () => {
    await lab.boot({
      'busy.cjs': `console.log('busy'); for (;;);`,
      'polite.cjs': `process.on('SIGINT', () => { console.log('bye'); process.exit(0) }); console.log('waits'); setInterval(() => {}, 1000);`,
    });
    await lab.start('node busy.cjs');
    await lab.waitForOutput('busy');
    await lab.kill();
    expect(await lab.exit()).toEqual({code: 143, output: 'busy\n'});
    await lab.start('node busy.cjs');
    await lab.waitForOutput('busy');
    await lab.type('\u0003');
    expect((await lab.exit()).code).toBe(130);
    await lab.start('node polite.cjs');
    await lab.waitForOutput('waits');
    await lab.type('\u0003');
    expect(await lab.exit()).toEqual({code: 0, output: 'waits\nbye\n'});
  });
});

test('NP38 stacks are written as V8 writes them, whole, cut above a function, and as call sites', async () => {
  await lab.boot({
    'stack.cjs': `
function inner() { return new TypeError('wrong'); }
function outer() { return inner(); }
console.log(outer().stack.split('\\n').slice(0, 3).join('|').replaceAll('file://', ''));
const target = {};
function check() { Error.captureStackTrace(target, check); }
function caller() { check(); }
caller();
console.log(/at caller /.test(target.stack.split('\\n')[1]), target.stack.includes('at check'));
Error.prepareStackTrace = (_, sites) => sites;
const [site] = new Error('sites').stack;
console.log(site.getLineNumber(), String(site).includes('/home/project/stack.cjs:11:'), site.isNative());`,
  });
  const {code, output} = await lab.run('node stack.cjs');
  expect({code, output}).toEqual({
    code: 0,
    output: `TypeError: wrong|    at inner (/home/project/stack.cjs:2:27)|    at outer (/home/project/stack.cjs:3:27)
true false
11 true false
`,
  });
});

describe('NP17 tests run with readable output', () => {
  const readable = ({code, output}: {code: number; output: string}) => ({
    code,
    output: output
      .replace(/\u001b\[\d+m/g, '')
      .replace(/ \([\d.]+ms\)/g, '')
      .replace(/duration_ms \d+/, 'duration_ms')
      // Chromium has a name for the function of a module, Firefox has none.
      .replace(/at eval \((.*)\)/g, 'at $1'),
  });

  test('node --test', async () => {
    await lab.boot({
      'sum.test.mjs': `import assert from 'node:assert/strict';
import {after, beforeEach, describe, it, test} from 'node:test';
const log = [];
describe('sum', () => {
  beforeEach(() => log.push('each'));
  after(() => console.log(log.join()));
  it('adds', async () => { await null; assert.equal(1 + 1, 2); });
  it('is wrong', () => assert.equal(1 + 1, 3));
  it.skip('waits', () => {});
});
test('by callback', (context, done) => setTimeout(done, 1));`,
      'src/other.js': 'throw new Error("no test")',
    });
    expect(readable(await lab.run('node --test'))).toEqual({
      code: 1,
      output: `▶ sum.test.mjs
  ▶ sum
    ✔ adds
    ✖ is wrong
      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:
      
      2 !== 3
      
          at /home/project/sum.test.mjs:8:58
    ﹣ waits # skipped
each,each
  ✔ by callback
ℹ tests 4
ℹ pass 2
ℹ fail 1
ℹ skipped 1
ℹ todo 0
ℹ duration_ms
`,
    });
  });

  test('vitest run, with its own matchers and spies', async () => {
    await lab.boot({
      'sum.ts': 'export const sum = (a: number, b: number): number => a + b;',
      'sum.test.ts': `import {beforeEach, describe, expect, test, vi} from 'vitest';
import {sum} from './sum';
describe('sum', () => {
  let spy: ReturnType<typeof vi.fn>;
  beforeEach(() => { spy = vi.fn(sum); });
  test.each([[1, 2, 3], [2, 2, 4]])('%i + %i', (a, b, c) => { expect(spy(a, b)).toBe(c); expect(spy).toHaveBeenCalledWith(a, b); });
  test('matchers', async () => {
    expect({a: [1, {b: 2}], c: 'x'}).toEqual({a: [1, {b: expect.any(Number)}], c: expect.stringContaining('x')});
    await expect(Promise.reject(new Error('no'))).rejects.toThrow('no');
    expect([1, 2]).not.toContain(3);
  });
  test('fails', () => { expect({a: 1}).toEqual({a: 2}); });
});`,
    });
    expect(readable(await lab.run('npx vitest run'))).toEqual({
      code: 1,
      output: `▶ sum.test.ts
  ▶ sum
    ✔ 1 + 2
    ✔ 2 + 2
    ✔ matchers
    ✖ fails
      AssertionError: expected { a: 1 } to deeply equal { a: 2 }
          at /home/project/sum.test.ts:12:72
ℹ tests 4
ℹ pass 3
ℹ fail 1
ℹ skipped 0
ℹ todo 0
ℹ duration_ms
`,
    });
  });
});
