import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {checkPath, fromTree, toTree} from '../files/index.js';
import {embeddedSource} from './embed.mjs';
import {chooseTemplate, findTemplate, templates} from './templates.js';

describe('templates', () => {
  it('TP1 embeds the projects as they are on disk (else run embed.mjs)', () => {
    const committed = readFileSync(new URL('embedded.ts', import.meta.url), 'utf8');
    expect(committed === embeddedSource(), 'embedded.ts is stale').toBe(true);
  });

  it.each(templates)('TP2 $id is a whole project within the limits', ({files, open}) => {
    expect(fromTree(toTree(files))).toEqual(files);
    Object.keys(files).forEach(checkPath);
    expect(files[open]).toBeTruthy();
    expect(files['index.html']).toContain('<html lang="en">');
    for (const [path, text] of Object.entries(files)) {
      expect(text.endsWith('\n') && !text.includes('\r'), path).toBe(true);
    }
  });

  it.each(templates)('TP3 $id reaches no other host', ({files}) => {
    for (const [path, text] of Object.entries(files)) {
      const addresses = text.match(/\b(https?:)?\/\/[a-z0-9-]+\.[a-z]{2,}[^\s"']*/gi) ?? [];
      expect(
        addresses.filter((address) => address !== 'http://www.w3.org/2000/svg'),
        path,
      ).toEqual([]);
    }
  });

  it.each(templates.filter(({files}) => 'package.json' in files))(
    'TP4 $id starts with npm run dev and builds with npm run build',
    ({files}) => {
      const {scripts, devDependencies, dependencies} = JSON.parse(files['package.json'] ?? '');
      expect(scripts).toMatchObject({dev: 'vite', build: 'vite build'});
      for (const range of Object.values({...dependencies, ...devDependencies})) {
        expect(range).toMatch(/^\^\d+\.\d+\.\d+$/);
      }
    },
  );

  it.each(templates)('TP5 $id refers only to files it has', ({files}) => {
    const html = Object.entries(files).filter(([path]) => path.endsWith('.html'));
    for (const [page, text] of html) {
      for (const [, reference = ''] of text.matchAll(/(?:src|href)="([^"#]+)"/g)) {
        const path = reference.replace(/^\//, '');
        expect(path in files || `public/${path}` in files, `${page}: ${reference}`).toBe(true);
      }
    }
    for (const [path, text] of Object.entries(files)) {
      for (const [, reference = ''] of text.matchAll(/(?:from|import) '\.\/([^']+)'/g)) {
        const target = `${path.slice(0, path.lastIndexOf('/') + 1)}${reference}`;
        const found = ['', '.ts', '.tsx', '.js'].some((extension) => target + extension in files);
        expect(found, `${path}: ./${reference}`).toBe(true);
      }
    }
  });

  it('TP6 is found by id', () => {
    expect(findTemplate('vue')?.name).toBe('Vue app');
    expect(findTemplate('constructor')).toBeUndefined();
  });

  it.each([
    ['make me a todo app', 'react'],
    ['', 'react'],
    ['something nice for my mother', 'react'],
    ['A React landing page in TypeScript', 'react'],
    ['a todo list with Vue and TypeScript', 'vue'],
    ['vue.js please', 'vue'],
    ['a chess clock in TypeScript', 'vanilla'],
    ['draw on a canvas', 'vanilla'],
    ['a page without a framework', 'vanilla'],
    ['a static page for my bakery', 'static'],
    ['just HTML and CSS', 'static'],
    ['A website about bees', 'static'],
    ['I have a revue to plan', 'react'],
  ])('TP7 “%s” gets %s', (prompt, id) => {
    expect(chooseTemplate(prompt).id).toBe(id);
  });
});
