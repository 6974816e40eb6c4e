/** A part of a word. Quoted parts are neither split nor matched against file names. */
export type WordPart =
  | {kind: 'text'; text: string; isQuoted: boolean}
  /** `$NAME`, `${NAME:-fallback}`, `$?`, `$1` */
  | {kind: 'variable'; name: string; fallback: string | undefined; isQuoted: boolean}
  /** `$(command)` */
  | {kind: 'command'; list: CommandList; isQuoted: boolean};

export type Word = WordPart[];

export interface Redirect {
  /** 0 for input, 1 for output, 2 for errors, `both` for `&>`. */
  from: 0 | 1 | 2 | 'both';
  kind: 'read' | 'write' | 'append' | 'text' | 'join';
  /** File name; for `join`, where to: `1` or `2`. */
  target: Word;
}

export interface SimpleCommand {
  kind: 'simple';
  assignments: {name: string; value: Word}[];
  words: Word[];
  redirects: Redirect[];
}

/** `( … )` and `{ …; }` */
export interface GroupCommand {
  kind: 'group';
  /** In parentheses: what it changes ends with it. */
  isSeparate: boolean;
  list: CommandList;
  redirects: Redirect[];
}

export type Command = SimpleCommand | GroupCommand;

export interface Pipeline {
  /** Run where the one before ended so. */
  after: 'always' | 'success' | 'failure';
  isNegated: boolean;
  commands: Command[];
  isInBackground: boolean;
  /** As written, for the list of jobs. */
  source: string;
}

export type CommandList = Pipeline[];

/** The line is not understood. `isUnfinished`: more lines may finish it. */
export class ShellSyntaxError extends Error {
  override readonly name = 'ShellSyntaxError';
  readonly isUnfinished: boolean;

  constructor(message: string, isUnfinished = false) {
    super(message);
    this.isUnfinished = isUnfinished;
  }
}
