import type {languages} from './monaco.js';

type Grammar = languages.IMonarchLanguage & {readonly keywords: readonly string[]};
type Rules = languages.IMonarchLanguageRule[];

/** Coloured like any other name where they are types. */
const typeNames = new Set([
  'any',
  'bigint',
  'boolean',
  'never',
  'number',
  'object',
  'string',
  'symbol',
  'unknown',
]);

/** What begins an element: `<>`, `<App`, `<motion.div`. Not `<T,>(…)` and not `<T extends …>(…)`. */
const opening = String.raw`(?=<(?:>|[A-Za-z_$][\w$.-]*(?:\s*\/?>|\s+(?!extends\b)[\w{/]|\s*$)))`;

/**
 * Monaco's grammar of TypeScript or JavaScript, with JSX and with function calls, which it does not know.
 *
 * Monarch cannot look back, so an element is one that follows what an expression follows: an operator, an opening
 * bracket, `return`, or the beginning of a line.
 */
export function grammarWithJsx(grammar: Grammar): languages.IMonarchLanguage {
  const {root = [], common = [], ...states} = grammar.tokenizer as Record<string, Rules>;
  return {
    ...grammar,
    keywords: grammar.keywords.filter((word) => !typeNames.has(word)),
    tokenizer: {
      root: [...elementRules, ...root],
      common: [...elementRules, ...callRules, ...common],
      ...states,
      ...elementStates,
    },
  };
}

const elementRules: Rules = [
  [new RegExp(String.raw`^\s*${opening}`), '', '@element'],
  [new RegExp(String.raw`(?:=>|&&|\|\||\?\?|[=(,?:[{])\s*${opening}`), 'delimiter', '@element'],
  [new RegExp(String.raw`(?:return|default|yield)\s+${opening}`), 'keyword', '@element'],
];

const callRules: Rules = [
  [/#?[a-z_$][\w$]*(?=\()/, {cases: {'@keywords': 'keyword', '@default': 'function'}}],
];

const elementStates: Record<string, Rules> = {
  element: [
    [/<>/, {token: 'delimiter', switchTo: '@children'}],
    [/(<)([\w$.:-]+)/, ['delimiter', {token: 'tag', switchTo: '@attributes'}]],
    [/(?=.)/, '', '@pop'],
  ],
  attributes: [
    [/\/>/, 'delimiter', '@pop'],
    [/>/, {token: 'delimiter', switchTo: '@children'}],
    [/[\w$:-]+/, 'attribute.name'],
    [/=/, 'delimiter'],
    [/"[^"]*"?/, 'string'],
    [/'[^']*'?/, 'string'],
    [/\{/, 'delimiter.bracket', '@bracketCounting'],
    {include: '@whitespace'},
    [/</, {token: 'delimiter', switchTo: '@element'}],
    [/./, ''],
  ],
  children: [
    [/(<\/)([\w$.:-]*)(\s*)(>)/, ['delimiter', 'tag', '', {token: 'delimiter', next: '@pop'}]],
    [/(?=<[A-Za-z_$>])/, '', '@element'],
    [/\{/, 'delimiter.bracket', '@bracketCounting'],
    [/[^<{]+/, ''],
    [/./, ''],
  ],
};
