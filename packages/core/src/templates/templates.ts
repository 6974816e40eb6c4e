import {embedded} from './embedded.js';

/** A starter project: small, complete, and worth running as it is. */
export interface Template {
  id: string;
  name: string;
  /** What is in it, in a few words. */
  description: string;
  /** Texts by path. */
  files: Readonly<Record<string, string>>;
  /** The file to show first. */
  open: string;
}

const react: Template = {
  id: 'react',
  name: 'React app',
  description: 'A todo list in components',
  files: embedded.react,
  open: 'src/App.tsx',
};

const vue: Template = {
  id: 'vue',
  name: 'Vue app',
  description: 'A reading list in single-file components',
  files: embedded.vue,
  open: 'src/App.vue',
};

const vanilla: Template = {
  id: 'vanilla',
  name: 'Canvas sketch',
  description: 'TypeScript that draws, no framework',
  files: embedded.vanilla,
  open: 'src/draw.ts',
};

const staticPage: Template = {
  id: 'static',
  name: 'Static page',
  description: 'HTML, CSS and a script',
  files: embedded.static,
  open: 'index.html',
};

/** Every starter project, the most asked for first. */
export const templates: readonly Template[] = [react, vue, vanilla, staticPage];

export function findTemplate(id: string): Template | undefined {
  return templates.find((template) => template.id === id);
}

/** Tried in this order: a framework that is named counts for more than a page or a language. */
const signs: readonly [RegExp, Template][] = [
  [/\b(vue|vuejs|nuxt)\b/i, vue],
  [/\b(react|reactjs|jsx|tsx|next\.?js)\b/i, react],
  [/\b(vanilla|canvas|sketch|typescript|no framework|without (a |any )?framework)\b/i, vanilla],
  [/\b(html|css|static|landing|home ?page|web ?page|web ?site|portfolio)\b/i, staticPage],
];

/** The template nearest to a request, by its words. React, the todo list, when no word decides. */
export function chooseTemplate(prompt: string): Template {
  return signs.find(([words]) => words.test(prompt))?.[1] ?? react;
}
