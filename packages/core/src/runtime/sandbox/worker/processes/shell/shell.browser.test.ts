import {afterAll, beforeAll, expect, test} from 'vitest';
import {NodeLab} from '../../../node/node-lab.test-support.js';

let lab: NodeLab;
const terminal = {cols: 80, rows: 24};

beforeAll(async () => {
  lab = await NodeLab.open();
  await lab.boot({
    'package.json': JSON.stringify({
      scripts: {
        dev: 'node wait.cjs',
        mixed: 'FOO=1 node env.cjs || echo failed; ls *.cjs | wc -l',
        args: 'node args.cjs',
      },
    }),
    'wait.cjs': `console.log('waiting'); setInterval(() => {}, 1000)`,
    'env.cjs': `console.log(process.env.FOO); process.exit(3)`,
    'args.cjs': `console.log(process.argv.slice(2))`,
    'read.cjs': `process.stdin.on('data', (data) => console.log('read', JSON.stringify(String(data)))).on('end', () => console.log('end'))`,
    'src/index.js': '',
  });
});
afterAll(() => lab?.close());

const plain = (text: string) => text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '');

/** Types keys and waits for what they lead to. */
async function type(keys: string, until: string): Promise<string> {
  await lab.site.page.evaluate(() => {
    node.output = '';
  });
  await lab.type(keys);
  await lab.waitForOutput(until);
  return plain(await lab.site.page.evaluate(() => node.output));
}

test('NP29 scripts of package.json run through the shell where they need it, with extra arguments', async () => {
  expect((await lab.run('npm run mixed')).output).toBe('1\nfailed\n4\n');
  expect((await lab.run('npm run args -- a b')).output).toBe(`[ 'a', 'b' ]\n`);
});

test('NP30 spawn without arguments opens a shell: completion, history, Ctrl-C, folders, exit', async () => {
  await lab.start('jsh', terminal);
  await lab.waitForOutput('❯');
  expect(await type('cd s\t\r', '~/src')).toContain('cd src/');
  expect(await type('pwd; cd ..\r', '❯')).toContain('/home/project/src\r\n');
  expect(await type('\u001b[A\u001b[A', 'cd src/')).toContain('cd src/');
  await type('\u0003', '❯');
  expect(await type('npm run d\t\r', 'waiting')).toContain('npm run dev');
  expect(await type('\u0003', '❯')).toContain('^C');
  expect(await type('echo $?\r', '❯')).toContain('130');
  await type('exit 5\r', 'exit 5');
  expect((await lab.exit()).code).toBe(5);
});

test('NP31 a program in the shell has the keyboard until it ends', async () => {
  await lab.start('jsh', terminal);
  await lab.waitForOutput('❯');
  await type('node read.cjs\r', 'read.cjs');
  expect(await type('hi\r', 'read ')).toContain('read "hi\\n"');
  expect(await type('\u0004', '❯')).toContain('end');
  expect(await type('echo back\r', 'back\r\n')).toContain('back');
  await lab.kill();
  expect((await lab.exit()).code).toBe(143);
});

test('NP32 jobs run beside the shell and end with it', async () => {
  await lab.start('jsh', terminal);
  await lab.waitForOutput('❯');
  await type('node wait.cjs &\r', 'waiting');
  expect(await type('jobs\r', 'node wait.cjs')).toContain('[1] node wait.cjs');
  expect(await type('kill 1\r', 'ended')).toContain('[1] ended with 143');
  await type('\u0004', '');
  expect((await lab.exit()).code).toBe(0);
});
