import {describe, expect, it} from 'vitest';
import {languageOf} from './language.js';

describe('languageOf', () => {
  it.each([
    ['src/App.tsx', 'typescript', 'TypeScript'],
    ['vite.config.mjs', 'javascript', 'JavaScript'],
    ['src/App.vue', 'html', 'Vue'],
    ['README.MD', 'markdown', 'Markdown'],
    ['tsconfig.json', 'json', 'JSON'],
    ['.env.local', 'shell', 'Shell'],
    ['Dockerfile', 'dockerfile', 'Dockerfile'],
    ['.gitignore', 'plaintext', 'Git ignore list'],
    ['LICENSE', 'plaintext', 'Plain text'],
    ['ts', 'plaintext', 'Plain text'],
  ])('FP14 %s is %s', (path, id, name) => {
    expect(languageOf(path)).toEqual({id, name});
  });
});
