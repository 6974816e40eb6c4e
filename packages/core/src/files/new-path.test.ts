import {describe, expect, it} from 'vitest';
import {checkNewPath} from './new-path.js';

const files = ['src/App.tsx', 'src/main.tsx', 'index.html', 'café/menu.txt'];
const folders = ['public', 'src/empty'];

describe('checkNewPath', () => {
  it.each(['src/New.tsx', 'app/App.tsx', 'public/icon.svg', 'src/empty/x.ts', 'deep/er/file.ts'])(
    'FP6 accepts %s',
    (path) => {
      expect(() => checkNewPath(path, files, folders)).not.toThrow();
    },
  );

  it.each([
    ['src/App.tsx', 'There is already an App.tsx in src. Choose another name.'],
    ['src/main.tsx', 'There is already a main.tsx in src. Choose another name.'],
    ['index.html', 'There is already an index.html in this project. Choose another name.'],
    ['src', 'There is already a folder src in this project. Choose another name.'],
    ['public', 'There is already a folder public in this project. Choose another name.'],
    ['src/empty', 'There is already a folder empty in src. Choose another name.'],
    ['index.html/x.ts', 'index.html is a file, so nothing can lie in it. Choose another folder.'],
    ['src/App.tsx/a/b.ts', 'src/App.tsx is a file, so nothing can lie in it. Choose another folder.'],
  ])('FP6 refuses %s, which is taken', (path, message) => {
    expect(() => checkNewPath(path, files, folders)).toThrowError(
      expect.objectContaining({code: 'already-exists', message}),
    );
  });

  it.each([
    ['src/app.tsx', 'app.tsx and App.tsx in src'],
    ['Src/New.tsx', 'Src and src in this project'],
    ['INDEX.HTML', 'INDEX.HTML and index.html in this project'],
    ['PUBLIC/a.svg', 'PUBLIC and public in this project'],
    ['cafe\u0301/other.txt', 'would be the same name on Windows and macOS'],
  ])('FP7 refuses %s, which differs only in case or accents', (path, message) => {
    expect(() => checkNewPath(path, files, folders)).toThrowError(
      expect.objectContaining({code: 'already-exists', message: expect.stringContaining(message)}),
    );
  });

  it('FP7 allows a rename that changes only the case', () => {
    expect(() => checkNewPath('src/app.tsx', files.slice(1), folders)).not.toThrow();
  });

  it('FP2 checks the path itself first', () => {
    expect(() => checkNewPath('../App.tsx', files)).toThrowError(
      expect.objectContaining({code: 'invalid-path'}),
    );
  });
});
