import {
  type Command,
  type CommandList,
  type Pipeline,
  type Redirect,
  ShellSyntaxError,
  type SimpleCommand,
  type Word,
} from './syntax.js';
import {readWord} from './words.js';

const redirect = /^(?:(\d?)(<<<|>>|>\||>|<)(&?)|(&>>?))/;
/** Words that begin what only a real shell can do. */
const unsupported = new Set(['if', 'for', 'while', 'until', 'case', 'function', 'select', '[[']);

/**
 * Reads what is typed or stands in a script: commands with `&&`, `||`, `;`, `|`, `&`, groups, redirects, quotes and
 * variables.
 *
 * @throws ShellSyntaxError
 */
export function parseShell(source: string): CommandList {
  const parser = new Parser(source);
  const list = parser.list();
  parser.expectEnd();
  return list;
}

class Parser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  list(): CommandList {
    const list: CommandList = [];
    let after: Pipeline['after'] = 'always';
    for (;;) {
      this.#skipBlank(true);
      if (this.#isEnd() || this.#peek(')') || this.#peek('}')) return list;
      const start = this.#at;
      const pipeline = this.#pipeline(after);
      pipeline.source = this.#source.slice(start, this.#at).trim();
      list.push(pipeline);
      this.#skipBlank(false);
      after = 'always';
      if (this.#take('&&')) after = 'success';
      else if (this.#take('||')) after = 'failure';
      else if (this.#take('&')) pipeline.isInBackground = true;
      else if (!this.#take(';') && !this.#take('\n')) return list;
      if (after !== 'always') {
        this.#skipBlank(true);
        if (this.#isEnd()) throw new ShellSyntaxError('The line ends where a command is missing.', true);
      }
    }
  }

  expectEnd(): void {
    this.#skipBlank(true);
    if (!this.#isEnd()) throw new ShellSyntaxError(`Unexpected ${this.#source[this.#at]}.`);
  }

  #pipeline(after: Pipeline['after']): Pipeline {
    const isNegated = /^!\s/.test(this.#source.slice(this.#at));
    if (isNegated) this.#at++;
    const commands = [this.#command()];
    for (this.#skipBlank(false); this.#isPipe(); this.#skipBlank(false)) {
      this.#at++;
      this.#skipBlank(true);
      commands.push(this.#command());
    }
    return {after, isNegated, commands, isInBackground: false, source: ''};
  }

  #isPipe(): boolean {
    return this.#peek('|') && this.#source[this.#at + 1] !== '|';
  }

  #command(): Command {
    this.#skipBlank(false);
    const isParenthesis = this.#peek('(');
    if (isParenthesis || /^\{\s/.test(this.#source.slice(this.#at))) {
      this.#at++;
      const list = this.list();
      const end = isParenthesis ? ')' : '}';
      if (!this.#take(end)) throw new ShellSyntaxError(`A ${end} is missing.`, true);
      const redirects: Redirect[] = [];
      while (this.#redirect(redirects));
      return {kind: 'group', isSeparate: isParenthesis, list, redirects};
    }
    return this.#simple();
  }

  #simple(): SimpleCommand {
    const command: SimpleCommand = {kind: 'simple', assignments: [], words: [], redirects: []};
    for (;;) {
      this.#skipBlank(false);
      if (this.#redirect(command.redirects)) continue;
      if (this.#isEnd() || /[\n;&|()]/.test(this.#source[this.#at]!)) break;
      const [, name] = /^([A-Za-z_]\w*)=/.exec(this.#source.slice(this.#at)) ?? [];
      if (name !== undefined && command.words.length === 0) {
        this.#at += name.length + 1;
        command.assignments.push({name, value: this.#word()});
      } else command.words.push(this.#word());
    }
    const isEmpty = command.words.length + command.assignments.length + command.redirects.length === 0;
    if (isEmpty)
      throw new ShellSyntaxError(`A command is missing before ${this.#source[this.#at] ?? 'the end'}.`);
    this.#refuse(command);
    return command;
  }

  #refuse({words}: SimpleCommand): void {
    const [first] = words[0] ?? [];
    if (first?.kind === 'text' && !first.isQuoted && unsupported.has(first.text)) {
      throw new ShellSyntaxError(
        `${first.text} is not understood by this shell. Write it as a node script instead.`,
      );
    }
  }

  #redirect(redirects: Redirect[]): boolean {
    this.#skipBlank(false);
    const match = redirect.exec(this.#source.slice(this.#at));
    if (!match) return false;
    const [whole, descriptor, operator, join, both] = match;
    this.#at += whole.length;
    this.#skipBlank(false);
    const target = this.#word();
    if (target.length === 0) throw new ShellSyntaxError(`A file name is missing after ${whole}.`);
    if (both) redirects.push({from: 'both', kind: both === '&>>' ? 'append' : 'write', target});
    else {
      const kinds = {'<': 'read', '<<<': 'text', '>': 'write', '>|': 'write', '>>': 'append'} as const;
      const kind = join ? 'join' : kinds[operator as keyof typeof kinds];
      const isInput = operator!.startsWith('<');
      redirects.push({from: isInput ? 0 : descriptor === '2' ? 2 : 1, kind, target});
    }
    return true;
  }

  #word(): Word {
    const {word, end} = readWord(this.#source, this.#at, (source) => parseShell(source));
    this.#at = end;
    return word;
  }

  #skipBlank(withNewlines: boolean): void {
    const blank = withNewlines ? /^(?:\s|\\\n|#[^\n]*)+/ : /^(?:[ \t]|\\\n)+/;
    for (;;) {
      const rest = this.#source.slice(this.#at);
      const match = blank.exec(rest) ?? /^#[^\n]*/.exec(this.#isAfterBlank() ? rest : '');
      if (!match) return;
      this.#at += match[0].length;
    }
  }

  #isAfterBlank(): boolean {
    return this.#at === 0 || /\s/.test(this.#source[this.#at - 1]!);
  }

  #isEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  #peek(text: string): boolean {
    return this.#source.startsWith(text, this.#at);
  }

  #take(text: string): boolean {
    if (!this.#peek(text)) return false;
    this.#at += text.length;
    return true;
  }
}
