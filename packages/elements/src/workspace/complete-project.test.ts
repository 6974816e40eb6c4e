import {expect} from '@open-wc/testing';
import {completeProject} from './complete-project.js';

describe('completeProject', () => {
  it('leaves a project with an index.html as it is', () => {
    const files = {'index.html': '<p>', 'a.js': '1'};
    expect(completeProject(files)).to.deep.equal(files);
  });

  it('gives a project with an index.html what compiles it, where the browser alone could not run it', () => {
    const completed = completeProject({
      'index.html': '<script type="module" src="main.ts"></script>',
      'main.ts': '',
    });
    expect(JSON.parse(completed['package.json'] ?? '')).to.deep.include({scripts: {dev: 'vite'}});
  });

  it('leaves an empty project empty', () => {
    expect(completeProject({})).to.deep.equal({});
  });

  it('renders the default export of a lone component', () => {
    const files = {'Counter.jsx': "import {useState} from 'react';\nexport default function Counter() {}\n"};
    const completed = completeProject(files);
    expect(Object.keys(completed).sort()).to.deep.equal([
      'Counter.jsx',
      'index.html',
      'main.jsx',
      'package.json',
    ]);
    expect(completed['Counter.jsx']).to.equal(files['Counter.jsx']);
    expect(completed['main.jsx']).to.contain("import Root from './Counter';").and.to.contain('<Root />');
    expect(completed['index.html']).to.contain('src="/main.jsx"').and.to.contain('id="root"');
    expect(JSON.parse(completed['package.json'] ?? '')).to.deep.include({
      dependencies: {react: '^19.0.0', 'react-dom': '^19.0.0'},
    });
  });

  it('renders the first named export when there is no default', () => {
    const completed = completeProject({
      'src/Lamp.tsx': 'const x = 1;\nexport function Lamp() {}\nexport const Room = 1;\n',
    });
    expect(completed['main.jsx']).to.contain("import {Lamp as Root} from './src/Lamp';");
  });

  it('shows the first component of the page, also when another file comes first', () => {
    const completed = completeProject({
      'data.js': 'export const a = 1;',
      'B.jsx': 'export default () => a;',
      'A.jsx': 'export default 1',
    });
    expect(completed['main.jsx']).to.contain("from './B'");
  });

  it('imports style sheets that nothing imports', () => {
    const completed = completeProject({
      'A.jsx': "import './a.css';\nexport default 1;",
      'a.css': '',
      'b.css': '',
    });
    expect(completed['main.jsx']).to.contain("import './b.css';").and.not.to.contain('a.css');
  });

  it('mounts a Vue component', () => {
    const completed = completeProject({'App.vue': '<template><p /></template>'});
    expect(completed['main.js'])
      .to.contain("import Root from './App.vue';")
      .and.to.contain('createApp(Root)');
    expect(completed['package.json']).to.contain('"vue"');
  });

  it('uses the entry a page gives', () => {
    const completed = completeProject({'App.jsx': 'export default 1', 'main.jsx': "import App from './App'"});
    expect(completed['main.jsx']).to.equal("import App from './App'");
    expect(completed['index.html']).to.contain('src="/main.jsx"');
  });

  it('runs a plain script with its style sheet', () => {
    const completed = completeProject({'script.js': 'document.title = 1', 'style.css': ''});
    expect(Object.keys(completed)).to.deep.equal(['script.js', 'style.css', 'index.html']);
    expect(completed['index.html']).to.contain('src="/script.js"').and.to.contain('href="/style.css"');
  });

  it('keeps the page’s own package.json', () => {
    const completed = completeProject({'A.jsx': "import 'react';export default 1", 'package.json': '{}'});
    expect(completed['package.json']).to.equal('{}');
  });
});
