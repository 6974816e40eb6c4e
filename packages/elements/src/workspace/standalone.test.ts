import {aTimeout, expect, fixture, html, oneEvent} from '@open-wc/testing';
import type {ErrorNotice} from '../events.js';
import {listen, textOf} from '../testing/listening.js';
import {waitUntil} from '../testing/wait-until.js';
import './workspace.js';
import type {CodecraftWorkspace} from './workspace.js';

const all = (element: Element, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const paths = (workspace: CodecraftWorkspace) => workspace.project?.state.files.map((file) => file.path);

async function ready(workspace: CodecraftWorkspace): Promise<void> {
  await waitUntil(() => workspace.project?.state.status === 'ready', 'The project is ready', {timeout: 8000});
  await workspace.updateComplete;
}

/** A workspace whose children were parsed before it was made, as in a page that has loaded. */
async function show(children: string, attributes = 'layout="embed"'): Promise<CodecraftWorkspace> {
  const frame = await fixture<HTMLElement>(html`<div></div>`);
  frame.innerHTML = `<codecraft-workspace ${attributes}>${children}</codecraft-workspace>`;
  return frame.firstElementChild as CodecraftWorkspace;
}

describe('codecraft-workspace, standalone', () => {
  beforeEach(() => localStorage.clear());

  it('shows the files that stand inside it, and completes them', async () => {
    const workspace = await show(
      '<pre><code>// Counter.jsx\nexport default function Counter() {}</code></pre>',
    );
    await ready(workspace);
    expect(paths(workspace)).to.deep.equal(['Counter.jsx', 'index.html', 'main.jsx', 'package.json']);
    await aTimeout(0);
    expect(workspace.activeText()).to.equal('export default function Counter() {}\n');
    expect(all(workspace, 'codecraft-chat, codecraft-explorer, .top')).to.have.length(0);
    expect(workspace.density).to.equal('compact');
  });

  it('starts an example when it is seen, and a whole workspace only when Run is pressed', async () => {
    const spacer = await fixture<HTMLElement>(html`<div style="height: 3000px"></div>`);
    const heard = listen(document.body, 'codecraft-run-start');
    const whole = await show('<pre data-path="A.jsx">export default 1</pre>', 'style="height: 400px"');
    const example = await show('<pre data-path="A.jsx">export default 1</pre>');
    await Promise.all([ready(whole), ready(example)]);
    await waitUntil(() => all(example, 'codecraft-runner:defined').length, 'The runner has loaded');
    await aTimeout(100);
    expect(heard).to.have.length(0);
    spacer.remove();
    example.scrollIntoView();
    await waitUntil(() => heard.length, 'It is asked to run');
    whole.scrollIntoView();
    await aTimeout(100);
    expect(heard.map(({target}) => target)).to.deep.equal([example]);
  });

  it('runs nothing under a network policy that does not exist, and says which there are', async () => {
    const workspace = await show(
      '<pre data-path="A.jsx">export default 1</pre>',
      'network="opne" preview-url="/preview.html"',
    );
    await ready(workspace);
    expect([workspace.network, workspace.previewUrl]).to.deep.equal(['opne', '/preview.html']);
    await workspace.project?.run();
    await waitUntil(() => workspace.project?.state.run.status === 'failed', 'The run has failed');
    const run = workspace.project?.state.run;
    expect(run?.status === 'failed' && run.message).to.contain('There are: open, gateway, none.');
  });

  it('opens the page’s own files as tabs, not what was added', async () => {
    const workspace = await show(
      '<pre data-path="A.jsx">export default 1</pre><pre data-path="a.css">p {}</pre>',
    );
    await ready(workspace);
    const editor = all(workspace, 'codecraft-editor')[0] as HTMLElementTagNameMap['codecraft-editor'];
    const names = editor.openFileIds.map(
      (id) => workspace.project?.state.files.find((file) => file.id === id)?.path,
    );
    expect(names).to.deep.equal(['A.jsx', 'a.css']);
  });

  it('names every file that cannot be, and why', async () => {
    const heard = listen<ErrorNotice>(document.body, 'codecraft-error');
    const workspace = await show('<pre>let a = 1</pre><pre data-path="../b.js">2</pre>');
    await waitUntil(() => all(workspace, '.failed').length, 'It says so');
    const text = textOf(all(workspace, '.failed')[0]);
    expect(text)
      .to.contain('These files cannot be shown')
      .and.to.contain('let a = 1')
      .and.to.contain('../b.js');
    expect(heard).to.have.length(1);
    await expect(workspace).to.be.accessible();
  });

  it('takes files from a property and from a template', async () => {
    const given = await fixture<CodecraftWorkspace>(
      html`<codecraft-workspace .files=${{'index.html': '<p>Hi</p>'}}></codecraft-workspace>`,
    );
    await ready(given);
    expect(paths(given)).to.deep.equal(['index.html']);
    const react = await show('', 'template="react"');
    await ready(react);
    expect(paths(react)).to.include('src/App.tsx');
  });

  it('says which templates there are when there is no such one', async () => {
    const workspace = await show('', 'template="cobol"');
    await waitUntil(() => all(workspace, '.failed').length, 'It says so');
    expect(textOf(all(workspace, '.failed')[0])).to.contain('There is no template “cobol”. There are: react');
  });

  it('offers Reset once something was changed, and goes back to the page’s files', async () => {
    const workspace = await show('<pre data-path="index.html">&lt;p&gt;One&lt;/p&gt;</pre>');
    await ready(workspace);
    const reset = () => all(workspace, '[slot="actions"]')[0];
    expect(reset()).to.equal(undefined);
    const file = workspace.project?.fileAt('index.html');
    const document = await workspace.project?.openDocument(file?.id ?? '');
    document?.text.insert(0, 'Two');
    await aTimeout(0);
    await workspace.updateComplete;
    reset()?.click();
    await aTimeout(0);
    expect(document?.text.toString()).to.equal('<p>One</p>\n');
  });

  it('waits for its children while the page streams in', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="A page"></iframe>`);
    const page = frame.contentDocument as Document;
    const {whenParsed} = await import('./when-parsed.js');
    page.open();
    page.write('<body><main><codecraft-workspace><pre data-path="a.js">1</pre>');
    let isParsed = false;
    const parsing = whenParsed(page.querySelector('codecraft-workspace') as Element).then(() => {
      isParsed = true;
    });
    await aTimeout(20);
    expect(isParsed).to.equal(false);
    page.write('<pre data-path="b.js">2</pre></codecraft-workspace><p>After</p>');
    await parsing;
    expect(page.querySelectorAll('codecraft-workspace pre')).to.have.length(2);
    page.close();
  });

  it('can stand twice on a page, each with its own project', async () => {
    const one = await show('<pre data-path="index.html">1</pre>');
    const two = await show('<pre data-path="index.html">2</pre>');
    await Promise.all([ready(one), ready(two)]);
    await aTimeout(0);
    expect([one.activeText(), two.activeText()]).to.deep.equal(['1\n', '2\n']);
    expect(one.project).not.to.equal(two.project);
  });

  it('shows one project after it was taken out and put back while it was being made', async () => {
    const workspace = await show('<pre data-path="index.html">1</pre>');
    const frame = workspace.parentElement as HTMLElement;
    for (let round = 0; round < 3; round++) {
      workspace.remove();
      await aTimeout(0);
      frame.append(workspace);
      await aTimeout(0);
    }
    await ready(workspace);
    const {project} = workspace;
    await aTimeout(50);
    expect(workspace.project).to.equal(project);
    expect(all(workspace, 'codecraft-editor')).to.have.length(1);
  });

  it('ends its project when it leaves the page, and makes a new one when it comes back; moving keeps it', async () => {
    const workspace = await show('<pre data-path="index.html">1</pre>');
    await ready(workspace);
    const {project} = workspace;
    const frame = workspace.parentElement as HTMLElement;
    frame.append(document.createElement('p'), workspace);
    await aTimeout(0);
    expect(workspace.project).to.equal(project);
    workspace.remove();
    await aTimeout(0);
    expect(workspace.project).to.equal(null);
    const isReady = oneEvent(workspace, 'codecraft-ready');
    frame.append(workspace);
    await isReady;
    expect(workspace.project).not.to.equal(project);
  });
});
