import type {FrameLocator, Locator, Page} from 'playwright-core';

/** What a person does, in their words. Locators go by role and name, as a screen reader would. */

export async function signUp(
  page: Page,
  person: {email: string; name: string; password?: string},
): Promise<void> {
  await page.getByRole('tab', {name: 'Create account'}).click();
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', {exact: true}).fill(person.password ?? 'correct horse battery');
  await page.getByRole('button', {name: 'Create account'}).click();
}

export async function openFile(page: Page, name: string): Promise<void> {
  const [stem, extension] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.'))];
  await page
    .getByRole('treeitem')
    .filter({hasText: new RegExp(`^\\s*${stem}\\s*\\${extension}`)})
    .first()
    .click();
  await page.getByRole('tab', {name, selected: true}).waitFor();
  await page.locator('codecraft-editor .monaco-editor .view-line').first().waitFor();
}

export async function run(page: Page): Promise<void> {
  await page.getByRole('button', {name: 'Run', exact: true}).first().click();
}

export function preview(page: Page): FrameLocator {
  return page.frameLocator('codecraft-runner iframe:not([inert])');
}

/** Monaco, read through the workspace and written to by keyboard, so that every layer takes part. */
export function editor(page: Page, workspace: Locator = page.locator('codecraft-workspace')) {
  const text = () =>
    workspace.evaluate((element) => (element as unknown as {activeText(): string}).activeText());
  return {
    text,
    /** Replaces one place of the open file by selecting and typing. False when there is no such place. */
    async replace(pattern: RegExp, replacement: string): Promise<boolean> {
      const content = await text();
      const match = pattern.exec(content);
      if (!match) return false;
      const before = content.slice(0, match.index).split('\n');
      const column = before.at(-1)?.length ?? 0;
      await workspace.locator('.monaco-editor').first().click();
      await page.keyboard.press('Control+Home');
      for (let line = 1; line < before.length; line++) await page.keyboard.press('ArrowDown');
      for (let step = 0; step < column; step++) await page.keyboard.press('ArrowRight');
      for (let step = 0; step < match[0].length; step++) await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.insertText(replacement);
      return true;
    },
  };
}

const stations = new Map<string, number[]>();

/** Notes how long a station took; reported at the end, never asserted. */
export async function timed<Value>(station: string, work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now();
  const value = await work();
  stations.set(station, [...(stations.get(station) ?? []), performance.now() - startedAt]);
  console.log(`${station}: ${Math.round(performance.now() - startedAt)} ms`);
  return value;
}
