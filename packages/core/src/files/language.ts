import {extensionOf, nameOf} from './path.js';

export interface Language {
  /** Monaco's id. */
  id: string;
  /** What people call it. */
  name: string;
}

const plainText: Language = {id: 'plaintext', name: 'Plain text'};
const shell: Language = {id: 'shell', name: 'Shell'};

// Monaco has no language of its own for Vue, Svelte and Astro; HTML colours their markup.
const languages: readonly (Language & {extensions: string})[] = [
  {id: 'typescript', name: 'TypeScript', extensions: '.ts .tsx .mts .cts'},
  {id: 'javascript', name: 'JavaScript', extensions: '.js .jsx .mjs .cjs'},
  {id: 'html', name: 'HTML', extensions: '.html .htm'},
  {id: 'html', name: 'Vue', extensions: '.vue'},
  {id: 'html', name: 'Svelte', extensions: '.svelte'},
  {id: 'html', name: 'Astro', extensions: '.astro'},
  {id: 'css', name: 'CSS', extensions: '.css'},
  {id: 'scss', name: 'Sass', extensions: '.scss .sass'},
  {id: 'less', name: 'Less', extensions: '.less'},
  {id: 'json', name: 'JSON', extensions: '.json .jsonc .json5 .webmanifest .map'},
  {id: 'markdown', name: 'Markdown', extensions: '.md .markdown'},
  {id: 'mdx', name: 'MDX', extensions: '.mdx'},
  {id: 'xml', name: 'SVG', extensions: '.svg'},
  {id: 'xml', name: 'XML', extensions: '.xml .xsl .rss .atom'},
  {id: 'yaml', name: 'YAML', extensions: '.yaml .yml'},
  {id: 'ini', name: 'TOML', extensions: '.toml'},
  {id: 'ini', name: 'INI', extensions: '.ini .cfg .conf .properties'},
  {id: 'shell', name: 'Shell', extensions: '.sh .bash .zsh'},
  {id: 'bat', name: 'Batch', extensions: '.bat .cmd'},
  {id: 'powershell', name: 'PowerShell', extensions: '.ps1'},
  {id: 'graphql', name: 'GraphQL', extensions: '.graphql .gql'},
  {id: 'handlebars', name: 'Handlebars', extensions: '.hbs .handlebars'},
  {id: 'pug', name: 'Pug', extensions: '.pug'},
  {id: 'python', name: 'Python', extensions: '.py'},
  {id: 'ruby', name: 'Ruby', extensions: '.rb'},
  {id: 'php', name: 'PHP', extensions: '.php'},
  {id: 'go', name: 'Go', extensions: '.go'},
  {id: 'rust', name: 'Rust', extensions: '.rs'},
  {id: 'java', name: 'Java', extensions: '.java'},
  {id: 'kotlin', name: 'Kotlin', extensions: '.kt .kts'},
  {id: 'swift', name: 'Swift', extensions: '.swift'},
  {id: 'csharp', name: 'C#', extensions: '.cs'},
  {id: 'c', name: 'C', extensions: '.c .h'},
  {id: 'cpp', name: 'C++', extensions: '.cpp .cc .cxx .hpp'},
  {id: 'sql', name: 'SQL', extensions: '.sql'},
  {id: 'lua', name: 'Lua', extensions: '.lua'},
  {id: 'r', name: 'R', extensions: '.r'},
];

const byExtension = new Map(
  languages.flatMap(({id, name, extensions}) =>
    extensions.split(' ').map((extension): [string, Language] => [extension, {id, name}]),
  ),
);

const byName = new Map<string, Language>([
  ['dockerfile', {id: 'dockerfile', name: 'Dockerfile'}],
  ['.gitignore', {id: 'plaintext', name: 'Git ignore list'}],
  ['.npmrc', {id: 'ini', name: 'INI'}],
  ['.editorconfig', {id: 'ini', name: 'INI'}],
  ['.prettierrc', {id: 'json', name: 'JSON'}],
]);

/** The language of a file, told by its name alone. */
export function languageOf(path: string): Language {
  const name = nameOf(path).toLowerCase();
  if (name === '.env' || name.startsWith('.env.')) return shell;
  return byName.get(name) ?? byExtension.get(extensionOf(name)) ?? plainText;
}
