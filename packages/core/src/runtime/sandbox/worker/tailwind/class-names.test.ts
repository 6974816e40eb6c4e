import {describe, expect, test} from 'vitest';
import {classNames} from './class-names.js';

const cases: [name: string, text: string, expected: string[]][] = [
  ['an attribute', '<p class="flex md:hover:mt-2">', ['flex', 'md:hover:mt-2']],
  ['values with dots, fractions and percent', "'px-2.5 w-1/2 from-10%'", ['px-2.5', 'w-1/2', 'from-10%']],
  [
    'arbitrary values',
    'className="bg-[#fff]/50 w-[calc(100%-1rem)]"',
    ['bg-[#fff]/50', 'w-[calc(100%-1rem)]'],
  ],
  [
    'quotes in a value',
    "class=\"content-['hi'] bg-[url('/a.png')]\"",
    ["content-['hi']", "bg-[url('/a.png')]"],
  ],
  ['arbitrary variants and properties', 'class="[&>p]:mt-1 [color:red]"', ['[&>p]:mt-1', '[color:red]']],
  [
    'variables, important, negative',
    '"text-(--brand) !mt-1 mb-1! -ml-2"',
    ['text-(--brand)', '!mt-1', 'mb-1!', '-ml-2'],
  ],
  ['a list without spaces', 'clsx(["px-4","bg-[#fff]"],{"mt-1":on})', ['px-4', 'bg-[#fff]', 'mt-1']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what the source of a template looks like
  ['a template', '`flex ${on ? "mt-1" : `mt-2`} gap-1`', ['flex', 'mt-1', 'mt-2', 'gap-1']],
  [
    'groups, peers and containers',
    '"group-hover/item:flex @md:flex *:p-1"',
    ['group-hover/item:flex', '@md:flex', '*:p-1'],
  ],
  ["Svelte's directive", '<p class:font-bold={isBold}>', ['font-bold']],
  ['an object', '{flex: true}', ['flex']],
  ['the end of a sentence', 'Use flex. Or grid:', ['flex', 'grid']],
];

describe('class names', () => {
  test.each(cases)('RT-T1 are found in %s', (_, text, expected) => {
    expect([...classNames(text)]).toEqual(expect.arrayContaining(expected));
  });

  test.each(cases)('RT-T1 are found in %s wherever it stands', (_, text, expected) => {
    expect([...classNames(`x\n${text}\ny`)]).toEqual(expect.arrayContaining(expected));
  });

  test('RT-T1 brackets that never close hold nothing', () => {
    expect(classNames('['.repeat(20_000)).size).toBe(0);
  });
});
