import {grammarWithJsx} from './jsx-grammar.js';
import {monacoColors} from './monaco-colors.styles.js';
import {defineTheme, syntaxRules} from './monaco-theme.js';
import {endLanguageWorkers, provideWorkers} from './monaco-workers.js';

export type Monaco = typeof import('./monaco.js');

let loading: Promise<Monaco> | null = null;
let sheets: CSSStyleSheet[] | null = null;
let users = 0;

/** Loads Monaco, once a page, and prepares it. Each call is to be followed by one of `releaseMonaco`. */
export async function acquireMonaco(): Promise<Monaco> {
  users += 1;
  try {
    loading ??= import('#monaco').then(prepare);
    return await loading;
  } catch (error) {
    users -= 1;
    loading = null;
    throw error;
  }
}

/** Says that an editor is gone. With the last one go the workers of the languages; they start again when needed. */
export function releaseMonaco(monaco: Monaco): void {
  users -= 1;
  if (users > 0) return;
  // Monaco forgets a language's worker when its settings change.
  for (const defaults of [monaco.typescriptDefaults, monaco.javascriptDefaults]) {
    defaults.setCompilerOptions(defaults.getCompilerOptions());
  }
  for (const defaults of [monaco.cssDefaults, monaco.scssDefaults, monaco.lessDefaults]) {
    defaults.setOptions(defaults.options);
  }
  monaco.htmlDefaults.setOptions(monaco.htmlDefaults.options);
  monaco.jsonDefaults.setDiagnosticsOptions(monaco.jsonDefaults.diagnosticsOptions);
  endLanguageWorkers();
}

/** Gives a shadow root Monaco's CSS and our colours. The sheets are shared by all editors of a page. */
export function adoptMonacoStyles(root: ShadowRoot, monaco: Monaco): void {
  sheets ??= [monaco.styles, monacoColors.cssText + syntaxRules(monaco)].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const missing = sheets.filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
  root.adoptedStyleSheets.push(...missing);
}

function prepare(monaco: Monaco): Monaco {
  provideWorkers(monaco.workers);
  defineTheme(monaco);
  // Browsers ignore @font-face inside a shadow root. Without it only icons are missing.
  document.fonts.add(new FontFace('codicon', `url(${JSON.stringify(monaco.iconFont)})`));
  monaco.languages.setMonarchTokensProvider('typescript', grammarWithJsx(monaco.typescriptGrammar));
  monaco.languages.setMonarchTokensProvider('javascript', grammarWithJsx(monaco.javascriptGrammar));
  for (const defaults of [monaco.typescriptDefaults, monaco.javascriptDefaults]) {
    // The editor has the open files only, and no packages: it can tell a typing error, not a missing module.
    defaults.setDiagnosticsOptions({noSemanticValidation: true, noSuggestionDiagnostics: true});
    defaults.setCompilerOptions({
      allowJs: true,
      allowNonTsExtensions: true,
      jsx: monaco.JsxEmit.ReactJSX,
      module: 99,
      moduleResolution: 2,
      target: 99,
    });
  }
  return monaco;
}
