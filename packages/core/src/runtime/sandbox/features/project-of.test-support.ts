import type {Feature} from './feature.test-support.js';

declare global {
  /** Set by each feature's project: what is seen there. */
  var facts: (() => unknown) | undefined;
}

/** The feature's project, with what every project of Vite has. */
export function projectOf({files, dependencies}: Pick<Feature, 'files' | 'dependencies'>) {
  const entry =
    'main.tsx' in files
      ? 'main.tsx'
      : 'main.jsx' in files
        ? 'main.jsx'
        : 'main.ts' in files
          ? 'main.ts'
          : 'main.js';
  return {
    'index.html': `<!doctype html><html><head><title>Feature</title></head><body><script type="module" src="/${entry}"></script></body></html>`,
    'package.json': JSON.stringify({
      type: 'module',
      scripts: {dev: 'vite', build: 'vite build', preview: 'vite preview'},
      dependencies: {vite: '^8.0.0', ...dependencies},
    }),
    ...files,
  };
}
