import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {AttackLab} from './attack-lab.test-support.js';

/*
 * A frame for the next document waits beside the one of the app, which can find its window among those of the page. It
 * has nothing of anyone yet; what is shown in it next has the rights of the preview.
 */

/** What an app can try on a window beside its own, `waiting`. */
const attacks: Record<string, string> = {
  'leads it away': "waiting.location = origin + '/gone?assigned'",
  'leads it away by replacement': "waiting.location.replace(origin + '/gone?replaced')",
  'leads it to a script': `waiting.location = "javascript:parent.postMessage('owned', '*')"`,
  'leads it away by its name':
    "element('a', {href: origin + '/gone?named', target: 'waiting'}).click(); real.open(origin + '/gone?opened', 'waiting')",
  'names it': "waiting.name = 'waiting'",
  'reads its document': 'waiting.document.title',
  'closes it': 'waiting.close()',
  'takes the focus there': 'waiting.focus(); waiting.blur()',
  'hands it a document': `waiting.postMessage('<h1>forged</h1><script>parent.postMessage("owned", "*")</script>', '*', [new MessageChannel().port2])`,
  'asks for its document': `const {port1, port2} = new MessageChannel(); port1.onmessage = () => console.log('GOT a document');
real.parent.postMessage('codecraft-preview-ready', '*', [port2])`,
};

const hostile = `const real = (0, eval)('window'); const origin = %ORIGIN%;
const element = (name, properties) => { const one = Object.assign(document.createElement(name), properties); document.body.append(one); return one; };
const page = real.top;
const own = real.parent === page ? real : real.parent;
const others = () => [...Array(page.length).keys()].map((index) => page.frames[index]).filter((other) => other !== own);
const attack = (waiting) => {
  ${Object.values(attacks)
    .map((attempt) => `try { ${attempt}; } catch {}`)
    .join('\n  ')}
};
const timer = setInterval(() => others().forEach(attack), 20);
setTimeout(() => {
  clearInterval(timer);
  console.log('tried', others().length);
}, 600);`;

describe.each([
  ['given as text', false, 'open'],
  ['given as text, enclosed', false, 'none'],
  ['from another site', true, 'open'],
] as const)('RT-I16 the frame that waits, in a preview %s', (_, isStrict, network) => {
  let lab: AttackLab;

  beforeAll(async () => {
    lab = await AttackLab.open({isStrict});
  });
  afterAll(() => lab?.close());

  test('shows the next document, whatever the app tried on it', async () => {
    await lab.start("document.body.textContent = 'first';", {network});
    await lab.site.page.evaluate(() => {
      addEventListener('message', ({data}) => {
        if (data === 'owned') document.title = 'OWNED';
      });
    });
    const code = hostile.replace('%ORIGIN%', JSON.stringify(lab.origin));
    expect(await lab.site.edit({'main.js': code})).toMatchObject({kind: 'reload'});
    await expect.poll(() => lab.said('tried')).toBe('tried 1');
    await lab.site.page.evaluate(() => {
      document.querySelector<HTMLElement>('#first iframe[inert]')!.dataset['waited'] = 'yes';
    });

    const next =
      "document.body.textContent = 'next ' + (0, eval)('window').origin; fetch('https://elsewhere.test/').catch(() => undefined);";
    expect(await lab.site.edit({'main.js': next})).toMatchObject({kind: 'reload'});
    expect(await lab.site.text('body')).toBe('next null');
    const shown = await lab.site.page.evaluate(
      () => document.querySelector<HTMLElement>('#first iframe:not([inert])')!.dataset['waited'],
    );
    expect(shown).toBe('yes');
    expect(await lab.site.page.title()).toBe('HOST PAGE');
    expect(await lab.said('GOT')).toBeUndefined();
    expect(lab.site.inside.filter((path) => path.startsWith('/gone'))).toEqual([]);
    // The policy came with the document.
    if (network === 'none') {
      expect(lab.site.outside).toEqual([]);
      await expect.poll(() => lab.said("The preview's network policy blocked")).toBeDefined();
    }
  });
});

test('RT-I16 a window beside that is not isolated is led away', async () => {
  const lab = await AttackLab.open();
  try {
    await lab.runUnprotected({
      'leads it away': `const frame = nested(); await loaded(frame).catch(() => undefined);
const other = real.parent.document.createElement('iframe'); real.parent.document.body.append(other);
const waiting = other.contentWindow; ${attacks['leads it away']}; await wait();`,
    });
    await expect.poll(() => lab.site.inside).toContain('/gone');
  } finally {
    await lab.close();
  }
});
