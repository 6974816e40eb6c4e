import {CodecraftError} from '@codecraft/core/errors';
import {expect, fixture, html, nextFrame, oneEvent} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import type {FileCloseRequest, FileOpenRequest} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {fileIdOf, jonas, mara, peer, priya} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import {encodePosition} from './caret-position.js';
import type {CodecraftEditor} from './editor.js';
import './editor.js';

const app = fileIdOf('src/App.tsx');
const item = fileIdOf('src/TodoItem.tsx');
const todos = fileIdOf('src/useTodos.ts');

describe('<codecraft-editor>', () => {
  let project: FakeProject;
  let element: CodecraftEditor;

  async function show(fake = new FakeProject()): Promise<void> {
    project = fake;
    element = await fixture<CodecraftEditor>(html`<codecraft-editor
      style="width: 600px; height: 400px"
      .project=${project.asProject}
      .openFileIds=${[app, item, todos]}
      .activeFileId=${app}
    ></codecraft-editor>`);
  }

  const find = <Found extends HTMLElement>(selector: string) =>
    element.shadowRoot?.querySelector<Found>(selector) ?? null;
  const all = (selector: string) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const tab = (index: number) => all('[role=tab]')[index] as HTMLElement;
  const names = () => all('[role=tab]').map(({title}) => title);
  const shownCode = () =>
    all('.view-line')
      .map(({textContent}) => textContent?.replaceAll('\u00a0', ' '))
      .join('\n');
  const status = () => find('.status')?.textContent?.replace(/\s+/g, ' ').trim();
  const monacoShown = () =>
    waitUntil(() => find('.view-line') && !find('.code'), 'Monaco shows the file', {timeout: 9000});
  const textOf = async (fileId: string) => (await project.openDocument(fileId)).text;
  const press = (target: HTMLElement, key: string) =>
    target.dispatchEvent(
      new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true}),
    );

  describe('after the app', () => {
    const running = {status: 'running', port: 3000, failure: null, isShown: false} as const;

    /** With Monaco at hand, so that it is shown at once where nothing is waited for. */
    async function showAfterApp(): Promise<void> {
      await show();
      await monacoShown();
      project = new FakeProject({run: {status: 'idle'}});
      element = await fixture<CodecraftEditor>(html`<codecraft-editor
        after-app
        style="width: 600px; height: 400px"
        .project=${project.asProject}
        .openFileIds=${[app]}
        .activeFileId=${app}
      ></codecraft-editor>`);
      await waitUntil(() => find('.code li'), 'the text');
    }

    const isWaiting = async () => {
      await nextFrame();
      await nextFrame();
      return find('.code li') !== null && find('.monaco .view-line') === null;
    };

    it('lets an app that starts go first, then loads Monaco', async () => {
      await showAfterApp();
      for (const run of [{status: 'booting'}, {status: 'starting'}, running] as const) {
        project.change({run});
        expect(await isWaiting(), run.status).to.equal(true);
      }
      project.change({run: {...running, isShown: true}});
      await monacoShown();
    });

    it('waits for no app that failed', async () => {
      await showAfterApp();
      project.change({run: {status: 'failed', message: 'There is no react.'}});
      await monacoShown();
    });

    it('does not wait for long', async () => {
      await showAfterApp();
      await monacoShown();
    });

    it('loads Monaco at once for who touches the code', async () => {
      await showAfterApp();
      expect(await isWaiting()).to.equal(true);
      find('.code')?.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, composed: true}));
      await monacoShown();
    });
  });

  describe('accessibility', () => {
    it('has no violations with Monaco shown', async () => {
      await show();
      await monacoShown();
      await expect(element).to.be.accessible();
    });

    it('has no violations for a viewer whose edit was refused', async () => {
      const refused = {fileId: app, path: 'src/App.tsx', reason: 'Mara made you a viewer.', text: ''};
      await show(new FakeProject({refusedEdits: [refused]}));
      project.permissions = (permission) => permission !== 'edit';
      project.change({});
      await element.updateComplete;
      await expect(element).to.be.accessible();
    });

    it('has one tab stop for all tabs, and arrows inside', async () => {
      await show();
      expect(all('[role=tab]').map(({tabIndex}) => tabIndex)).to.deep.equal([0, -1, -1]);
      tab(0).focus();
      press(tab(0), 'ArrowRight');
      expect(element.shadowRoot?.activeElement).to.equal(tab(1));
      press(tab(1), 'End');
      expect(element.shadowRoot?.activeElement).to.equal(tab(2));
      press(tab(2), 'ArrowRight');
      expect(element.shadowRoot?.activeElement).to.equal(tab(0));
    });

    it('calls the code by its file', async () => {
      await show();
      await monacoShown();
      expect(find('.monaco [role=textbox], .monaco textarea')?.ariaLabel).to.equal('src/App.tsx, code');
    });
  });

  describe('requests', () => {
    it('asks to open a chosen tab, by pointer and by Enter', async () => {
      await show();
      setTimeout(() => tab(1).click());
      expect(((await oneEvent(element, 'codecraft-file-open')) as FileOpenRequest).fileId).to.equal(item);
      setTimeout(() => press(tab(2), 'Enter'));
      expect(((await oneEvent(element, 'codecraft-file-open')) as FileOpenRequest).fileId).to.equal(todos);
      expect(element.activeFileId, 'its owner decides').to.equal(app);
    });

    it('asks to close a tab, by its button and by Delete', async () => {
      await show();
      setTimeout(() => tab(0).querySelector<HTMLElement>('.icon-button')?.click());
      expect(((await oneEvent(element, 'codecraft-file-close')) as FileCloseRequest).fileId).to.equal(app);
      setTimeout(() => press(tab(2), 'Delete'));
      expect(((await oneEvent(element, 'codecraft-file-close')) as FileCloseRequest).fileId).to.equal(todos);
    });

    it('lets a viewer ask an admin', async () => {
      const me = {...priya, role: 'viewer' as const};
      await show(new FakeProject({me, members: [me, {...mara, role: 'admin'}]}));
      project.permissions = (permission) => permission === 'chat';
      project.change({});
      await element.updateComplete;
      expect(find('.chip')?.textContent).to.contain('View only');
      setTimeout(() => find('.status button')?.click());
      expect(await oneEvent(element, 'codecraft-chat-send')).to.include({
        text: 'Mara, can you let me edit this project?',
      });
    });
  });

  describe('code', () => {
    it('shows the plain text in the place of Monaco until Monaco is there', async () => {
      await show();
      await waitUntil(() => find('.code li'), 'the text');
      const before = find('.code li') as HTMLElement;
      const line = before.getBoundingClientRect().top;
      const start =
        before.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(before).paddingLeft);
      expect(before.textContent).to.equal("import { useMemo } from 'react';");
      await monacoShown();
      const after = find('.view-line > span') as HTMLElement;
      expect(after.closest('.view-line')?.getBoundingClientRect().top).to.equal(line);
      expect(after.getBoundingClientRect().left).to.be.closeTo(start, 0.5);
    });

    it('takes typing into the shared text, and shows what others write', async () => {
      await show();
      await monacoShown();
      const text = await textOf(app);
      element.goTo(app, 1, 1);
      await waitUntil(() => element.shadowRoot?.activeElement, 'the focus');
      await sendKeys({type: '// mine '});
      await waitUntil(() => text.toString().startsWith('// mine import'), 'the typed text');
      text.insert(0, '// theirs\n');
      await waitUntil(() => shownCode().startsWith('// theirs'), 'their text');
    });

    it('refuses typing of a viewer', async () => {
      const fake = new FakeProject();
      fake.permissions = (permission) => permission === 'read';
      await show(fake);
      await monacoShown();
      const before = (await textOf(app)).toString();
      element.goTo(app, 1, 1);
      await waitUntil(() => element.shadowRoot?.activeElement, 'the focus');
      await sendKeys({type: 'x'});
      expect((await textOf(app)).toString()).to.equal(before);
    });

    it('moves to a line, and says where the caret is', async () => {
      await show();
      await monacoShown();
      element.goTo(app, 19, 27);
      await waitUntil(() => status()?.includes('Ln 19, Col 27'), 'the caret');
      expect(status()).to.equal('Mara and Jonas are here Ln 19, Col 27 TypeScript');
    });

    it('goes to a line of a file that is shown later', async () => {
      await show();
      await monacoShown();
      element.goTo(todos, 3);
      element.activeFileId = todos;
      await waitUntil(() => status()?.includes('Ln 3, Col 1'), 'the caret');
    });

    it('comes back to where a file was left', async () => {
      await show();
      await monacoShown();
      element.goTo(app, 30, 5);
      await waitUntil(() => status()?.includes('Ln 30'), 'the caret');
      element.activeFileId = item;
      await waitUntil(() => shownCode().includes('checkbox'), 'the other file');
      element.activeFileId = app;
      await waitUntil(() => status()?.includes('Ln 30, Col 5'), 'the caret is back');
    });

    it('says why a text did not arrive, and tries again', async () => {
      const fake = new FakeProject();
      const open = fake.openDocument.bind(fake);
      fake.openDocument = () =>
        Promise.reject(new CodecraftError('connection-lost', 'The connection was lost.'));
      await show(fake);
      await waitUntil(() => find('.notice.danger'), 'the failure');
      expect(find('.notice.danger')?.textContent).to.contain('The connection was lost.');
      fake.openDocument = open;
      find('.notice.danger button')?.click();
      await waitUntil(() => find('.code') || find('.view-line'), 'the text');
    });
  });

  it('offers its actions in a menu', async () => {
    await show();
    await monacoShown();
    find('[aria-label="Editor actions"]')?.click();
    const menu = find('codecraft-menu');
    const items = () => [...(menu?.shadowRoot?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    await waitUntil(() => items().length > 0, 'the menu');
    expect(items().map(({textContent}) => textContent?.trim())).to.deep.equal([
      'FindCtrl F',
      'Go to lineCtrl G',
      'Format',
      'All commandsF1',
    ]);
    items()[0]?.click();
    await waitUntil(() => find('.find-widget.visible'), 'the find field');
  });

  describe('others', () => {
    it('shows their carets with names, and their selections', async () => {
      await show();
      await monacoShown();
      const text = await textOf(app);
      const place = (offset: number) => encodePosition(text, offset);
      project.change({
        peers: [
          peer(mara, {anchor: place(9), head: place(9)}),
          peer(jonas, {anchor: place(40), head: place(60)}),
        ],
      });
      await waitUntil(() => all('.remote-caret').length === 2, 'two carets');
      expect(all('.flag').map(({textContent}) => textContent)).to.have.members(['Mara', 'Jonas']);
      await waitUntil(() => find('.remote-range.who-3'), 'Jonas’s selection');
      project.change({peers: []});
      await waitUntil(() => all('.remote-caret').length === 0, 'no carets');
    });

    it('ignores a place it cannot read', async () => {
      await show();
      await monacoShown();
      project.change({
        peers: [peer(mara, {anchor: null, head: 'not base64 …'}), peer(jonas, {head: 'AAAA'})],
      });
      await element.updateComplete;
      expect(all('.remote-caret')).to.have.length(0);
    });

    it('tells them where I am, once for each place', async () => {
      await show();
      await monacoShown();
      element.goTo(app, 2, 1);
      await waitUntil(() => status()?.includes('Ln 2, Col 1'), 'the caret');
      const {text} = await project.openDocument(app);
      const sent = project.calls.filter(([method]) => method === 'setPresence').map(([, given]) => given);
      const here = encodePosition(text, text.toString().indexOf('\n') + 1);
      expect(sent.at(-1)).to.deep.equal({fileId: app, anchor: here, head: here});
      expect(new Set(sent.map((presence) => JSON.stringify(presence))).size).to.equal(sent.length);
      element.activeFileId = item;
      await waitUntil(() => shownCode().includes('checkbox'), 'a file I was not in');
      expect(project.calls.at(-1)).to.deep.equal(['setPresence', {fileId: item, anchor: null, head: null}]);
      element.remove();
      expect(project.calls.at(-1)).to.deep.equal(['setPresence', {fileId: null, anchor: null, head: null}]);
    });
  });

  describe('state', () => {
    it('marks what is not sent and what AI writes, in words too', async () => {
      await show(new FakeProject({unsentFiles: new Set([todos])}));
      expect(names()).to.deep.equal(['src/App.tsx', 'src/TodoItem.tsx', 'src/useTodos.ts']);
      expect(tab(1).textContent).to.contain('AI is writing this file');
      expect(tab(2).textContent).to.contain('Not sent yet');
      expect(tab(0).querySelector('.dot')).to.equal(null);
    });

    it('gives a refused edit back', async () => {
      const refused = {fileId: app, path: 'src/App.tsx', reason: 'Mara made you a viewer.', text: 'my text'};
      await show(new FakeProject({refusedEdits: [refused]}));
      expect(find('.notice span')?.textContent).to.equal('Mara made you a viewer.');
      find('.notice [aria-label=Dismiss]')?.click();
      expect(project.calls).to.deep.include(['dismissRefusedEdit', app]);
    });

    it('says so when no file is open', async () => {
      await show();
      element.activeFileId = null;
      element.openFileIds = [];
      await element.updateComplete;
      expect(find('slot[name=empty]')?.textContent).to.equal('No file is open.');
      expect(find('[role=tablist]')).to.equal(null);
    });

    it('tells two files of the same name apart', async () => {
      const twin = {id: 'twin00000000', path: 'test/App.tsx'};
      const fake = new FakeProject();
      fake.change({files: [...fake.state.files, twin]});
      await show(fake);
      element.openFileIds = [app, twin.id];
      await element.updateComplete;
      expect(all('.tab .faint').map(({textContent}) => textContent)).to.deep.equal(['src', 'test']);
    });
  });

  describe('coming and going', () => {
    it('leaves nothing behind, and works again when it is back', async () => {
      await show();
      await monacoShown();
      const parent = element.parentElement as HTMLElement;
      element.remove();
      expect(project.listenerCount).to.equal(0);
      expect(find('.monaco')?.childNodes).to.have.length(0);
      parent.append(element);
      await monacoShown();
      expect(all('.monaco-editor')).to.not.have.length(0);
      const {editor} = await import('#monaco');
      expect(editor.getModels()).to.have.length(1);
      element.remove();
      expect(editor.getModels()).to.have.length(0);
      expect(editor.getEditors()).to.have.length(0);
    });

    it('stands beside another one with its own colours', async () => {
      await show();
      const other = await fixture<CodecraftEditor>(html`<codecraft-editor
        theme="dark"
        style="width: 600px; height: 300px"
        .project=${project.asProject}
        .openFileIds=${[app]}
        .activeFileId=${app}
      ></codecraft-editor>`);
      element.setAttribute('theme', 'light');
      await monacoShown();
      await waitUntil(() => other.shadowRoot?.querySelector('.view-line'), 'the other', {timeout: 9000});
      const keywordOf = (one: CodecraftEditor) => {
        const keyword = [...(one.shadowRoot?.querySelectorAll('.view-line span span') ?? [])].find(
          ({textContent}) => textContent === 'import',
        );
        return keyword && getComputedStyle(keyword).color;
      };
      await waitUntil(() => keywordOf(element) === 'rgb(143, 47, 104)', 'light');
      await waitUntil(() => keywordOf(other) === 'rgb(229, 159, 198)', 'dark');
    });
  });
});
