import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {WrittenFile} from '../../../runtime.js';
import {NodeLab} from '../../node/node-lab.test-support.js';

declare global {
  /** In the page. */
  var toldFiles: {files: WrittenFile[]; isOwn: boolean}[];
}

let lab: NodeLab;

beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

beforeEach(async () => {
  await lab.boot({
    'old.txt': 'old',
    'write.cjs': `const fs = require('fs');
fs.writeFileSync('output.txt', 'a'); fs.appendFileSync('output.txt', 'b'); fs.rmSync('old.txt');
fs.mkdirSync('node_modules/left', {recursive: true}); fs.writeFileSync('node_modules/left/index.js', '1');`,
  });
  await lab.site.page.evaluate(() => {
    globalThis.toldFiles = [];
    node.runtime.on('files-written', (files, by) => {
      const texts = files.map((file) =>
        file.kind === 'written' && typeof file.contents !== 'string'
          ? {...file, contents: new TextDecoder().decode(file.contents)}
          : file,
      );
      toldFiles.push({files: texts, isOwn: by === node.process});
    });
  });
});

const told = () => lab.site.page.evaluate(() => globalThis.toldFiles);

test('TM12 a program’s files are told once each, as they are in the end, and none of node_modules', async () => {
  await lab.run('node write.cjs');
  await lab.site.page.waitForFunction(() => globalThis.toldFiles.length > 0);
  expect(await told()).toEqual([
    {
      files: [
        {path: 'output.txt', kind: 'written', contents: 'ab'},
        {path: 'old.txt', kind: 'removed'},
      ],
      isOwn: true,
    },
  ]);
});

test('TM12 so are those of the shell’s own commands and redirects', async () => {
  await lab.start('jsh', {cols: 80, rows: 24});
  await lab.waitForOutput('❯');
  await lab.type('mv old.txt new.txt; echo hi > said.txt; mkdir -p a; cp new.txt a\r');
  await lab.site.page.waitForFunction(() => globalThis.toldFiles.flatMap(({files}) => files).length >= 4);
  expect((await told()).flatMap(({files}) => files)).toEqual([
    {path: 'new.txt', kind: 'written', contents: 'old'},
    {path: 'old.txt', kind: 'removed'},
    {path: 'said.txt', kind: 'written', contents: 'hi\n'},
    {path: 'a/new.txt', kind: 'written', contents: 'old'},
  ]);
  await lab.kill();
});

test('TM12 what the page writes is not told, and what commands wrote before is told first', async () => {
  const order = await lab.site.page.evaluate(async () => {
    const seen: string[] = [];
    node.runtime.on('files-written', (files) => seen.push(`told ${files.map(({path}) => path).join()}`));
    const process = await node.runtime.spawn('touch', ['made.txt']);
    await process.exit;
    await node.runtime.fs.writeFile('old.txt', 'page');
    seen.push('written');
    await new Promise((resolve) => setTimeout(resolve, 200));
    return seen;
  });
  expect(order).toEqual(['told made.txt', 'written']);
});

test('TM12 a file larger than a project takes is named without its contents', async () => {
  await lab.run('node -e require("fs").writeFileSync("big.txt","x".repeat(600000))');
  await lab.site.page.waitForFunction(() => globalThis.toldFiles.length > 0);
  expect((await told())[0]?.files).toEqual([{path: 'big.txt', kind: 'too-large'}]);
});
