import {expect, fixture, html} from '@open-wc/testing';
import type {FileCreateRequest, FileOpenRequest, FileRenameRequest} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {listen, press, textOf, type} from '../testing/listening.js';
import {fileIdOf} from '../testing/todo-state.js';
import './explorer.js';
import type {CodecraftExplorer} from './explorer.js';

async function show(fake = new FakeProject()): Promise<CodecraftExplorer> {
  const active = fileIdOf('src/App.tsx');
  return fixture<CodecraftExplorer>(
    html`<codecraft-explorer style="height: 500px; width: 200px" .project=${fake.asProject} .activeFileId=${active}></codecraft-explorer>`,
  );
}

const all = (explorer: CodecraftExplorer, selector: string) => [
  ...(explorer.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const rows = (explorer: CodecraftExplorer) => all(explorer, '[role="treeitem"]');
const rowAt = (explorer: CodecraftExplorer, path: string) =>
  all(explorer, `[data-path="${path}"]`)[0] as HTMLElement;
const tree = (explorer: CodecraftExplorer) => all(explorer, '[role="tree"]')[0] as HTMLElement;
const field = (explorer: CodecraftExplorer) => all(explorer, '.rename')[0] as HTMLInputElement;
const current = (explorer: CodecraftExplorer) =>
  all(explorer, '.row[tabindex="0"]').map((row) => row.dataset['path']);
const focusedPath = (explorer: CodecraftExplorer) =>
  (explorer.shadowRoot?.activeElement as HTMLElement | null)?.dataset['path'];
const menuItems = (explorer: CodecraftExplorer) => [
  ...(explorer.shadowRoot
    ?.querySelector('codecraft-menu')
    ?.shadowRoot?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
];

async function key(
  explorer: CodecraftExplorer,
  name: string,
  options: KeyboardEventInit = {},
): Promise<void> {
  const target = explorer.shadowRoot?.activeElement ?? tree(explorer);
  press(target, name, options);
  await explorer.updateComplete;
  await explorer.updateComplete;
}

describe('codecraft-explorer', () => {
  it('is accessible, with files, with none, and while a name is typed', async () => {
    const explorer = await show();
    await expect(explorer).to.be.accessible();
    explorer.startNewFile();
    await explorer.updateComplete;
    await expect(explorer).to.be.accessible();
    await expect(await show(new FakeProject({files: [], folders: []}))).to.be.accessible();
  });

  it('shows folders before files, by name, closed but for the active file', async () => {
    const explorer = await show();
    expect(rows(explorer).map((row) => row.dataset['path'])).to.deep.equal([
      'public',
      'src',
      'src/App.tsx',
      'src/FilterBar.tsx',
      'src/main.tsx',
      'src/NewTodo.tsx',
      'src/styles.css',
      'src/TodoItem.tsx',
      'src/useTodos.ts',
      'src/useUrlState.ts',
      'index.html',
      'package.json',
      'README.md',
    ]);
    expect(rowAt(explorer, 'public').ariaExpanded).to.equal('false');
    expect(rowAt(explorer, 'src/App.tsx').ariaSelected).to.equal('true');
    expect(rowAt(explorer, 'src/App.tsx').ariaLevel).to.equal('2');
  });

  it('says who is where, which file AI writes, and which one it made', async () => {
    const explorer = await show();
    const label = (path: string) => rowAt(explorer, path).querySelector('.where')?.getAttribute('aria-label');
    expect(label('src/App.tsx')).to.equal('Mara is here, Jonas is here');
    expect(label('src/TodoItem.tsx')).to.equal('AI is writing this file');
    expect(textOf(rowAt(explorer, 'src/FilterBar.tsx'))).to.equal('FilterBar.tsx new');
    explorer.activeFileId = fileIdOf('src/FilterBar.tsx');
    await explorer.updateComplete;
    explorer.activeFileId = fileIdOf('src/App.tsx');
    await explorer.updateComplete;
    expect(textOf(rowAt(explorer, 'src/FilterBar.tsx'))).to.equal('FilterBar.tsx');
  });

  it('says that there are no files yet, or what the page puts there', async () => {
    const explorer = await show(new FakeProject({files: [], folders: []}));
    expect(textOf(explorer.shadowRoot)).to.contain('No files yet');
    expect(all(explorer, 'slot[name="empty"]')).to.have.length(1);
  });

  it('asks to open a file, and opens a folder itself', async () => {
    const explorer = await show();
    const heard = listen<FileOpenRequest>(explorer, 'codecraft-file-open');
    rowAt(explorer, 'index.html').click();
    rowAt(explorer, 'public').click();
    await explorer.updateComplete;
    expect(heard.map((request) => request.fileId)).to.deep.equal([fileIdOf('index.html')]);
    expect(rowAt(explorer, 'public/favicon.svg')).to.exist;
  });

  it('has one tab stop, and arrows, Home and End move it', async () => {
    const explorer = await show();
    expect(current(explorer)).to.deep.equal(['src/App.tsx']);
    explorer.focus();
    const moves: [string, string][] = [
      ['ArrowDown', 'src/FilterBar.tsx'],
      ['ArrowUp', 'src/App.tsx'],
      ['ArrowLeft', 'src'],
      ['Home', 'public'],
      ['ArrowUp', 'public'],
      ['ArrowRight', 'public'],
      ['ArrowRight', 'public/favicon.svg'],
      ['ArrowLeft', 'public'],
      ['End', 'README.md'],
      ['ArrowDown', 'README.md'],
    ];
    for (const [name, path] of moves) {
      await key(explorer, name);
      expect(current(explorer), name).to.deep.equal([path]);
      expect(focusedPath(explorer), name).to.equal(path);
    }
  });

  it('finds a name by what is typed', async () => {
    const explorer = await show();
    explorer.focus();
    await key(explorer, 'u');
    expect(current(explorer)).to.deep.equal(['src/useTodos.ts']);
    for (const letter of 'seu') await key(explorer, letter);
    expect(current(explorer)).to.deep.equal(['src/useUrlState.ts']);
  });

  it('renames in place on F2, and says beside the field why a name cannot be', async () => {
    const explorer = await show();
    explorer.focus();
    await key(explorer, 'F2');
    const heard = listen<FileRenameRequest>(explorer, 'codecraft-file-rename');
    expect(field(explorer).value).to.equal('App.tsx');
    type(field(explorer), 'main.tsx');
    await explorer.updateComplete;
    expect(textOf(all(explorer, '.rename-error')[0])).to.contain('main.tsx in src');
    expect(field(explorer).getAttribute('aria-invalid')).to.equal('true');
    press(field(explorer), 'Enter');
    expect(heard).to.have.length(0);
    type(field(explorer), 'Main view.tsx');
    press(field(explorer), 'Enter');
    await explorer.updateComplete;
    expect(heard.map(({fileId, path}) => [fileId, path])).to.deep.equal([
      [fileIdOf('src/App.tsx'), 'src/Main view.tsx'],
    ]);
    expect(field(explorer)).to.equal(undefined);
  });

  it('leaves a name as it was on Escape', async () => {
    const explorer = await show();
    explorer.focus();
    await key(explorer, 'F2');
    const heard = listen(explorer, 'codecraft-file-rename');
    type(field(explorer), 'Other.tsx');
    press(field(explorer), 'Escape');
    await explorer.updateComplete;
    expect(heard).to.have.length(0);
    expect(rowAt(explorer, 'src/App.tsx')).to.exist;
  });

  it('asks for a new file beside the current one, and for a new folder', async () => {
    const explorer = await show();
    const heard = listen<FileCreateRequest>(explorer, 'codecraft-file-create', 'codecraft-folder-create');
    for (const [label, name] of [
      ['New file', 'hooks/useDrag.ts'],
      ['New folder', 'assets'],
    ] as const) {
      all(explorer, `[aria-label="${label}"]`)[0]?.click();
      await explorer.updateComplete;
      type(field(explorer), name);
      press(field(explorer), 'Enter');
      await explorer.updateComplete;
    }
    expect(heard.map(({type: name, path}) => [name, path])).to.deep.equal([
      ['codecraft-file-create', 'src/hooks/useDrag.ts'],
      ['codecraft-folder-create', 'src/assets'],
    ]);
  });

  it('asks to delete a file or a folder on Delete', async () => {
    const explorer = await show();
    const heard = listen(explorer, 'codecraft-file-delete', 'codecraft-folder-delete');
    explorer.focus();
    await key(explorer, 'Delete');
    await key(explorer, 'ArrowLeft');
    await key(explorer, 'Delete');
    expect(heard.map((request) => request.type)).to.deep.equal([
      'codecraft-file-delete',
      'codecraft-folder-delete',
    ]);
  });

  it('opens a menu on Shift+F10 with what may be done, and gives the focus back', async () => {
    const explorer = await show();
    explorer.focus();
    await key(explorer, 'F10', {shiftKey: true});
    const menu = explorer.shadowRoot?.querySelector('codecraft-menu');
    await menu?.updateComplete;
    expect(menuItems(explorer).map(textOf)).to.deep.equal([
      'Rename F2',
      'Copy path',
      'Download',
      'Ask @ai about it',
      'Delete ⌫',
    ]);
    await expect(menu as Element).to.be.accessible();
    const heard = listen<Event & {text: string}>(explorer, 'codecraft-chat-draft');
    menuItems(explorer)[3]?.click();
    expect(heard[0]?.text).to.equal('@ai In src/App.tsx: ');
    expect(menu?.matches(':popover-open')).to.equal(false);
    expect(focusedPath(explorer)).to.equal('src/App.tsx');
  });

  it('offers viewers no New, Rename or Delete', async () => {
    const fake = new FakeProject();
    fake.permissions = () => false;
    const explorer = await show(fake);
    expect(all(explorer, '.icon-button')).to.have.length(0);
    const heard = listen(explorer, 'codecraft-file-delete');
    explorer.focus();
    await key(explorer, 'F2');
    await key(explorer, 'Delete');
    expect(field(explorer)).to.equal(undefined);
    expect(heard).to.have.length(0);
    await key(explorer, 'ContextMenu');
    await explorer.shadowRoot?.querySelector('codecraft-menu')?.updateComplete;
    expect(menuItems(explorer).map(textOf)).to.deep.equal(['Copy path', 'Download']);
  });
});
