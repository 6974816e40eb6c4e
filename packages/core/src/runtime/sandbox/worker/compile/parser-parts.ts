import type {Expression, Node, Parser, Pattern, Program} from 'acorn';
import type {Decorated} from './decorator-syntax.js';

/** The parts of acorn's parser that a plugin overrides; its own types leave them out. */
interface ParserParts extends Parser {
  parse(): Program;
  pos: number;
  start: number;
  type: unknown;
  value: unknown;
  finishToken(type: unknown, value?: unknown): void;
  getTokenFromCode(code: number): void;
  startNode(): Node;
  finishNode<T>(node: T, type: string): T;
  next(): void;
  raise(position: number, message: string): never;
  parseExprSubscripts(): Expression;
  parseStatement(context: unknown, topLevel?: boolean, exports?: unknown): Node;
  parseClass(node: Node & Decorated, isStatement: unknown): Node;
  parseExprAtom(...rest: unknown[]): Expression;
  parseClassElement(constructorAllowsSuper: boolean): (Node & Decorated) | null;
  parseMaybeDefault(startPos: number, startLoc: unknown, left?: Pattern): Pattern & Decorated;
}

/** Acorn's parser, as a plugin extends it. */
export type ParserClass = new (...args: never[]) => ParserParts;
