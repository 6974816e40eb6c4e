import {readFileSync} from 'node:fs';
import {loadavg} from 'node:os';
import {createPackageGateway} from '@codecraft/party/packages';
import {percentile, printTable, readOptions} from '../report.mjs';
import {
  counter,
  litApp,
  litForPlayground,
  manyPackages,
  reactTemplate,
  vueApp,
  vueComponent,
} from './apps.mjs';
import {Contestant} from './contestant.mjs';
import {bundleContestants} from './contestant-bundles.mjs';
import {installFixtures, publishFixtures} from './fixture-packages.mjs';
import {withFreshProfile} from './profile.mjs';
import {startSite} from './site.mjs';
import {watchScript} from './watch-script.mjs';

const {runs, edits, only} = readOptions({runs: 9, edits: 25, only: ''});
const wants = (name) => only === '' || only.split(',').includes(name);
const npm = [
  ['npm', ['install']],
  ['npm', ['run', 'dev']],
];

const modules = await installFixtures();
const pinned = JSON.parse(readFileSync('bench/runtime/fixtures/package.json', 'utf8')).dependencies;
const {'@vue/repl': _, 'playground-elements': __, ...dependencies} = pinned;
const registry = await publishFixtures(modules, Object.keys(dependencies));
const site = await startSite({
  folders: {
    '/core/': 'packages/core/dist',
    '/elements/': 'packages/elements/dist/cdn',
    '/page/': 'bench/runtime/page',
    '/modules/': modules,
    '/vue/': 'node_modules/vue/dist',
  },
  pages: {'/': readFileSync('bench/runtime/page/host.html', 'utf8'), ...(await bundleContestants(modules))},
  modules,
  gateway: createPackageGateway({registry: registry.url, cache: memoryCache()}),
});
const {origin} = site;
const codecraft = new Contestant({origin, script: '/codecraft/codecraft.js', options: {commands: npm}});

try {
  if (wants('react')) await reactPath();
  if (wants('edit')) await editPath();
  if (wants('workspace')) await workspacePath();
  if (wants('packages')) await packagePath();
  if (wants('rivals')) await besideRivals();
  if (wants('floor')) await floor();
} finally {
  site.close();
  await registry.close();
}

/** From importing the library to the painted template: a browser that was never here, and the same one again. */
async function reactPath() {
  const cold = [];
  const warm = [];
  for (let run = 0; run < runs; run++) {
    await withFreshProfile(async (open) => {
      const first = await codecraft.start(open, reactTemplate(), 'Get started');
      cold.push(first.times);
      await first.page.close();
      const second = await codecraft.start(open, reactTemplate(), 'Get started');
      warm.push(second.times);
    });
  }
  printStages('import → painted React template, ms', {cold, warm});
}

async function editPath() {
  const jsx = [];
  const css = [];
  await withFreshProfile(async (open) => {
    const files = reactTemplate();
    const {page} = await codecraft.start(open, files, 'Get started');
    const frame = page.frames().at(-1);
    const counter = frame.locator('button.counter');
    await counter.click();
    for (let edit = 0; edit < edits; edit++) {
      const text = files['src/App.jsx'].replace('Get started', `Edit ${edit} is here`);
      jsx.push(await codecraft.edit(page, 'src/App.jsx', text, `Edit ${edit} is here`));
    }
    const kept = await counter.textContent();
    if (!kept?.includes('1')) throw new Error(`The counter said ${kept} after the edits.`);
    for (let edit = 0; edit < edits; edit++) {
      const text = `${files['src/index.css']}\n:root { --sign: css-${edit}-; }`;
      css.push(await codecraft.edit(page, 'src/index.css', text, `css-${edit}-`));
    }
  });
  printStages('edit → preview, state kept, ms', {jsx, css});
}

/** Importing the element to the painted app, and an edit in the file's document to the painted preview. */
async function workspacePath() {
  const workspace = new Contestant({origin, script: '/page/workspace.js', options: {}});
  const samples = {cold: [], warm: [], edit: []};
  for (let run = 0; run < runs; run++) {
    await withFreshProfile(async (open) => {
      const first = await workspace.start(open, counter, 'Hello from the workspace');
      samples.cold.push(first.times);
      await first.page.close();
      const {page, times} = await workspace.start(open, counter, 'Hello from the workspace');
      samples.warm.push(times);
      // The editor loads after the app has started.
      await page.waitForTimeout(3000);
      for (let number = 0; number < 3; number++) {
        const text = counter['Counter.jsx'].replace('Hello from the workspace', `Edit ${number} is here`);
        samples.edit.push(await workspace.edit(page, 'Counter.jsx', text, `Edit ${number} is here`));
      }
    });
  }
  printStages('the whole workspace: import → painted, edit in its document → painted, ms', samples);
}

async function packagePath() {
  const files = manyPackages(dependencies);
  const options = {commands: npm, packagesUrl: '/api/packages'};
  const withGateway = new Contestant({origin, script: '/codecraft/codecraft.js', options});
  const cold = [];
  const warm = [];
  let requests = 0;
  for (let run = 0; run <= runs; run++) {
    await withFreshProfile(async (open) => {
      site.requests.length = 0;
      const first = await withGateway.start(open, files, 'Charts of Mara');
      requests = site.requests.filter((address) => address.startsWith('/api/')).length;
      await keptOnDisk(first.page, requests - 1);
      await first.page.close();
      const second = await withGateway.start(open, files, 'Charts of Mara');
      // The first run finds a gateway that has never seen the registry; told apart.
      if (run === 0) printStages('the same, with a gateway that was just started, ms', {cold: [first.times]});
      else {
        cold.push(first.times);
        warm.push(second.times);
      }
    });
  }
  printStages(`an app of many packages (${requests} requests to the gateway), ms`, {cold, warm});
}

async function besideRivals() {
  const vueRepl = new Contestant({
    origin,
    script: '/vue-repl/vue-repl.js',
    options: {vueUrl: `${origin}/vue/vue.runtime.esm-browser.js`, headHTML: watchScript()},
  });
  const playground = new Contestant({
    origin,
    script: '/modules/playground-elements/playground.js',
    options: {sandboxBaseUrl: `${origin}/modules/playground-elements/`, cdnBaseUrl: `${origin}/cdn`},
  });
  const tasks = [
    {
      who: 'codecraft, Vue',
      contestant: codecraft,
      files: vueApp,
      file: 'src/App.vue',
      sign: 'Hello from Vue',
    },
    {
      who: '@vue/repl',
      contestant: vueRepl,
      files: {'src/App.vue': vueComponent},
      file: 'src/App.vue',
      sign: 'Hello from Vue',
    },
    {who: 'codecraft, Lit', contestant: codecraft, files: litApp, file: 'hello.ts', sign: 'Hello from Lit'},
    {
      who: 'playground-elements',
      contestant: playground,
      files: litForPlayground,
      file: 'hello.ts',
      sign: 'Hello from Lit',
    },
  ];
  const results = new Map(tasks.map(({who}) => [who, {cold: [], warm: [], edit: []}]));
  for (let run = 0; run < runs; run++) {
    for (const {who, contestant, files, file, sign} of tasks) {
      const {cold, warm, edit} = results.get(who);
      await withFreshProfile(async (open) => {
        const first = await contestant.start(open, files, sign);
        cold.push(first.times);
        await first.page.close();
        const {page, times} = await contestant.start(open, files, sign);
        warm.push(times);
        for (let number = 0; number < 3; number++) {
          const text = files[file].replace(sign, `Edit ${number} is here`);
          edit.push(await contestant.edit(page, file, text, `Edit ${number} is here`));
        }
      });
    }
  }
  for (const [who, samples] of results) printStages(`${who}, ms`, samples);
  const ratio = (ours, theirs) => ({
    pair: `${ours} / ${theirs}`,
    ...Object.fromEntries(
      ['cold', 'warm', 'edit'].map((name) => [
        name,
        medianOf(results.get(ours)[name], 'painted') / medianOf(results.get(theirs)[name], 'painted'),
      ]),
    ),
  });
  printTable('ours / theirs, medians of what is painted', [
    ratio('codecraft, Vue', '@vue/repl'),
    ratio('codecraft, Lit', 'playground-elements'),
  ]);
}

/** A worker and an isolated frame of one line each, alone and together: below that no first preview can be. */
async function floor() {
  const worker = '/page/floor-worker.js';
  const parts = {'a worker': {worker}, 'a frame': {frame: true}, both: {worker, frame: true}};
  const samples = Object.fromEntries(Object.keys(parts).map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    for (const [name, part] of Object.entries(parts)) {
      await withFreshProfile(async (open) => {
        const page = await open(`${origin}/`);
        await page.waitForTimeout(300);
        samples[name].push(
          await page.evaluate(async (part) => (await import('/page/floor.js')).open(part), part),
        );
      });
    }
  }
  for (const [name, all] of Object.entries(samples))
    printStages('floor: opened → answered, ms', {[name]: all});
}

function medianOf(samples, stage) {
  const sorted = samples.map((times) => times[stage]).sort((a, b) => a - b);
  return percentile(sorted, 0.5);
}

/** @param samples by name, times by stage */
function printStages(title, samples) {
  const rows = Object.entries(samples).map(([name, all]) => {
    const stages = Object.keys(all[0] ?? {}).map((stage) => {
      const sorted = all.map((times) => times[stage]).sort((a, b) => a - b);
      return [stage, `${percentile(sorted, 0.5).toFixed(1)} / ${percentile(sorted, 0.95).toFixed(1)}`];
    });
    return {'median / p95': name, runs: all.length, ...Object.fromEntries(stages)};
  });
  const [load] = loadavg();
  printTable(`${title} (load ${load.toFixed(1)})`, rows);
}

/** Waits until the browser has stored every package and what was compiled of them: it does so once the app has started. */
async function keptOnDisk(page, packages) {
  const stored = () =>
    page.evaluate(async () => {
      const counts = {};
      for (const {name} of await indexedDB.databases()) {
        const open = indexedDB.open(name);
        await new Promise((resolve) => {
          open.onsuccess = resolve;
        });
        const [store] = open.result.objectStoreNames;
        const counted = open.result.transaction(store).objectStore(store).count();
        await new Promise((resolve) => {
          counted.onsuccess = resolve;
        });
        open.result.close();
        counts[name] = counted.result;
      }
      return counts;
    });
  while (((await stored())['codecraft-package-archives'] ?? 0) < packages) await page.waitForTimeout(200);
  await page.waitForTimeout(1500);
}

function memoryCache() {
  const kept = new Map();
  return {
    match: async (url) => kept.get(url)?.clone(),
    put: async (url, response) => void kept.set(url, response),
  };
}
