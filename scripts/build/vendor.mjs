import {readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {build} from 'esbuild';

const elements = path.resolve(import.meta.dirname, '../../packages/elements');

/** The elements' doors to large libraries. Each becomes one module that is loaded on demand. */
const doors = {
  monaco: 'src/editor/monaco.ts',
  xterm: 'src/terminal/xterm.ts',
};

const workers = {
  'editor.worker': 'monaco-editor/editor/editor.worker.js',
  'typescript.worker': 'monaco-editor/languages/features/typescript/ts.worker.js',
  'css.worker': 'monaco-editor/languages/features/css/css.worker.js',
  'html.worker': 'monaco-editor/languages/features/html/html.worker.js',
  'json.worker': 'monaco-editor/languages/features/json/json.worker.js',
};

/** What the vendored modules are made of: they are built again only when one of these changes. */
export const vendorInputs = [
  'scripts/build/vendor.mjs',
  ...Object.values(doors).map((door) => `packages/elements/${door}`),
  ...['monaco-editor', '@xterm/xterm', '@xterm/addon-fit', '@xterm/addon-web-links', 'esbuild'].map(
    (name) => `node_modules/${name}/package.json`,
  ),
];

/**
 * Bundles Monaco and xterm into `outDir`, once for both the npm modules and the CDN file.
 *
 * esbuild instead of rollup, because it does Monaco's 1,900 modules in seconds and knows their CSS imports.
 * Workers are classic scripts, so that a page on another origin can start them through `importScripts`.
 */
export async function buildVendor(outDir) {
  await rm(outDir, {recursive: true, force: true});
  /** @satisfies {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: elements,
    bundle: true,
    minify: true,
    target: 'es2022',
    outdir: outDir,
    legalComments: 'none',
    logLevel: 'warning',
  };
  const [modules] = await Promise.all([
    build({
      ...common,
      entryPoints: doors,
      format: 'esm',
      splitting: true,
      chunkNames: '[name]-[hash]',
      assetNames: '[name]',
      loader: {'.ttf': 'copy'},
      metafile: true,
      plugins: [privateMonaco],
    }),
    build({
      ...common,
      entryPoints: workers,
      format: 'iife',
    }),
  ]);
  await addLicences(outDir);
  await Promise.all(Object.keys(doors).map((door) => addStyles(path.join(outDir, door))));
  await Promise.all(
    Object.keys(modules.metafile.outputs)
      .filter((output) => output.endsWith('.css'))
      .map((output) => rm(path.join(elements, output), {force: true})),
  );
}

/** Both libraries ask that their licences go where they go. */
async function addLicences(outDir) {
  const modules = path.resolve(import.meta.dirname, '../../node_modules');
  const files = ['monaco-editor/LICENSE', 'monaco-editor/ThirdPartyNotices.txt', '@xterm/xterm/LICENSE'];
  const texts = await Promise.all(files.map((file) => readFile(path.join(modules, file), 'utf8')));
  await writeFile(
    path.join(outDir, 'LICENSES.txt'),
    files.map((file, index) => `── ${file}\n\n${texts[index]}`).join('\n\n'),
  );
}

/** A sheet in the document does not reach a shadow root, so a door exports its library's CSS as text. */
async function addStyles(base) {
  const styles = await readFile(`${base}.css`, 'utf8');
  // Fonts are loaded by the door itself: browsers ignore @font-face inside a shadow root.
  const withoutFonts = styles.replace(/@font-face\{[^}]*\}/g, '');
  const code = await readFile(`${base}.js`, 'utf8');
  await writeFile(`${base}.js`, `${code}export const styles=${JSON.stringify(withoutFonts)};\n`);
}

/**
 * Keeps our Monaco apart from one that the host page may have, and leaves out what Monaco's own build drags in.
 */
const privateMonaco = {
  name: 'private-monaco',
  setup({onLoad}) {
    onLoad(
      {filter: /monaco-editor[\\/]esm[\\/]vs[\\/](base[\\/]browser|internal[\\/]common)[\\/]\w+\.js$/},
      async ({path: file}) => {
        let contents = await readFile(file, 'utf8');
        // The page's own `MonacoEnvironment` points to workers of another version.
        contents = contents.replaceAll(
          /\b(globalThis|mainWindow)\.MonacoEnvironment\b/g,
          '$1.CodecraftMonacoEnvironment',
        );
        // This file needs one name of the editor and imports every feature there is.
        if (file.endsWith('workers.js')) contents = contents.replaceAll(/^import '[^']+';$/gm, '');
        return {contents, loader: 'js'};
      },
    );
    // Firefox finds no caret inside a shadow root that it is not told of (monaco-editor#4679).
    onLoad({filter: /[\\/]mouseTarget\.js$/}, async ({path: file}) => {
      const contents = await readFile(file, 'utf8');
      const call = 'caretPositionFromPoint(coords.clientX, coords.clientY)';
      const told =
        'caretPositionFromPoint(coords.clientX, coords.clientY, {shadowRoots: [getShadowRoot(ctx.viewDomNode)].filter(Boolean)})';
      const nothingHit = ';\n        if (!hitResult) return new UnknownHitTestResult()';
      return {contents: contents.replace(call, told + nothingHit), loader: 'js'};
    });
    onLoad({filter: /editorWorkerService\.js$/}, async ({path: file}) => {
      const contents = await readFile(file, 'utf8');
      return {
        contents: contents.replace('../../common/services/editorWebWorkerMain.js', './editor.worker.js'),
        loader: 'js',
      };
    });
  },
};
