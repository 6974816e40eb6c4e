import {afterAll, beforeAll, expect, test} from 'vitest';
import {AttackLab, bodiesOf, expectedOf} from './attack-lab.test-support.js';
import {attacks} from './host-page-attacks.test-support.js';

let lab: AttackLab;

beforeAll(async () => {
  lab = await AttackLab.open();
});
afterAll(() => lab?.close());

test('RT-I1 nothing of the page can be reached', async () => {
  const pages = await lab.site.browser.pageCount();
  lab.site.cookies.length = 0;
  expect(await lab.run(bodiesOf(attacks))).toEqual(expectedOf(attacks));
  // Our own worker fetches our own files.
  expect(lab.site.cookies.filter((request) => !request.startsWith('/assets/'))).toEqual([]);
  expect(await lab.site.browser.pageCount()).toBe(pages);
  expect(await lab.site.page.evaluate(() => 'owned' in globalThis)).toBe(false);
});

test('RT-I1 each of these attacks works in a frame that is not isolated', async () => {
  const working = Object.fromEntries(
    Object.entries(attacks).filter(([, attack]) => !attack.isHarmlessAnyway),
  );
  const results = await lab.runUnprotected(bodiesOf(working));
  const expected = expectedOf(working);
  const withstood = Object.keys(working).filter(
    (name) => String(results[name]).startsWith('blocked') || String(results[name]) === String(expected[name]),
  );
  expect(withstood).toEqual([]);
});

const away: Record<string, string> = {
  'by assignment': 'real.top.location = origin + "/gone"; await wait()',
  'by replacement': 'real.top.location.replace(origin + "/gone"); await wait()',
  'by a link': "element('a', {href: origin + '/gone', target: '_top'}).click(); await wait()",
  'by a link of the document around':
    "element('a', {href: origin + '/gone', target: '_parent'}).click(); await wait()",
  'by a form':
    "real.HTMLFormElement.prototype.submit.call(element('form', {action: origin + '/gone', target: '_top'})); await wait()",
  'by a named window': "nested().contentWindow.open(origin + '/gone', '_top'); await wait()",
  'by a base':
    "document.head.append(Object.assign(document.createElement('base'), {target: '_top'})); element('a', {href: origin + '/gone'}).click(); await wait()",
  'by its end': 'real.top.close(); await wait()',
  'back in its history': 'delete real.history; real.history.back(); await wait(400)',
};

test.each(Object.entries(away))('RT-I2 the page is not led away %s', async (_, body) => {
  const before = lab.site.page.url();
  // Firefox lets anyone close a tab that has nothing to go back to; see SECURITY.md.
  await lab.site.page.evaluate(() => history.pushState('here', ''));
  await lab.start(`const real = (0, eval)('window'); const origin = ${JSON.stringify(lab.origin)};
const wait = (milliseconds = 200) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const nested = () => { const frame = document.createElement('iframe'); document.body.append(frame); return frame; };
const element = (name, properties) => { const one = Object.assign(document.createElement(name), properties); document.body.append(one); return one; };
try { ${body}; } catch {}
console.log('tried');`);
  // One that leads its own frame away instead says nothing more.
  const settled = async () => (await lab.said('tried')) ?? (await lab.site.failure());
  await expect.poll(settled).toBeDefined();
  expect(lab.site.page.url()).toBe(before);
  expect(await lab.site.page.title()).toBe('HOST PAGE');
  expect(await lab.site.page.evaluate(() => history.state as unknown)).toBe('here');
});

test('RT-I2 a frame that is not isolated leads its page away', async () => {
  const other = await AttackLab.open();
  try {
    await other.site.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<script>top.location = "/pixel.svg"</script>';
      document.body.append(frame);
    });
    await expect.poll(() => other.site.page.url()).toContain('/pixel.svg');
  } finally {
    await other.close();
  }
});
