export interface ParsedCommand {
  env: Record<string, string>;
  words: string[];
}

/** Variables, file names to match, groups and the home folder. */
const needsShell = /[$*?~(){}]/;
/** What only a shell does, because it changes the shell itself. */
const shellWords = new Set(['cd', 'exit', 'export', 'unset', 'pwd', 'history', 'jobs', 'kill', 'help']);
/** What means itself: single quotes, and double ones without a variable. */
const quoted = /'[^']*'|"(?:\\.|[^"\\$])*"|\\./g;

/**
 * Reads a line such as `NODE_ENV=test vite --port 3000 && echo "done"`: commands joined by `&&`, each with its
 * environment. Pipes, redirects and expansions are not understood.
 *
 * @returns undefined where the line uses what is not understood
 */
export function parseCommandLine(line: string): ParsedCommand[] | undefined {
  const tokens = line.match(/&&|[|;&<>`]|(?:[^\s"'&|;<>`\\]|\\.|"(?:\\.|[^"\\])*"|'[^']*')+/g) ?? [];
  const commands: ParsedCommand[] = [{env: {}, words: []}];
  for (const token of tokens) {
    const command = commands.at(-1)!;
    if (token === '&&') commands.push({env: {}, words: []});
    else if (/^[|;&<>`]$/.test(token) || needsShell.test(token.replace(quoted, ''))) return undefined;
    else {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(token) ?? [];
      if (name !== undefined && command.words.length === 0) command.env[name] = unquote(value!);
      else command.words.push(unquote(token));
    }
  }
  if (commands.some(({words}) => shellWords.has(words[0] ?? ''))) return undefined;
  return commands.filter(({words}) => words.length > 0);
}

function unquote(word: string): string {
  return word.replace(
    /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped!) : double.replace(/\\(["\\$`])/g, '$1'),
  );
}
