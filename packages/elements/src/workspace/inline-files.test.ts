import {expect} from '@open-wc/testing';
import {readInlineFiles} from './inline-files.js';

function read(markup: string) {
  const host = document.createElement('div');
  host.innerHTML = markup;
  return readInlineFiles(host);
}

describe('readInlineFiles', () => {
  it('reads a script by its data-path, without the indentation of the page', () => {
    const {files, problems} = read(`
      <script type="text/plain" data-path="src/App.jsx">
        export default function App() {
          return <h1>Hi</h1>;
        }
      </script>`);
    expect(problems).to.deep.equal([]);
    expect(files).to.deep.equal({
      'src/App.jsx': 'export default function App() {\n  return <h1>Hi</h1>;\n}\n',
    });
  });

  it('lets a script hold its own end tag as <\\/script>', () => {
    const {files} = read(
      '<script type="text/plain" data-path="index.html"><script src="/a.js"><\\/script></script>',
    );
    expect(files['index.html']).to.equal('<script src="/a.js"></script>\n');
  });

  it('reads what Markdown makes of a fenced block, by the comment in its first line', () => {
    const block = (language: string, text: string) =>
      `<pre><code class="language-${language}">${text}</code></pre>`;
    const {files, problems} = read(
      block('jsx', '// Counter.jsx\nexport const a = 1;\n') +
        block('html', '&lt;!-- index.html --&gt;\n&lt;main&gt;&lt;/main&gt;\n') +
        block('css', '/* style.css */\nmain { color: red }\n') +
        block('sh', '# .env\n\nNAME=1\n'),
    );
    expect(problems).to.deep.equal([]);
    expect(files).to.deep.equal({
      'Counter.jsx': 'export const a = 1;\n',
      'index.html': '<main></main>\n',
      'style.css': 'main { color: red }\n',
      '.env': 'NAME=1\n',
    });
  });

  it('reads a path from data-path, data-filename, data-title or title, on the pre or its code', () => {
    const {files} = read(
      '<pre data-path="a.js">1</pre><pre><code data-filename="b.js">2</code></pre>' +
        '<pre data-title="c.js"><code>3</code></pre><pre><code title="d.js">4</code></pre>',
    );
    expect(files).to.deep.equal({'a.js': '1\n', 'b.js': '2\n', 'c.js': '3\n', 'd.js': '4\n'});
  });

  it('keeps a named file whole, its first comment too', () => {
    expect(read('<pre data-path="a.js">// b.js\n1\n</pre>').files).to.deep.equal({
      'a.js': '// b.js\n1\n',
    });
  });

  it('finds files inside what a page generator wraps around them, in the order of the page', () => {
    const {files} = read(
      '<div><figure><pre data-path="b.js">1</pre></figure></div><pre data-path="a.js">2</pre>',
    );
    expect(Object.keys(files)).to.deep.equal(['b.js', 'a.js']);
  });

  it('reads markup from a template as it was written', () => {
    const {files} = read('<template data-path="index.html"><main class="a">Hi</main></template>');
    expect(files).to.deep.equal({'index.html': '<main class="a">Hi</main>\n'});
  });

  it('refuses code with tags in a template, which the browser would have changed', () => {
    const {files, problems} = read('<template data-path="App.jsx">const a = <App />;</template>');
    expect(files).to.deep.equal({});
    expect(problems).to.have.length(1);
    expect(problems[0]).to.contain('App.jsx holds tags');
  });

  it('says which file has no path, by its number and its beginning', () => {
    const {problems} = read(
      '<pre data-path="a.js">1</pre><script type="text/plain">let b = 2\nlet c</script>',
    );
    expect(problems).to.deep.equal([
      'File 2 of this page, which begins with “let b = 2”, has no path. Give it one: data-path="src/App.jsx".',
    ]);
  });

  it('does not take a remark for a path', () => {
    const {problems} = read(
      '<pre><code>// todo\nlet a</code></pre><pre><code>// https://a.b/c.js\n</code></pre>',
    );
    expect(problems).to.have.length(2);
  });

  it('refuses a bad path and one given twice, and takes the others', () => {
    const {files, problems} = read(
      '<pre data-path="../a.js">1</pre><pre data-path="b.js">2</pre><pre data-path="b.js">3</pre><pre data-path="B.js">4</pre>',
    );
    expect(files).to.deep.equal({'b.js': '2\n'});
    expect(problems).to.have.length(3);
    expect(problems[0]).to.contain('../a.js');
    expect(problems[1]).to.equal('b.js is given twice. Keep one of them.');
    expect(problems[2]).to.contain('B.js');
  });

  it('leaves other scripts and text alone', () => {
    expect(read('<p>Loading</p><script>1</script><script type="module">2</script>')).to.deep.equal({
      files: {},
      problems: [],
    });
  });
});
