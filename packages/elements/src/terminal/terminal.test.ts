import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import type {TerminalCloseRequest} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {FakeTerminal} from '../testing/fake-terminal.js';
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
      expect([tab('output').tabIndex, tab('console').tabIndex]).to.deep.equal([0, -1]);
      tab('output').focus();
      press(tab('output'), 'ArrowRight');
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

  it('TM22 leaves copying, Tab and F6 to the page where nothing is typed', async () => {
    await show();
    await waitUntil(() => find('.xterm-rows'), 'xterm.js');
    const field = find('.xterm-helper-textarea') as HTMLTextAreaElement;
    const isTaken = (key: string, keyCode: number, ctrlKey = false) => {
      const change = {key, keyCode, ctrlKey, bubbles: true, composed: true, cancelable: true};
      return !field.dispatchEvent(new KeyboardEvent('keydown', change));
    };
    expect(isTaken('c', 67, true)).to.equal(false);
    expect(isTaken('Tab', 9)).to.equal(false);
    expect(isTaken('F6', 117)).to.equal(false);
  });

  it('takes no typing in the output', async () => {
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

  describe('terminals', () => {
    let first: FakeTerminal;

    async function showTerminal(): Promise<void> {
      first = new FakeTerminal('Terminal', '~ ❯ ');
      await show();
      element.openTerminal();
      project.change({terminals: [first.asTerminal]});
      await waitUntil(() => find('.xterm-helper-textarea'), 'xterm.js');
    }

    const field = () => find('.xterm-helper-textarea') as HTMLTextAreaElement;
    const chosen = () => find('[role=tab][aria-selected=true]')?.textContent?.trim();
    const key = (name: string, keyCode: number, change: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', {
        key: name,
        keyCode,
        bubbles: true,
        composed: true,
        cancelable: true,
        ...change,
      });
      field().dispatchEvent(event);
      return event;
    };

    it('TM20 has no violations', async () => {
      await showTerminal();
      await expect(element).to.be.accessible();
    });

    it('TM20 asks for one, shows it when it is there, and puts the cursor in it', async () => {
      await show();
      const asked = oneEvent(element, 'codecraft-terminal-open');
      find('[aria-label="New terminal"]')?.click();
      await asked;
      first = new FakeTerminal('Terminal', '~ ❯ ');
      project.change({terminals: [first.asTerminal]});
      await waitUntil(() => lines()[0] === '~ ❯', 'the prompt');
      expect(chosen()).to.equal('Terminal');
      await waitUntil(() => element.shadowRoot?.activeElement === field(), 'the cursor in it');
    });

    it('TM21 hands over what is typed and pasted, and how large it is', async () => {
      await showTerminal();
      key('Enter', 13);
      key('Tab', 9);
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', 'npm test');
      field().dispatchEvent(new ClipboardEvent('paste', {clipboardData, bubbles: true}));
      await waitUntil(() => first.typed === '\r\tnpm test', 'what was typed');
      const before = first.sizes.at(-1);
      expect(before?.cols).to.be.greaterThan(20);
      element.style.width = '240px';
      await waitUntil(() => (first.sizes.at(-1)?.cols ?? 0) < (before?.cols ?? 0), 'fewer columns');
    });

    it('TM21 takes what is inserted without a key, and once what a key types', async () => {
      await showTerminal();
      const insert = (data: string) =>
        field().dispatchEvent(new InputEvent('input', {data, inputType: 'insertText', composed: true}));
      insert('日');
      key('a', 65);
      insert('a');
      field().dispatchEvent(new KeyboardEvent('keyup', {key: 'a', keyCode: 65, bubbles: true}));
      insert('🙂');
      expect(first.typed.replace('a', '')).to.equal('日🙂');
    });

    it('TM22 Ctrl M lets Tab leave, and says so; F6 always leaves', async () => {
      await showTerminal();
      expect(key('Tab', 9).defaultPrevented).to.equal(true);
      expect(key('F6', 117).defaultPrevented).to.equal(false);
      key('m', 77, {ctrlKey: true});
      await element.updateComplete;
      expect(find('.hint')?.textContent).to.equal('Tab leaves');
      expect(key('Tab', 9).defaultPrevented).to.equal(false);
      key('m', 77, {ctrlKey: true});
      await element.updateComplete;
      expect(find('.hint')?.textContent).to.equal('');
      expect(key('Tab', 9).defaultPrevented).to.equal(true);
      expect(first.typed).to.equal('\t\t');
      expect(field().getAttribute('aria-label')).to.contain('Ctrl M');
    });

    it('TM22 Ctrl C copies what is selected, and interrupts where nothing is', async () => {
      await showTerminal();
      expect(key('c', 67, {ctrlKey: true}).defaultPrevented).to.equal(true);
      expect(first.typed).to.equal('\x03');
      const screen = find('.xterm-screen') as HTMLElement;
      const {left, top} = screen.getBoundingClientRect();
      const at = {clientX: left + 4, clientY: top + 6, bubbles: true, composed: true, detail: 2, button: 0};
      screen.dispatchEvent(new MouseEvent('mousedown', {...at, buttons: 1}));
      screen.dispatchEvent(new MouseEvent('mouseup', at));
      await waitUntil(() => find('.xterm-selection div'), 'a selection');
      expect(key('c', 67, {ctrlKey: true}).defaultPrevented).to.equal(false);
      expect(first.typed).to.equal('\x03');
      await waitUntil(() => !find('.xterm-selection div'), 'no selection');
    });

    it('TM23 asks to end one, by its button and by Delete on its tab, and shows the one before', async () => {
      await showTerminal();
      const second = new FakeTerminal('Terminal 2');
      project.change({terminals: [first.asTerminal, second.asTerminal]});
      await element.updateComplete;
      expect(chosen()).to.equal('Terminal 2');
      const asked: string[] = [];
      element.addEventListener('codecraft-terminal-close', (event) => {
        asked.push((event as TerminalCloseRequest).terminalId);
      });
      find('[aria-label="End Terminal 2"]')?.click();
      press(tab('terminal-2'), 'Delete');
      expect(asked).to.deep.equal(['terminal-2', 'terminal-2']);
      project.change({terminals: [first.asTerminal]});
      await element.updateComplete;
      expect(chosen()).to.equal('Terminal');
      project.change({terminals: []});
      await element.updateComplete;
      expect(chosen()).to.equal('Output');
    });

    it('TM23 goes on where nobody shows it', async () => {
      await showTerminal();
      tab('output').click();
      await element.updateComplete;
      first.print('still here\r\n~ ❯ ');
      tab('terminal').click();
      await waitUntil(() => lines()[0] === '~ ❯ still here', 'what came meanwhile');
    });

    it('TM24 says what the project did not take, until it is dismissed', async () => {
      await showTerminal();
      const refusedWrites = [
        {path: 'a.png', reason: 'a.png stays here: it is not text.'},
        {path: 'b.png', reason: 'b.png stays here: it is not text.'},
      ];
      project.change({refusedWrites});
      await element.updateComplete;
      expect(find('.refused')?.textContent?.replace(/\s+/g, ' ').trim()).to.equal(
        'b.png stays here: it is not text. And 1 other file.',
      );
      await expect(element).to.be.accessible();
      find('.refused button')?.click();
      expect(project.calls).to.deep.equal([['dismissRefusedWrites']]);
    });

    it('TM25 links addresses of the web, but none of this computer', async () => {
      await showTerminal();
      const opened: unknown[] = [];
      const open = window.open;
      window.open = (...given) => {
        opened.push(given);
        return null;
      };
      first.print('\r\nhttps://example.org/a\r\nhttp://localhost:5173/\r\n');
      await waitUntil(() => lines()[2] === 'http://localhost:5173/', 'the lines');
      const press = async (row: number) => {
        const screen = find('.xterm-screen') as HTMLElement;
        const {left, top} = screen.getBoundingClientRect();
        const at = {
          clientX: left + 40,
          clientY: top + row * 18 + 9,
          bubbles: true,
          composed: true,
          button: 0,
        };
        screen.dispatchEvent(new MouseEvent('mousemove', at));
        await new Promise((resolve) => setTimeout(resolve, 50));
        screen.dispatchEvent(new MouseEvent('mousedown', at));
        screen.dispatchEvent(new MouseEvent('mouseup', at));
      };
      await press(2);
      await press(1);
      window.open = open;
      expect(opened).to.deep.equal([['https://example.org/a', '_blank', 'noopener,noreferrer']]);
    });
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
