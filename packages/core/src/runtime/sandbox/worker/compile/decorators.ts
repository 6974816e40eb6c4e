import type {Class, MethodDefinition, Node, Pattern, PropertyDefinition} from 'acorn';
import type {Decorated, Decorator} from './decorator-syntax.js';
import {eachChild, parseJavaScript, type SyntaxNode} from './syntax-tree.js';
import {TextEdits} from './text-edits.js';

export interface DecoratorSettings {
  /** `useDefineForClassFields: false`: fields are assigned, so that an accessor of the prototype sees them. */
  assignsFields: boolean;
}

const mayDecorate = /(^|[\s;{(,])@[\w$(]/;

type ClassNode = Class & Decorated;
type Element = (MethodDefinition | PropertyDefinition) & Decorated;

/** What TypeScript's own helpers do: https://www.typescriptlang.org/docs/handbook/decorators.html */
const runtime =
  'const __decorate = (decorators, target, key, descriptor) => {' +
  ' let result = descriptor === null ? Object.getOwnPropertyDescriptor(target, key) : key === undefined ? target : undefined;' +
  ' for (const decorate of decorators.reverse()) result = (key === undefined ? decorate(result) : decorate(target, key, result)) ?? result;' +
  ' if (key !== undefined && result) Object.defineProperty(target, key, result); return result; };' +
  ' const __parameter = (index, decorate) => (target, key) => { decorate(target, key, index); };';

/** Whether anything in this JavaScript is decorated. */
export function hasDecorators(code: string, path: string, source: string): boolean {
  if (!mayDecorate.test(code)) return false;
  let isFound = false;
  const visit = (node: SyntaxNode): void => {
    isFound ||= 'decorators' in node && Array.isArray(node.decorators) && node.decorators.length > 0;
    if (!isFound) eachChild(node, visit);
  };
  visit(parseJavaScript(code, path, 'module', source) as unknown as SyntaxNode);
  return isFound;
}

/**
 * Turns decorators into calls, as TypeScript does with `experimentalDecorators`. Lines keep their numbers.
 *
 * @param code JavaScript, maybe with JSX
 * @returns `code` itself where nothing is decorated
 * @throws CompileProblem
 */
export function lowerDecorators(
  code: string,
  path: string,
  source: string,
  settings: DecoratorSettings,
): string {
  if (!mayDecorate.test(code)) return code;
  const program = parseJavaScript(code, path, 'module', source);
  const edits = new TextEdits();
  let count = 0;

  const visit = (node: SyntaxNode): void => {
    eachChild(node, visit);
    if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') lowerClass(node);
  };
  const exported = new Map<Node, {start: number; isDefault: boolean}>();
  for (const statement of program.body) {
    const isDefault = statement.type === 'ExportDefaultDeclaration';
    if (!isDefault && statement.type !== 'ExportNamedDeclaration') continue;
    if (statement.declaration) exported.set(statement.declaration, {start: statement.start, isDefault});
  }
  visit(program as unknown as SyntaxNode);
  return count === 0 ? code : `${runtime} ${edits.apply(code)}`;

  function lowerClass(node: ClassNode): void {
    const elements = node.body.body.filter((element): element is Element => element.type !== 'StaticBlock');
    const target = node.id?.name ?? '__Class';
    const calls = elements.flatMap((element) => decorate(element, target));
    const parameters = elements.flatMap((element) => constructorParameters(element));
    const own = [...(node.decorators ?? []).map(take), ...parameters];
    if (calls.length === 0 && own.length === 0) return;
    count++;
    if (settings.assignsFields) for (const element of elements) assign(element);
    const statement = `${calls.join(' ')}${own.length > 0 ? ` ${target} = __decorate([${own.join(', ')}], ${target});` : ''}`;
    const end = exported.get(node);
    if (node.type === 'ClassExpression') {
      edits.insert(node.start, `(() => { let ${target} = `);
      edits.insert(node.end, `; ${statement} return ${target}; })()`);
    } else if (end) {
      edits.removeKeepingLines(code, end.start, node.start);
      edits.insert(node.start, `let ${target} = `);
      edits.insert(node.end, `; ${statement} export {${target}${end.isDefault ? ' as default' : ''}};`);
    } else {
      edits.insert(node.start, `let ${target} = `);
      edits.insert(node.end, `; ${statement}`);
    }
  }

  /** Removes a decorator and answers what it calls. */
  function take(decorator: Decorator): string {
    const text = edits.take(code, decorator.expression.start, decorator.expression.end);
    const lines = code.slice(decorator.start, decorator.end).replace(/[^\n]+/g, '');
    edits.replaceAll(decorator.start, decorator.end, lines);
    return text.replace(/\s*\n\s*/g, ' ');
  }

  function decorate(element: Element, target: string): string[] {
    const isConstructor = element.type === 'MethodDefinition' && element.kind === 'constructor';
    const list = [...(element.decorators ?? []).map(take), ...(isConstructor ? [] : parametersOf(element))];
    if (list.length === 0) return [];
    const owner = element.static ? target : `${target}.prototype`;
    const descriptor = element.type === 'MethodDefinition' ? 'null' : 'undefined';
    return [`__decorate([${list.join(', ')}], ${owner}, ${keyOf(element)}, ${descriptor});`];
  }

  function constructorParameters(element: Element): string[] {
    const isConstructor = element.type === 'MethodDefinition' && element.kind === 'constructor';
    return isConstructor ? parametersOf(element) : [];
  }

  function parametersOf(element: Element): string[] {
    if (element.type !== 'MethodDefinition') return [];
    const parameters: (Pattern & Decorated)[] = element.value.params;
    return parameters.flatMap(({decorators = []}, index) =>
      decorators.map((decorator) => `__parameter(${index}, ${take(decorator)})`),
    );
  }

  /** A private field runs where the field stood; what it runs assigns instead of defining. */
  function assign(element: Element): void {
    const isField = element.type === 'PropertyDefinition' && !element.static;
    if (!isField || element.key.type === 'PrivateIdentifier') return;
    if (!element.value) return edits.removeKeepingLines(code, element.start, element.end);
    const key =
      element.computed || element.key.type !== 'Identifier' ? `[${keyOf(element)}]` : `.${element.key.name}`;
    edits.replace(
      element.key.start - (element.computed ? 1 : 0),
      element.value.start,
      `#__field${count}_${element.start} = void (this${key} = `,
    );
    edits.insert(element.value.end, ')');
  }

  function keyOf({key, computed}: Element): string {
    const text = code.slice(key.start, key.end);
    return computed || key.type === 'Literal' ? text : JSON.stringify(text);
  }
}
