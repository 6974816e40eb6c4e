import type {Feature} from './feature.test-support.js';

export const typeScript: Feature[] = [
  {
    name: 'TypeScript: types, enums, parameter properties, `satisfies`, `import type`, overloads, generics',
    limits: 'types are removed and not checked: `tsc`, `vue-tsc` and `svelte-check` say so and succeed',
    files: {
      'main.ts': `import type {Shape} from './shape';
import {Kind} from './shape';
class Box<T> { constructor(private readonly inner: T, public kind: Kind = Kind.Small) {} get value(): T { return this.inner!; } }
function twice(value: string): string;
function twice(value: number): number;
function twice(value: string | number) { return typeof value === 'number' ? value * 2 : value + value; }
const shape = {kind: Kind.Large} satisfies Shape;
const box = new Box<number>(2);
window.facts = () => ({kind: shape.kind, value: box.value, own: box.kind, name: Kind[1], twice: [twice(2), twice('a')]});`,
      'shape.ts': 'export enum Kind { Small, Large }\nexport interface Shape { kind: Kind }',
    },
    facts: {kind: 1, value: 2, own: 0, name: 'Large', twice: [4, 'aa']},
    isBuilt: true,
  },
  {
    name: 'TypeScript: `namespace`',
    limits: 'loads esbuild',
    files: {
      'main.ts': `namespace Shapes {
  export const sides = 4;
  export namespace Inner { export const name = 'square'; }
  export function area(length: number) { return length ** 2; }
}
declare namespace Only { const types: string; }
window.facts = () => ({sides: Shapes.sides, name: Shapes.Inner.name, area: Shapes.area(3)});`,
    },
    facts: {sides: 4, name: 'square', area: 9},
    isBuilt: true,
  },
  {
    name: '`using` and `await using`',
    limits: 'loads esbuild',
    files: {
      'main.ts': `const steps: string[] = [];
const thing = (name: string) => ({[Symbol.dispose ?? Symbol.for('Symbol.dispose')]: () => steps.push('end ' + name)});
const later = (name: string) => ({[Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]: async () => steps.push('end ' + name)});
{
  using first = thing('first');
  using second = thing('second');
  steps.push('body');
}
{
  await using third = later('third');
}
window.facts = () => steps;`,
    },
    facts: ['body', 'end second', 'end first', 'end third'],
    isBuilt: true,
  },
  {
    name: 'Decorators of the standard, with context',
    limits: 'in projects with a `tsconfig.json` that does not set `experimentalDecorators`; loads esbuild',
    files: {
      'tsconfig.json': '{"compilerOptions": {"target": "ES2022"}}',
      'main.ts': `const seen: string[] = [];
function log(value: Function, context: ClassMethodDecoratorContext) {
  seen.push(context.kind + ' ' + String(context.name));
  return function (this: unknown, ...args: unknown[]) { return 'logged ' + value.apply(this, args); };
}
function double(_: undefined, context: ClassFieldDecoratorContext) { seen.push(context.kind); return (value: number) => value * 2; }
function named(value: Function, {kind, name}: ClassDecoratorContext) { seen.push(kind + ' ' + name); }
@named
class Counter {
  @double count = 2;
  @log show() { return this.count; }
  accessor step = 1;
}
window.facts = () => ({shown: new Counter().show(), step: new Counter().step, seen});`,
    },
    facts: {shown: 'logged 4', step: 1, seen: ['method show', 'field', 'class Counter']},
    isBuilt: true,
  },
  {
    name: 'Decorators of `experimentalDecorators`, `useDefineForClassFields: false`',
    limits: 'no `emitDecoratorMetadata`',
    files: {
      'tsconfig.json':
        '{"compilerOptions": {"experimentalDecorators": true, "useDefineForClassFields": false}}',
      'main.ts': `const seen: unknown[] = [];
const mark = (label: string) => (target: object, key?: string) => { seen.push(label + ' ' + String(key)); };
@mark('class') class Thing { @mark('field') name = 'thing'; @mark('method') run() { return this.name; } }
window.facts = () => ({seen, run: new Thing().run()});`,
    },
    facts: {seen: ['field name', 'method run', 'class undefined'], run: 'thing'},
    isBuilt: true,
  },
];
