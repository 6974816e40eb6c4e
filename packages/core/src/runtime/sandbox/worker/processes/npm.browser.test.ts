import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {NodeLab} from '../../node/node-lab.test-support.js';

let lab: NodeLab;
beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

const plain = (text: string) => text.replace(/\u001b\[[\d;]*m/g, '');
const manifest = (fields: object) => ({'package.json': JSON.stringify(fields)});

async function run(line: string): Promise<{code: number; output: string}> {
  const {code, output} = await lab.run(line);
  return {code, output: plain(output)};
}

describe('refused', () => {
  test.each([
    ['next', 'next does not run here: it renders on a server of its own'],
    ['nuxt', 'nuxt does not run here: it renders on a server of its own'],
    ['astro', 'astro does not run here: it renders on a server of its own'],
    ['remix', 'remix does not run here: it renders on a server of its own'],
    ['react-router', 'react-router does not run here: it renders on a server of its own'],
    ['ng', 'ng does not run here: it drives a bundler'],
    ['webpack', 'webpack does not run here: it drives a bundler'],
    ['eslint', 'eslint does not run here: its rules and plugins are read from configuration'],
    ['jest', 'vitest run and node --test read the same kind of test'],
    ['git', 'git does not run here: it is a program of the operating system'],
    ['nonsense', 'nonsense is not a command here'],
  ])('NP33 the script “%s dev” is refused at once, with the cause', async (name, sentence) => {
    await lab.boot(manifest({scripts: {dev: `${name} dev`}}));
    const {code, output} = await run('npm run dev');
    expect(code).not.toBe(0);
    expect(output).toContain(sentence);
  });

  test.each([
    ['better-sqlite3', 'dependencies', 'Use sql.js instead'],
    ['bcrypt', 'dependencies', 'Use bcryptjs instead'],
    ['next', 'dependencies', 'WebContainers can run it'],
    ['nuxt', 'dependencies', 'WebContainers can run it'],
    ['astro', 'dependencies', 'WebContainers can run it'],
    ['@remix-run/dev', 'devDependencies', 'WebContainers can run it'],
    ['@sveltejs/kit', 'devDependencies', 'WebContainers can run it'],
  ])('NP33 %s is refused at install, before anything is fetched', async (name, field, remedy) => {
    await lab.boot(manifest({[field]: {[name]: '*'}}));
    const {code, output} = await run('npm install');
    expect(code).toBe(1);
    expect(output).toContain(`${name} does not run here: `);
    expect(output).toContain(remedy);
    await lab.boot(manifest({}));
    expect((await run(`npm install ${name}`)).output).toContain(remedy);
    expect(await lab.readFile('package.json')).toBe('{}');
  });

  test('NP8 parts of modules that are imported by name say why when they are used', async () => {
    await lab.boot({
      'threads.mjs': `import {Worker, isMainThread} from 'node:worker_threads'; console.log(isMainThread); new Worker('./a.js')`,
      'sockets.mjs': `import {createServer} from 'net'; createServer()`,
    });
    expect((await run('node threads.mjs')).output).toMatch(
      /^true\n[\s\S]*worker_threads\.Worker is not available here: its threads share memory/,
    );
    expect((await run('node sockets.mjs')).output).toContain('net.createServer is not available here');
  });
});

describe('npm', () => {
  test('NP34 runs what comes before and after a script, and says which script it is', async () => {
    const scripts = {
      prego: 'echo before',
      go: 'node say.cjs',
      postgo: 'echo after',
      bad: 'exit 3',
      postbad: 'echo no',
    };
    await lab.boot({
      ...manifest({name: 'shop', version: '2.0.0', scripts}),
      'say.cjs': `const {npm_lifecycle_event, npm_package_name, npm_package_version} = process.env;
console.log(npm_lifecycle_event, npm_package_name, npm_package_version, ...process.argv.slice(2))`,
    });
    expect(await run('npm run go -- x')).toEqual({code: 0, output: 'before\ngo shop 2.0.0 x\nafter\n'});
    expect(await run('npm run bad')).toEqual({code: 3, output: ''});
  });

  test('NP34 a script runs in the folder of its package.json, and one that starts itself is ended', async () => {
    await lab.boot({
      ...manifest({
        scripts: {web: 'cd web && npm run go', again: 'npm run again', get: 'cd web && npm install'},
      }),
      'web/package.json': JSON.stringify({name: 'web', scripts: {go: 'node go.cjs'}}),
      'web/go.cjs': `console.log('web', process.cwd(), process.env.npm_package_name)`,
    });
    expect(await run('npm run web')).toEqual({code: 0, output: 'web /home/project/web web\n'});
    const again = await run('npm run again');
    expect(again.code).toBe(1);
    expect(again.output).toBe('The script again starts itself again and again. Look at what it calls.\n');
    expect((await run('npm run get')).output).toContain('not from web');
  });

  test('NP34 lists scripts where none is named, and names them where one is missing', async () => {
    await lab.boot(manifest({scripts: {dev: 'vite', test: 'vitest run'}}));
    expect(await run('npm run')).toEqual({
      code: 0,
      output: 'Scripts of package.json:\n  dev  vite\n  test  vitest run\n',
    });
    expect((await run('npm run lint')).output).toBe('package.json has no script lint. It has dev, test.\n');
  });

  test('NP34 the relatives run a script by its name alone', async () => {
    await lab.boot(manifest({scripts: {hello: 'echo hello'}}));
    for (const manager of ['yarn', 'pnpm', 'bun']) {
      expect(await run(`${manager} hello`)).toEqual({code: 0, output: 'hello\n'});
    }
    expect((await run('npm hello')).code).toBe(1);
  });

  test('NP35 init, ls and uninstall keep package.json', async () => {
    await lab.boot({});
    expect((await run('npm init -y')).code).toBe(0);
    expect((await run('npm init -y')).code).toBe(1);
    expect((await run('npm install react')).code).toBe(0);
    expect((await run('npm ls')).output).toMatch(/^react@19\.\d+\.\d+\n$/);
    expect(await run('npm uninstall react')).toEqual({code: 0, output: 'removed 1 package\n'});
    expect(JSON.parse(await lab.readFile('package.json'))).toEqual({
      name: 'project',
      version: '1.0.0',
      private: true,
      type: 'module',
      scripts: {},
      dependencies: {},
    });
    expect((await run('npm uninstall vue')).output).toContain('package.json has none');
    expect((await run('npm create vite')).output).toContain('Choose a template in an empty project instead');
  });

  test('NP35 exec is npx', async () => {
    await lab.boot({'a.ts': 'const one: number = 1; console.log(one)'});
    expect(await run('npm exec tsx a.ts')).toEqual({code: 0, output: '1\n'});
  });
});

test('NP5 a program that closes its questions ends, and one that asks again waits for the answer', async () => {
  await lab.boot({
    'close.mjs': `import readline from 'node:readline';
const lines = readline.createInterface({input: process.stdin}); lines.close(); console.log('closed')`,
    'ask.mjs': `import readline from 'node:readline/promises';
const lines = readline.createInterface({input: process.stdin, output: process.stdout});
console.log('hello', await lines.question('name? ')); lines.pause();
console.log('and', await lines.question('who? ')); lines.close();`,
  });
  await lab.start('node close.mjs');
  expect(await lab.exit()).toEqual({code: 0, output: 'closed\n'});
  await lab.start('node ask.mjs');
  await lab.waitForOutput('name? ');
  await lab.type('Ada\n');
  await lab.waitForOutput('who? ');
  await lab.type('Bob\n');
  expect(await lab.exit()).toEqual({code: 0, output: 'name? hello Ada\nwho? and Bob\n'});
});

test('NP17 tests that ask for a document are told that there is none', async () => {
  await lab.boot({
    'vitest.config.ts': `import {defineConfig} from 'vitest/config'; export default defineConfig({test: {environment: 'jsdom'}})`,
    'a.test.ts': `import {expect, test} from 'vitest'; test('adds', () => expect(1 + 1).toBe(2))`,
  });
  const {code, output} = await run('npx vitest run');
  expect(output).toContain('jsdom is not available here: tests run without a document.');
  expect(code).toBe(0);
});

test('NP17 what vitest has and this has not is named, with another way', async () => {
  await lab.boot({
    'a.test.ts': `import {expect, test, vi} from 'vitest';
test('snapshot', () => expect({a: 1}).toMatchInlineSnapshot());
test('timers', () => { vi.useFakeTimers(); });
test('modules', () => { vi.mock('./b'); });`,
  });
  const {code, output} = await run('npx vitest run');
  expect(code).toBe(1);
  expect(output).toContain('Snapshots are not available here: nothing keeps them.');
  expect(output).toContain('vi.useFakeTimers is not available here. Hand the clock over');
  expect(output).toContain('vi.mock is not available here. Hand the object');
});

test('NP36 several servers run at once, each with its own server-ready', async () => {
  await lab.boot({
    ...manifest({scripts: {both: 'concurrently "node one.cjs" "node two.cjs"'}}),
    'one.cjs': `require('http').createServer((request, response) => response.end('one')).listen(3001)`,
    'two.cjs': `require('http').createServer((request, response) => response.end('two')).listen(3002)`,
    'ask.cjs': `Promise.all([3001, 3002].map((port) => fetch('http://localhost:' + port).then((answer) => answer.text()))).then(console.log)`,
  });
  await lab.start('npm run both');
  await lab.site.page.waitForFunction(() => node.ports.length === 2);
  expect([...(await lab.site.page.evaluate(() => node.ports))].sort()).toEqual([3001, 3002]);
  const asked = await lab.site.page.evaluate(async () => {
    const process = await node.runtime.spawn('node', ['ask.cjs']);
    let output = '';
    await process.output.pipeTo(new WritableStream({write: (text) => void (output += text)}));
    return output;
  });
  expect(asked).toContain(`[ 'one', 'two' ]`);
  await lab.kill();
  expect((await lab.exit()).code).toBe(143);
});
