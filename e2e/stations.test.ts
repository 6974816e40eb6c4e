import {mkdir, writeFile} from 'node:fs/promises';
import type {Browser, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {launchBrowser, Person} from './support/browser.js';
import {Codecraft} from './support/codecraft.js';
import {editor, preview, signUp} from './support/steps.js';

const rounds = 5;

/** How long each station of the main job takes. Reported, never asserted: machines differ. */
describe('stations', () => {
  let codecraft: Codecraft;
  let browser: Browser;
  let mara: Person;

  beforeAll(async () => {
    codecraft = await Codecraft.create();
    await codecraft.start();
    browser = await launchBrowser();
    mara = await Person.arrive(browser);
    await mara.page.goto(codecraft.url);
    await signUp(mara.page, {email: 'mara@school.example', name: 'Mara Lindqvist'});
    await mara.page
      .getByRole('button', {name: /React app/})
      .or(mara.page.getByRole('link', {name: /React app/}))
      .click();
    await mara.page.getByRole('treeitem').first().waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await codecraft?.dispose();
  });

  it(`E26 reports the median of ${rounds} page loads, station by station`, async () => {
    const times = new Map<string, number[]>();
    const note = (station: string, ms: number) => times.set(station, [...(times.get(station) ?? []), ms]);
    for (let round = 0; round < rounds; round++) await visit(mara.page, note);
    const medians = Object.fromEntries(
      [...times].map(([station, values]) => [station, Math.round(median(values))]),
    );
    console.table(medians);
    await mkdir('test-results', {recursive: true});
    await writeFile(
      'test-results/stations.json',
      JSON.stringify({rounds, medians, times: Object.fromEntries(times)}),
    );
    expect(Object.keys(medians)).toEqual([
      'page load → files shown',
      'page load → editor ready',
      'page load → mounted',
      'page load → preview painted',
      'Run → preview painted',
      'edit → preview',
    ]);
  });
});

async function visit(page: Page, note: (station: string, ms: number) => void): Promise<void> {
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  await page.reload({waitUntil: 'commit'});
  await page.getByRole('treeitem').first().waitFor();
  note('page load → files shown', since());
  const ready = page
    .locator('codecraft-editor .monaco-editor .view-line')
    .first()
    .waitFor()
    .then(() => note('page load → editor ready', since()));
  const pressedAt = performance.now();
  await page.getByRole('button', {name: 'Run', exact: true}).first().click();
  await page.evaluate(async () => {
    const {project} = document.querySelector('codecraft-workspace') as unknown as {
      project: {state: {run: {status: string}}; subscribe(listener: () => void): () => void};
    };
    await new Promise<void>((resolve) => {
      const check = () =>
        ['installing', 'starting', 'running'].includes(project.state.run.status) && resolve();
      project.subscribe(check);
      check();
    });
  });
  const mountedAt = since();
  const heading = preview(page).getByRole('heading', {level: 1});
  await heading.waitFor();
  const paintedAt = since();
  await ready;
  note('page load → mounted', mountedAt);
  note('page load → preview painted', paintedAt);
  note('Run → preview painted', paintedAt - (pressedAt - startedAt));
  const title = `Todos ${Math.round(paintedAt)}`;
  await editor(page).replace(/(?<=<h1>)[^<]*(?=<)/, title);
  const editedAt = performance.now();
  await preview(page).getByRole('heading', {name: title}).waitFor();
  note('edit → preview', performance.now() - editedAt);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
