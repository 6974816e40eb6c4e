import {describe, expect, test} from 'vitest';
import {FileSystem} from '../files/file-system.js';
import {parseEnvFile, readImportMetaEnv} from './env-files.js';
import {readProjectConfig} from './static-config.js';

function filesWith(contents: Record<string, string>): FileSystem {
  const files = new FileSystem();
  for (const [path, text] of Object.entries(contents)) files.write(path, text);
  return files;
}

describe('vite.config', () => {
  const aliases: [name: string, config: string][] = [
    ['path.resolve', "resolve: { alias: { '@': path.resolve(__dirname, './src') } },"],
    ['URL', "resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },"],
    ['plain', "resolve: {\n  alias: {\n    '@': '/src',\n  },\n},"],
    ['list', "resolve: { alias: [{ find: '@', replacement: path.resolve(__dirname, 'src') }] },"],
  ];
  test.each(aliases)('alias written as %s', (_, config) => {
    const files = filesWith({
      '/vite.config.ts': `export default defineConfig({ plugins: [react()], ${config} })`,
    });
    expect(readProjectConfig(files).aliases).toEqual([{find: '@', replacement: '/src'}]);
  });

  test('RT-F1 the plugin says whose JSX it is, and Preact stands in for React', () => {
    const preact = readProjectConfig(
      filesWith({'/vite.config.js': "import preact from '@preact/preset-vite'"}),
    );
    expect(preact.jsx.importSource).toBe('preact');
    expect(preact.aliases).toContainEqual({find: 'react', replacement: 'preact/compat'});
    const solid = readProjectConfig(filesWith({'/vite.config.js': "import solid from 'vite-plugin-solid'"}));
    expect([solid.isSolid, preact.isSolid]).toEqual([true, false]);
  });

  test('several aliases', () => {
    const files = filesWith({
      '/vite.config.js':
        "export default {resolve: {alias: {'@': path.join(__dirname, 'src'), ui: '/src/ui'}}}",
    });
    expect(readProjectConfig(files).aliases).toEqual([
      {find: '@', replacement: '/src'},
      {find: 'ui', replacement: '/src/ui'},
    ]);
  });

  test('port', () => {
    expect(
      readProjectConfig(filesWith({'/vite.config.ts': 'export default {server: {host: true, port: 3000}}'}))
        .port,
    ).toBe(3000);
    expect(readProjectConfig(filesWith({})).port).toBeUndefined();
  });
});

const inputs: [name: string, input: string, expected: string[]][] = [
  [
    'an object',
    "{main: resolve(__dirname, 'index.html'), b: 'b/index.html'}",
    ['/index.html', '/b/index.html'],
  ],
  ['a list', "['index.html', './about.html']", ['/index.html', '/about.html']],
  ['one', "fileURLToPath(new URL('./app.html', import.meta.url))", ['/app.html']],
  ['something computed', 'glob.sync(pattern)', ['/index.html']],
];
test.each(inputs)('RT-F4 pages to build, written as %s', (_, input, expected) => {
  const config = `export default defineConfig({build: {outDir: 'dist', rollupOptions: {\n input: ${input},\n}}})`;
  expect(readProjectConfig(filesWith({'/vite.config.js': config})).pages).toEqual(expected);
});

describe('tsconfig', () => {
  test('paths and JSX, with comments and trailing commas', () => {
    const files = filesWith({
      '/tsconfig.json': '{"files": [], "references": [{"path": "./tsconfig.app.json"}]}',
      '/tsconfig.app.json':
        '{\n  /* paths */ "compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["./src/*"],}, // here\n "jsx": "react-jsx", "jsxImportSource": "preact"}}',
    });
    const config = readProjectConfig(files);
    expect(config.aliases).toEqual([{find: '@', replacement: '/src'}]);
    expect(config.jsx).toMatchObject({runtime: 'automatic', importSource: 'preact'});
  });

  test('an unfinished file says nothing', () => {
    expect(readProjectConfig(filesWith({'/tsconfig.json': '{"compilerOptions": {'})).aliases).toEqual([]);
  });
});

describe('.env', () => {
  test('quotes, comments and export', () => {
    const text = 'A=1\n# B=2\nexport C = "x # y"\nD=\'$A\'\nE=plain # comment\nF=\nG="a\\nb"';
    expect(parseEnvFile(text)).toEqual([
      ['A', '1'],
      ['C', 'x # y'],
      ['D', '$A'],
      ['E', 'plain'],
      ['F', ''],
      ['G', 'a\nb'],
    ]);
  });

  test('only VITE_ names reach the app; a later file wins; values may use others', () => {
    const env = readImportMetaEnv(
      filesWith({
        // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how .env files refer to others
        '/.env': 'VITE_A=1\nSECRET=s\nVITE_B=${VITE_A}/$SECRET',
        '/.env.local': 'VITE_A=2',
      }),
    );
    expect(env).toMatchObject({VITE_A: '2', VITE_B: '1/s', MODE: 'development', DEV: true, PROD: false});
    expect(env).not.toHaveProperty('SECRET');
  });
});
