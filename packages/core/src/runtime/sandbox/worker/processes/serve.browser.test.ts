import {afterAll, beforeAll, expect, test} from 'vitest';
import {NodeLab} from '../../node/node-lab.test-support.js';

let lab: NodeLab;
beforeAll(async () => {
  lab = await NodeLab.open();
});
afterAll(() => lab?.close());

const page = (text: string) => `<!doctype html><html><body><p id="text">${text}</p></body></html>`;

test('NP37 serve shows the folder it is given', async () => {
  await lab.boot({'index.html': page('whole'), 'site/index.html': page('folder')});
  const whole = await lab.preview(() => lab.start('npx serve'));
  expect(await whole.locator('#text').textContent()).toBe('whole');
  await lab.kill();
  await lab.exit();
  const folder = await lab.repainted(() => lab.start('npx serve site -p 4000'));
  expect(await folder.locator('#text').textContent()).toBe('folder');
  await lab.kill();
  await lab.exit();
  const missing = await lab.run('npx serve missing');
  expect(missing).toEqual({code: 1, output: 'There is no folder missing to serve.\n'});
});

test('NP37 vite preview shows what was built, and says how to build where nothing was', async () => {
  await lab.boot({
    'package.json': JSON.stringify({
      scripts: {build: 'vite build', preview: 'vite preview'},
      dependencies: {react: '^19.0.0', 'react-dom': '^19.0.0'},
      devDependencies: {vite: '^7.0.0'},
    }),
    'index.html':
      '<!doctype html><html><body><div id="root"></div><script type="module" src="/src/main.jsx"></script></body></html>',
    'src/main.jsx': `import {useState} from 'react';
import {createRoot} from 'react-dom/client';
function Counter() {
  const [count, setCount] = useState(0);
  return <button onClick={() => setCount(count + 1)}>count {count} {import.meta.env.MODE}</button>;
}
createRoot(document.getElementById('root')).render(<Counter />);`,
  });
  expect((await lab.run('npm run preview')).output).toContain('npm run build makes it.');
  expect((await lab.run('npm install')).code).toBe(0);
  expect((await lab.run('npm run build')).code).toBe(0);
  const frame = await lab.preview(() => lab.start('npm run preview'));
  await frame.locator('button').click();
  await expect.poll(() => frame.locator('button').textContent()).toBe('count 1 production');
  await lab.kill();
  expect((await lab.exit()).code).toBe(143);
});
