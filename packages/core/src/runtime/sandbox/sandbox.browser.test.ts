import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {TestPage} from './browser-page.test-support.js';
import {
  reactApp,
  reactProject,
  staticProject,
  typeScriptProject,
  vueApp,
  vueProject,
} from './sample-projects.test-support.js';

let site: TestPage;

beforeAll(async () => {
  site = await TestPage.open();
});
afterAll(() => site?.close());

async function countTo(count: number): Promise<void> {
  const frame = await site.frame();
  for (let clicks = 0; clicks < count; clicks++) await frame.click('#count');
}

describe('a React project', () => {
  beforeEach(async () => {
    expect(await site.start(reactProject)).toEqual({outcome: 'painted', installCode: 0});
  });

  test('starts from npm install and npm run dev, and says so in the terminal', async () => {
    expect(await site.text('#title')).toBe('First');
    const {terminal} = await site.lab();
    expect(terminal).toMatch(/^added 5 packages in \d+ ms\r\nReady in \d+ ms, preview on port 5173\r\n$/);
  });

  test('an edit keeps the state, and is reported with its path and time', async () => {
    await countTo(2);
    const update = await site.edit({'src/App.jsx': reactApp.replace('First', 'Second')});
    expect(update).toMatchObject({path: 'src/App.jsx', kind: 'hot', durationMs: expect.any(Number)});
    expect(await site.text('#title')).toBe('Second');
    expect(await site.text('#count')).toBe('2');
    expect((await site.lab()).terminal).toMatch(/\d\d:\d\d:\d\d\S*\s+src\/App\.jsx\s+\d+ ms\r\n$/);
  });

  test('an edit of an imported component keeps the state of its parent', async () => {
    await countTo(1);
    await site.edit({
      'src/Badge.tsx': reactProject['src/Badge.tsx']!.replace('{label satisfies string}', '{label.length}'),
    });
    expect(await site.text('#badge')).toBe('3');
    expect(await site.text('#count')).toBe('1');
  });

  test('a changed order of hooks starts the component again', async () => {
    await countTo(1);
    await site.edit({
      'src/App.jsx': reactApp.replace('const [count', 'const [extra] = useState(1);\n  const [count'),
    });
    expect(await site.text('#count')).toBe('0');
  });

  test('files written together arrive as one update', async () => {
    await countTo(1);
    const before = (await site.lab()).updates.length;
    await site.edit({
      'src/App.jsx': reactApp.replace('label="new"', 'text="both"'),
      'src/Badge.tsx': 'export function Badge({text}: {text: string}) { return <b id="badge">{text}</b>; }',
    });
    expect(await site.text('#badge')).toBe('both');
    expect((await site.lab()).updates.length).toBe(before + 1);
  });

  test('CSS is swapped without running anything again', async () => {
    await countTo(1);
    const update = await site.edit({'src/App.css': '#title { color: rgb(9, 8, 7); }'});
    expect(update).toMatchObject({kind: 'style', path: 'src/App.css'});
    expect(await site.style('#title', 'color')).toBe('rgb(9, 8, 7)');
    expect(await site.text('#count')).toBe('1');
  });

  test('a file that no component accepts loads the page again', async () => {
    const update = await site.edit({
      'src/main.jsx': `${reactProject['src/main.jsx']}\nconsole.log('again');`,
    });
    expect(update).toMatchObject({kind: 'reload', path: 'src/main.jsx'});
    expect((await site.lab()).messages).toContainEqual({type: 'console', level: 'log', text: 'again'});
  });

  test('a syntax error shows over the last good version, with its place, and the next good edit removes it', async () => {
    await countTo(1);
    const failed = await site.edit({'src/App.jsx': reactApp.replace('<main>', '<main')});
    expect(failed).toMatchObject({
      type: 'failed',
      kind: 'compile',
      path: 'src/App.jsx',
      line: expect.any(Number),
    });
    const frame = await site.frame();
    expect(await frame.locator('codecraft-problem').count()).toBe(1);
    expect(await site.text('#title')).toBe('First');
    expect(await site.edit({'src/App.jsx': reactApp.replace('First', 'Mended')})).toEqual({
      type: 'recovered',
    });
    expect(await site.text('#title')).toBe('Mended');
    expect(await site.text('#count')).toBe('1');
    expect(await frame.locator('codecraft-problem').count()).toBe(0);
  });

  test('taking a syntax error back recovers, although nothing new is sent', async () => {
    await site.edit({'src/App.jsx': reactApp.replace('<main>', '<main')});
    expect(await site.edit({'src/App.jsx': reactApp})).toEqual({type: 'recovered'});
    expect(await (await site.frame()).locator('codecraft-problem').count()).toBe(0);
  });

  test('a component that throws is reported with its place and recovers', async () => {
    const failed = await site.edit({
      'src/App.jsx': reactApp.replace('return (', "throw new Error('boom');\n  return ("),
    });
    expect(failed).toMatchObject({
      type: 'failed',
      kind: 'runtime',
      message: 'Error: boom',
      path: 'src/App.jsx',
      line: 7,
    });
    expect(await (await site.frame()).locator('codecraft-problem').count()).toBe(1);
    expect(await site.edit({'src/App.jsx': reactApp.replace('First', 'Mended')})).toEqual({
      type: 'recovered',
    });
    expect(await site.text('#title')).toBe('Mended');
  });

  test('an import of a missing file, name or package says which', async () => {
    const first = await site.edit({'src/App.jsx': reactApp.replace('./Badge.tsx', './Badges')});
    expect(first).toMatchObject({
      type: 'failed',
      line: 2,
      message: './Badges is imported here, but there is no such file.',
    });
    const second = await site.edit({'src/App.jsx': reactApp.replace('{Badge}', '{Batch}')});
    expect(second).toMatchObject({
      line: 2,
      message: './Badge.tsx has no export named Batch. It exports Badge.',
    });
    const third = await site.edit({'src/App.jsx': `import x from 'left-pad';\n${reactApp}`});
    expect(third).toMatchObject({
      line: 1,
      message: expect.stringContaining('left-pad is imported here, but it is not installed'),
    });
  });

  test('RT-B1 an error in the console is told with its name and message, whatever the browser', async () => {
    const written = site.nextMessage('console');
    await site.edit({
      'src/App.jsx': reactApp.replace('return (', "console.error(new RangeError('far'));\n  return ("),
    });
    expect(await written).toMatchObject({level: 'error', text: expect.stringMatching(/^RangeError: far\n/)});
  });

  test('kill stops the server, and the preview says so', async () => {
    const events = await site.page.evaluate(async () => {
      const {runtime, server} = labs['first']!;
      const closed: unknown[] = [];
      runtime.on('port', (...event) => closed.push(event));
      server!.kill();
      return {code: await server!.exit, closed};
    });
    expect(events).toEqual({code: 143, closed: [[5173, 'close', 'http://localhost:5173/']]});
    expect(await site.text('body')).toContain('Run the app to see it again.');
  });

  test('a project that cannot be installed names the packages', async () => {
    const code = await site.page.evaluate(async () => {
      const {runtime} = labs['first']!;
      const text = await runtime.fs.readFile('/package.json', 'utf8');
      const manifest = JSON.parse(text);
      manifest.dependencies.express = '^5.0.0';
      await runtime.fs.writeFile('/package.json', JSON.stringify(manifest));
      const install = await runtime.spawn('npm', ['install']);
      const reader = install.output.getReader();
      return {text: (await reader.read()).value, code: await install.exit};
    });
    expect(code.code).toBe(1);
    expect(code.text).toContain('express is not available here.');
  });
});

describe('other kinds of projects', () => {
  test('Vue: single-file components with TypeScript and scoped styles; a template edit keeps the state', async () => {
    expect((await site.start(vueProject)).outcome).toBe('painted');
    expect(await site.text('.greeting')).toBe('Hello, Ada');
    expect(await site.style('#title', 'color')).toBe('rgb(1, 2, 3)');
    expect(await site.style('.greeting', 'color')).toBe('rgb(0, 0, 0)');
    await countTo(2);
    expect(await site.edit({'src/App.vue': vueApp.replace('First', 'Second')})).toMatchObject({kind: 'hot'});
    expect([await site.text('#title'), await site.text('#count')]).toEqual(['Second', '2']);
    expect(
      await site.edit({'src/App.vue': vueApp.replace('First', 'Second').replace('1, 2, 3', '4, 5, 6')}),
    ).toMatchObject({kind: 'style'});
    expect(await site.style('#title', 'color')).toBe('rgb(4, 5, 6)');
    expect(
      await site.edit({'src/App.vue': vueApp.replace('ref<number>(0)', 'ref<number>(7)')}),
    ).toMatchObject({kind: 'hot'});
    expect(await site.text('#count')).toBe('7');
    const failed = await site.edit({'src/App.vue': vueApp.replace('{{ count }}', '{{ count')});
    expect(failed).toMatchObject({type: 'failed', kind: 'compile', path: 'src/App.vue', line: 9});
  });

  test('Vue: an error at run time names the line of the component', async () => {
    await site.start(vueProject);
    const failed = await site.edit({
      'src/App.vue': vueApp.replace('const count', "throw new Error('boom');\nconst count"),
    });

    expect(failed).toMatchObject({type: 'failed', kind: 'runtime', path: 'src/App.vue', line: 4});
  });

  test('TypeScript with everything Vite offers', async () => {
    expect((await site.start(typeScriptProject)).outcome).toBe('painted');
    expect(JSON.parse(await site.text('#facts'))).toEqual({
      kind: 'small',
      data: 'data',
      name: 'data',
      note: 'note',
      awaited: 'awaited',
      even: true,
      chosen: 2,
      lazy: ['./pages/one.ts', './pages/two.ts'],
      eager: {'./pages/one.ts': 1, './pages/two.ts': 2},
      greeting: 'hello',
      secret: null,
      mode: 'development',
      isTop: true,
      path: '/',
    });
    expect(await site.style('#facts', 'margin')).toBe('3px');
    const frame = await site.frame();
    await frame.waitForFunction(
      () => document.querySelector<HTMLImageElement>('#public')!.naturalWidth === 10,
    );
    expect(await frame.$eval('#imported', (image: HTMLImageElement) => image.naturalWidth)).toBe(10);
    expect(await frame.evaluate(() => document.querySelector('#public')!.getAttribute('src'))).toBe(
      '/square.svg',
    );
    expect(await frame.getAttribute('body', 'data-loaded')).toBe('yes');
  });

  test('static pages: relative links, scripts, styles, storage and fetch, without package.json', async () => {
    expect((await site.start(staticProject, {commands: ['npm start']})).outcome).toBe('painted');
    let frame = await site.frame();
    await frame.waitForFunction(() => document.querySelector('#facts')!.textContent !== '');
    expect(await site.text('#facts')).toBe('hello shared / 3');
    expect(await site.style('h1', 'color')).toBe('rgb(1, 2, 3)');
    expect(await site.style('p', 'color')).toBe('rgb(4, 5, 6)');
    expect(await frame.$eval('#picture', (image: HTMLImageElement) => image.naturalWidth)).toBe(10);
    const follow = async (selector: string) => {
      const painted = site.nextMessage('painted');
      // Not awaited: the click takes its own frame away, after which the browser may never say that it was done.
      frame.click(selector).catch(() => undefined);
      await painted;
      frame = await site.frame();
    };
    await follow('#about');
    expect(await site.text('#kept')).toBe('kept');
    await follow('#home');
    await follow('#go');
    expect(await site.text('#address')).toBe('/pages/deep.html?from=home#end');
    await follow('#up');
    expect(await site.text('h1')).toBe('Home');
    expect(await site.edit({'css/style.css': 'h1 { color: rgb(7, 7, 7); }'})).toMatchObject({kind: 'style'});
    expect(await site.style('h1', 'color')).toBe('rgb(7, 7, 7)');
    expect(await site.edit({'js/first.js': 'function greet() { return "bye"; }'})).toMatchObject({
      kind: 'reload',
    });
  });

  test.each(['open', 'none'] as const)('a problem of the page itself is told once: %s', async (network) => {
    const files = {
      ...staticProject,
      'index.html': '<!doctype html><script>location.hash = (;</script>',
    };
    await site.start(files, {commands: ['npm start'], network});
    await expect.poll(() => site.failure()).toContain('Unexpected token');
    const {messages} = await site.lab();
    expect(messages.filter(({type}) => type === 'failed')).toHaveLength(1);
  });
});

describe('the browser around the app', () => {
  test('a router moves without loading, and a reload stays where it was', async () => {
    await site.start({
      ...typeScriptProject,
      'src/main.ts': `const show = () => { document.querySelector('#app')!.textContent = location.pathname + location.search + ':' + JSON.stringify(history.state); };
window.addEventListener('popstate', show);
Object.assign(window, {move: (to: string) => { history.pushState({to}, '', to); show(); }});
show();`,
    });
    const frame = await site.frame();
    const hostHistory = await site.page.evaluate(() => history.length);
    await frame.evaluate(() => (window as unknown as {move(to: string): void}).move('/users/7?tab=posts'));
    expect(await site.text('#app')).toBe('/users/7?tab=posts:{"to":"/users/7?tab=posts"}');
    const moved = site.nextMessage('address');
    await frame.evaluate(() => history.back());
    expect(await moved).toEqual({type: 'address', address: '/'});
    expect(await site.text('#app')).toBe('/:null');
    const painted = site.nextMessage('painted');
    await frame.evaluate(() => {
      history.forward();
      setTimeout(() => (window as unknown as {__location: Location}).__location.reload());
    });
    await painted;
    expect(await site.text('#app')).toBe('/users/7?tab=posts:{"to":"/users/7?tab=posts"}');
    expect(await site.page.evaluate(() => history.length)).toBe(hostHistory);
  });

  test('the host navigates the preview and learns of links that leave the project', async () => {
    await site.start(staticProject, {commands: ['npm start']});
    const painted = site.nextMessage('painted');
    await site.page.evaluate(() => {
      const {runtime} = labs['first']!;
      runtime.attachPreview(document.getElementById('first')!).navigate('/about.html?x=1');
    });
    await painted;
    const address = await site.page.evaluate(
      () => labs['first']!.runtime.attachPreview(document.getElementById('first')!).address,
    );
    expect(address).toBe('/about.html?x=1');
  });

  test('two runtimes on one page know nothing of each other', async () => {
    await site.start(reactProject);
    await site.start(reactProject, {place: 'second'});
    await countTo(1);
    await site.edit({'src/App.jsx': reactApp.replace('First', 'Other')}, 'second');
    expect([await site.text('#title'), await site.text('#count')]).toEqual(['First', '1']);
    expect([await site.text('#title', 'second'), await site.text('#count', 'second')]).toEqual([
      'Other',
      '0',
    ]);
    await site.page.evaluate(() => labs['second']!.runtime.teardown());
    await site.edit({'src/App.jsx': reactApp.replace('First', 'Still here')});
    expect(await site.text('#title')).toBe('Still here');
  });

  test('teardown leaves no frame, worker or listener behind', async () => {
    for (let round = 0; round < 3; round++) {
      await site.start(reactProject);
      await site.page.evaluate(() => labs['first']!.runtime.teardown());
    }
    expect(await site.page.locator('iframe').count()).toBe(0);
    await expect.poll(() => site.page.runningWorkers()).toEqual([]);
    await expect(
      site.page.evaluate(() => labs['first']!.runtime.fs.readFile('/package.json')),
    ).rejects.toThrow('This runtime was torn down');
  });
});

test('nothing is asked of another host', () => {
  expect(site.outside).toEqual([]);
});
