import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {AttackLab} from './attack-lab.test-support.js';

/*
 * An app in a loop. Chromium runs frames without an origin in a process of their own, all of a site in one: these tests
 * have a browser of their own. In Firefox such a frame shares the process of the page, which then stands still.
 */

describe.each([
  ['given as text', false],
  ['from another site', true],
])('RT-I12 an app in a loop, in a preview %s', (_, isStrict) => {
  let lab: AttackLab;

  beforeAll(async () => {
    lab = await AttackLab.open({isStrict});
  });
  afterAll(() => lab?.close());

  test('leaves the page working, is noticed, and the next change starts it again', async () => {
    await lab.start('setTimeout(() => { for (;;); }, 1000);');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await lab.site.hostTicks()).toBeGreaterThan(5);
    await expect.poll(() => lab.site.failure(), {timeout: 15_000}).toContain('it may be in a loop');
    expect(await lab.site.edit({'main.js': "document.body.textContent = 'calm';"})).toEqual({
      type: 'recovered',
    });
    expect(await lab.site.text('body')).toContain('calm');
  });

  test('is replaced though a frame waits beside it, which is as stuck', async () => {
    await lab.start("document.body.textContent = 'first';");
    await lab.site.edit({'main.js': "document.body.textContent = 'second';"});
    expect(await lab.site.frames()).toBe(2);
    await lab.site.edit({'main.js': 'setTimeout(() => { for (;;); }, 500);'});
    await new Promise((resolve) => setTimeout(resolve, 1000));
    // Known to need a new document at once, so that the app is not asked.
    const page = '<!doctype html><title>new</title><body><script type="module" src="/main.js"></script>';
    const files = {'main.js': "document.body.textContent = 'calm';", 'index.html': page};
    expect(await lab.site.edit(files)).toMatchObject({kind: 'reload'});
    expect(await lab.site.text('body')).toContain('calm');
  });

  test('can be stopped, with a frame that waits beside it', async () => {
    await lab.start("document.body.textContent = 'first';");
    await lab.site.edit({'main.js': 'setTimeout(() => { for (;;); }, 1000);'});
    expect(await lab.site.frames()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await lab.site.page.evaluate(() => labs['first']!.server!.kill());
    await expect.poll(() => lab.site.text('body')).toContain('Run the app to see it again.');
  });

  test('can be stopped', async () => {
    await lab.start('setTimeout(() => { for (;;); }, 1000);');
    const code = await lab.site.page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const {server} = labs['first']!;
      server!.kill();
      return server!.exit;
    });
    expect(code).toBe(143);
    await expect.poll(() => lab.site.text('body')).toContain('Run the app to see it again.');
  });
});
