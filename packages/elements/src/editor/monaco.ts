/*
 * The only door to Monaco. The build bundles this file with Monaco into `vendor/monaco.js`, which `load-monaco.ts`
 * imports when an editor is shown; nothing else may import it for more than its types.
 */
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/caretOperations/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/codeEditor/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/contextmenu/register.js';
import 'monaco-editor/features/cursorUndo/register.js';
import 'monaco-editor/features/dnd/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/folding/register.js';
import 'monaco-editor/features/format/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/gotoLine/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/lineSelection/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/linkedEditing/register.js';
import 'monaco-editor/features/links/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/parameterHints/register.js';
import 'monaco-editor/features/quickCommand/register.js';
import 'monaco-editor/features/readOnlyMessage/register.js';
import 'monaco-editor/features/smartSelect/register.js';
import 'monaco-editor/features/snippet/register.js';
import 'monaco-editor/features/toggleTabFocusMode/register.js';
import 'monaco-editor/features/wordHighlighter/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/features/wordPartOperations/register.js';
// `features/suggest` would bring inline completions too, 240 KB that need a provider we do not have.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController.js';
import 'monaco-editor/languages/definitions/bat/register.js';
import 'monaco-editor/languages/definitions/cpp/register.js';
import 'monaco-editor/languages/definitions/csharp/register.js';
import 'monaco-editor/languages/definitions/css/register.js';
import 'monaco-editor/languages/definitions/dockerfile/register.js';
import 'monaco-editor/languages/definitions/go/register.js';
import 'monaco-editor/languages/definitions/graphql/register.js';
import 'monaco-editor/languages/definitions/handlebars/register.js';
import 'monaco-editor/languages/definitions/html/register.js';
import 'monaco-editor/languages/definitions/ini/register.js';
import 'monaco-editor/languages/definitions/java/register.js';
import 'monaco-editor/languages/definitions/javascript/register.js';
import 'monaco-editor/languages/definitions/kotlin/register.js';
import 'monaco-editor/languages/definitions/less/register.js';
import 'monaco-editor/languages/definitions/lua/register.js';
import 'monaco-editor/languages/definitions/markdown/register.js';
import 'monaco-editor/languages/definitions/mdx/register.js';
import 'monaco-editor/languages/definitions/php/register.js';
import 'monaco-editor/languages/definitions/powershell/register.js';
import 'monaco-editor/languages/definitions/pug/register.js';
import 'monaco-editor/languages/definitions/python/register.js';
import 'monaco-editor/languages/definitions/r/register.js';
import 'monaco-editor/languages/definitions/ruby/register.js';
import 'monaco-editor/languages/definitions/rust/register.js';
import 'monaco-editor/languages/definitions/scss/register.js';
import 'monaco-editor/languages/definitions/shell/register.js';
import 'monaco-editor/languages/definitions/sql/register.js';
import 'monaco-editor/languages/definitions/swift/register.js';
import 'monaco-editor/languages/definitions/typescript/register.js';
import 'monaco-editor/languages/definitions/xml/register.js';
import 'monaco-editor/languages/definitions/yaml/register.js';

export {setARIAContainer} from 'monaco-editor/base/browser/ui/aria/aria.js';
export {TokenizationRegistry} from 'monaco-editor/editor/common/languages.js';
export {
  editor,
  type IDisposable,
  KeyCode,
  KeyMod,
  languages,
  Range,
  Selection,
  Uri,
} from 'monaco-editor/editor/editor.api.js';
export {language as javascriptGrammar} from 'monaco-editor/languages/definitions/javascript/javascript.js';
export {language as typescriptGrammar} from 'monaco-editor/languages/definitions/typescript/typescript.js';
export {cssDefaults, lessDefaults, scssDefaults} from 'monaco-editor/languages/features/css/register.js';
export {htmlDefaults} from 'monaco-editor/languages/features/html/register.js';
export {jsonDefaults} from 'monaco-editor/languages/features/json/register.js';
export {
  JsxEmit,
  javascriptDefaults,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register.js';

/** Monaco's CSS as text, for the shadow root. The build adds it. */
export declare const styles: string;

/** The font of Monaco's icons. */
export const iconFont = new URL('./codicon.ttf', import.meta.url).href;

/** Addresses of Monaco's workers: classic scripts, each started when a file of its language is shown. */
export const workers = {
  editor: new URL('./editor.worker.js', import.meta.url).href,
  typescript: new URL('./typescript.worker.js', import.meta.url).href,
  css: new URL('./css.worker.js', import.meta.url).href,
  html: new URL('./html.worker.js', import.meta.url).href,
  json: new URL('./json.worker.js', import.meta.url).href,
};
