import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import {FakeProject} from '../testing/fake-project.js';
import {waitUntil} from '../testing/wait-until.js';
import type {CodecraftTerminal} from './terminal.js';
import './terminal.js';

describe('<codecraft-terminal>', () => {
  let project: FakeProject;
  let element: CodecraftTerminal;

  async function show(fake = new FakeProject()): Promise<void> {
    project = fake;
    element = await fixture<CodecraftTerminal>(
      html`<codecraft-terminal style="height: 170px; width: 400px" .project=${project.asProject}></codecraft-terminal>`,
    );
  }

  const find = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  const tab = (name: string) => find(`[data-tab=${name}]`) as HTMLElement;
  const lines = () =>
    [...(element.shadowRoot?.querySelectorAll('.xterm-rows > div') ?? [])].map(({textContent}) =>
      textContent?.trimEnd(),
    );
  const press = (target: HTMLElement, key: string) =>
    target.dispatchEvent(
      new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}),
    );

  describe('accessibility', () => {
    it('has no violations, in both tabs', async () => {
      await show();
      await waitUntil(() => find('.xterm-rows'), 'xterm.js');
      await expect(element).to.be.accessible();
      tab('console').click();
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });

    it('has one tab stop for the tabs, and arrows inside', async () => {
      await show();
      expect([tab('terminal').tabIndex, tab('console').tabIndex]).to.deep.equal([0, -1]);
      tab('terminal').focus();
      press(tab('terminal'), 'ArrowRight');
      await element.updateComplete;
      expect(tab('console').ariaSelected ?? tab('console').getAttribute('aria-selected')).to.equal('true');
      expect(element.shadowRoot?.activeElement).to.equal(tab('console'));
    });

    it('gives a screen reader the lines', async () => {
      await show();
      const read = () => find('.xterm-accessibility')?.textContent ?? '';
      await waitUntil(() => /preview\son\sport\s3000/.test(read()), 'the lines', {timeout: 5000});
    });
  });

  it('shows what was written before and what comes', async () => {
    const fake = new FakeProject();
    let write: (chunk: string) => void = () => undefined;
    const subscribe = (listener: (chunk: string) => void) => {
      write = listener;
      return () => undefined;
    };
    Object.assign(fake, {terminal: {text: 'before\n', subscribe}});
    await show(fake);
    await waitUntil(() => lines()[0] === 'before', 'the first line');
    write('\x1b[31mafter\x1b[0m\n');
    await waitUntil(() => lines()[1] === 'after', 'the second line');
    write('\x1bc');
    await waitUntil(() => lines()[0] === '', 'nothing');
  });

  it('takes no typing', async () => {
    await show();
    await waitUntil(() => find('.xterm-rows'), 'xterm.js');
    const before = lines();
    const field = find('.xterm-helper-textarea') as HTMLTextAreaElement;
    field.focus();
    press(field, 'x');
    expect(lines()).to.deep.equal(before);
  });

  it('counts and shows the console, errors told by a word', async () => {
    await show();
    expect(tab('console').textContent?.replace(/\s+/g, ' ').trim()).to.equal('Console 2');
    project.console.push({type: 'console', level: 'error', text: 'No such list'});
    project.change({});
    tab('console').click();
    await element.updateComplete;
    const entries = [...(element.shadowRoot?.querySelectorAll('.entries li') ?? [])];
    expect(entries.map(({textContent}) => textContent)).to.deep.equal([
      'Todos loaded',
      'Filter: all',
      'Error No such list',
    ]);
    expect(tab('console').textContent).to.contain('3');
  });

  it('asks to be closed', async () => {
    await show();
    setTimeout(() => find('[aria-label="Close terminal"]')?.click());
    await oneEvent(element, 'close');
  });

  it('leaves nothing behind', async () => {
    await show();
    await waitUntil(() => find('.xterm-rows'), 'xterm.js');
    const parent = element.parentElement as HTMLElement;
    element.remove();
    expect(project.listenerCount).to.equal(0);
    expect(find('.xterm')).to.equal(null);
    parent.append(element);
    await waitUntil(() => find('.xterm-rows'), 'xterm.js again');
    expect(element.shadowRoot?.querySelectorAll('.xterm')).to.have.length(1);
  });
});
