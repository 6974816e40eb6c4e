import type {Monaco} from './load-monaco.js';
import {syntax} from './syntax-colors.js';

type SyntaxColor = keyof typeof syntax;

/** Which colour a kind of token has, by the beginning of its Monarch name. */
const colorOfToken: Readonly<Record<string, SyntaxColor>> = {
  keyword: 'keyword',
  'keyword.md': 'type',
  storage: 'keyword',
  metatag: 'keyword',
  annotation: 'attribute',
  string: 'string',
  'string.key.json': 'attribute',
  'string.link': 'type',
  regexp: 'string',
  'attribute.value': 'string',
  'attribute.value.number': 'number',
  'attribute.value.unit': 'number',
  type: 'type',
  tag: 'type',
  namespace: 'type',
  function: 'function',
  'attribute.name': 'attribute',
  variable: 'attribute',
  key: 'attribute',
  number: 'number',
  constant: 'number',
  comment: 'comment',
  delimiter: 'punctuation',
  operator: 'punctuation',
};

/** Monaco has one theme for a whole page: it only tells tokens apart, and CSS gives each editor its own colours. */
export function defineTheme({editor}: Monaco): void {
  editor.defineTheme('codecraft', {
    base: 'vs',
    inherit: false,
    colors: {},
    rules: [
      {token: '', foreground: '191c20'},
      {token: 'comment', foreground: hex('comment'), fontStyle: 'italic'},
      {token: 'emphasis', fontStyle: 'italic'},
      {token: 'strong', fontStyle: 'bold'},
      ...Object.entries(colorOfToken)
        .filter(([token]) => token !== 'comment')
        .map(([token, color]) => ({token, foreground: hex(color)})),
    ],
  });
  editor.setTheme('codecraft');
}

/** Rules for Monaco's token classes that follow `color-scheme`. */
export function syntaxRules({TokenizationRegistry}: Monaco): string {
  const map = TokenizationRegistry.getColorMap() ?? [];
  return Object.values(syntax)
    .map(([light, dark]) => {
      const index = map.findIndex((color) => color?.toString() === light);
      return `.monaco-editor .mtk${index}{color:light-dark(${light},${dark})}`;
    })
    .join('');
}

const hex = (color: SyntaxColor): string => syntax[color][0].slice(1);
