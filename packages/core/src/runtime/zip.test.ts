import {unzipSync} from 'fflate';
import {expect, test} from 'vitest';
import {zipTree} from './zip.js';

test('RT-F5 a zip holds every file under its path, byte for byte', async () => {
  const bytes = Uint8Array.from({length: 70_000}, (_, index) => (index * index) % 251);
  const zip = await zipTree({
    'index.html': {file: {contents: '<h1>Grüße</h1>'}},
    'ä ö.txt': {file: {contents: ''}},
    assets: {directory: {deep: {directory: {'picture.png': {file: {contents: bytes}}}}}},
  });
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual(['index.html', 'ä ö.txt', 'assets/deep/picture.png']);
  expect(new TextDecoder().decode(files['index.html'])).toBe('<h1>Grüße</h1>');
  expect(files['ä ö.txt']).toHaveLength(0);
  expect(files['assets/deep/picture.png']).toEqual(bytes);
});

test('RT-F5 the same files make the same zip, smaller than they are', async () => {
  const tree = {'a.txt': {file: {contents: 'word '.repeat(10_000)}}};
  const zip = await zipTree(tree);
  expect(zip).toEqual(await zipTree(tree));
  expect(zip.length).toBeLessThan(1000);
});
