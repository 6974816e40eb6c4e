import {extensionOf, nameOf} from '@codecraft/core/files';

type Files = Readonly<Record<string, string>>;

const scriptExtensions = ['.js', '.jsx', '.ts', '.tsx', '.mjs'];
const componentExtensions = ['.jsx', '.tsx', '.vue'];
const compiledExtensions = ['.jsx', '.ts', '.tsx', '.vue'];
const entryName = /^(?:src\/)?(?:main|index|entry)\.(?:jsx?|tsx?|mjs)$/;

/**
 * Adds what a page left out so that its files can run: an `index.html`, an entry that shows the first component, and
 * a `package.json` with what they need where the browser alone could not run them. Nothing given is changed.
 *
 * @param files Texts by path, in the order of the page.
 */
export function completeProject(files: Files): Files {
  if (Object.keys(files).length === 0) return files;
  const completed: Record<string, string> = {...files};
  if (files['index.html'] === undefined) {
    const entry = entryOf(files);
    Object.assign(completed, entry?.added);
    completed['index.html'] = indexHtml(files, entry);
  }
  if (completed['package.json'] === undefined) Object.assign(completed, packageJson(completed));
  return completed;
}

interface Entry {
  readonly path: string;
  readonly added: Files;
}

function entryOf(files: Files): Entry | undefined {
  const paths = Object.keys(files);
  const given = paths.find((path) => entryName.test(path));
  if (given) return {path: given, added: {}};
  const component = paths.find(
    (path) => componentExtensions.includes(extensionOf(path)) && exportOf(path, files),
  );
  if (component) {
    const path = freeName(files, extensionOf(component) === '.vue' ? 'main.js' : 'main.jsx');
    return {path, added: {[path]: componentEntry(component, files)}};
  }
  const script = paths.find((path) => scriptExtensions.includes(extensionOf(path)));
  return script ? {path: script, added: {}} : undefined;
}

function componentEntry(path: string, files: Files): string {
  const styles = looseStyles(files).map((style) => `import './${style}';\n`);
  if (extensionOf(path) === '.vue') {
    return `import {createApp} from 'vue';\nimport Root from './${path}';\n${styles.join('')}\ncreateApp(Root).mount('#root');\n`;
  }
  const name = exportOf(path, files);
  const imported = name === 'default' ? 'Root' : `{${name} as Root}`;
  return `import {createRoot} from 'react-dom/client';
import ${imported} from './${path.replace(/\.[jt]sx$/, '')}';
${styles.join('')}
createRoot(document.getElementById('root')).render(<Root />);
`;
}

/** The export that is shown: `default`, else the first with a component's name. Undefined when there is none. */
function exportOf(path: string, files: Files): string | undefined {
  const text = files[path] ?? '';
  if (extensionOf(path) === '.vue' || /^\s*export\s+default\b|\bas\s+default\b/m.test(text)) return 'default';
  return /^\s*export\s+(?:async\s+)?(?:function|class|const|let)\s+([A-Z]\w*)/m.exec(text)?.[1];
}

/** Style sheets that no file imports: the page means them for the whole project. */
function looseStyles(files: Files): string[] {
  const texts = Object.values(files);
  const isImported = (path: string) =>
    texts.some((text) => text.includes(`${nameOf(path)}'`) || text.includes(`${nameOf(path)}"`));
  return Object.keys(files).filter((path) => extensionOf(path) === '.css' && !isImported(path));
}

function indexHtml(files: Files, entry: Entry | undefined): string {
  const importsStyles = Object.keys(entry?.added ?? {}).length > 0;
  const styles = importsStyles
    ? []
    : looseStyles(files).map((path) => `    <link rel="stylesheet" href="/${path}" />\n`);
  const script = entry ? `    <script type="module" src="/${entry.path}"></script>\n` : '';
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
${styles.join('')}  </head>
  <body>
    <div id="root"></div>
${script}  </body>
</html>
`;
}

function packageJson(files: Files): Files {
  const uses = (name: string) =>
    Object.values(files).some((text) => new RegExp(`from\\s*['"]${name}(?:/|['"])`).test(text));
  const isReact = uses('react') || uses('react-dom');
  const dependencies = {
    ...(isReact ? {react: '^19.0.0', 'react-dom': '^19.0.0'} : {}),
    ...(uses('vue') ? {vue: '^3.5.0'} : {}),
  };
  const isCompiled = Object.keys(files).some((path) => compiledExtensions.includes(extensionOf(path)));
  if (Object.keys(dependencies).length === 0 && !isCompiled) return {};
  const text = JSON.stringify(
    {private: true, type: 'module', scripts: {dev: 'vite'}, dependencies, devDependencies: {vite: '^8.0.0'}},
    null,
    2,
  );
  return {'package.json': `${text}\n`};
}

function freeName(files: Files, wanted: string): string {
  const dot = wanted.lastIndexOf('.');
  let name = wanted;
  for (let count = 2; files[name] !== undefined; count++)
    name = `${wanted.slice(0, dot)}-${count}${wanted.slice(dot)}`;
  return name;
}
