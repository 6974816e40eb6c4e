import type {Expression, Node, Parser, Pattern} from 'acorn';
import {tokTypes} from 'acorn';
import type {ParserClass} from './parser-parts.js';

/** `@expression`, from the sign to the end of the expression. */
export interface Decorator extends Node {
  expression: Expression;
}

/** Nodes that decorators may stand before: classes, their elements, and parameters. */
export type Decorated = {decorators?: Decorator[]};

const atSign = '@'.charCodeAt(0);

/** Lets acorn read decorators, where TypeScript allows them. */
export function decorators(Base: typeof Parser): typeof Parser {
  class WithDecorators extends (Base as unknown as ParserClass) {
    #waiting: Decorator[] = [];

    override getTokenFromCode(code: number): void {
      if (code !== atSign) return super.getTokenFromCode(code);
      this.pos++;
      this.finishToken(tokTypes.name, '@');
    }

    override parseStatement(context: unknown, topLevel?: boolean, exports?: unknown): Node {
      this.#waiting.push(...this.#decorators());
      const statement = super.parseStatement(context, topLevel, exports);
      const [stray] = this.#waiting;
      if (stray) this.raise(stray.start, 'A decorator stands before something that is no class');
      return statement;
    }

    override parseExprAtom(...rest: unknown[]): Expression {
      this.#waiting.push(...this.#decorators());
      return super.parseExprAtom(...rest);
    }

    override parseClass(node: Node & Decorated, isStatement: unknown): Node {
      const waiting = this.#waiting.splice(0);
      const parsed: Node & Decorated = super.parseClass(node, isStatement);
      if (waiting.length > 0) parsed.decorators = waiting;
      return parsed;
    }

    override parseClassElement(constructorAllowsSuper: boolean): (Node & Decorated) | null {
      const found = this.#decorators();
      const element = super.parseClassElement(constructorAllowsSuper);
      if (element && found.length > 0) element.decorators = found;
      return element;
    }

    override parseMaybeDefault(startPos: number, startLoc: unknown, left?: Pattern): Pattern & Decorated {
      const found = left ? [] : this.#decorators();
      if (found.length === 0) return super.parseMaybeDefault(startPos, startLoc, left);
      const parameter = super.parseMaybeDefault(this.start, startLoc, left);
      parameter.decorators = found;
      return parameter;
    }

    #decorators(): Decorator[] {
      const found: Decorator[] = [];
      while (this.type === tokTypes.name && this.value === '@') {
        const node = this.startNode();
        this.next();
        const expression = this.parseExprSubscripts();
        found.push(this.finishNode({...node, expression} as Decorator, 'Decorator'));
      }
      return found;
    }
  }
  return WithDecorators as unknown as typeof Parser;
}
