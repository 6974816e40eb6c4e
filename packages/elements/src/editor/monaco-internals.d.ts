/* What the door uses of Monaco that has no published types. */

declare module 'monaco-editor/base/browser/ui/aria/aria.js' {
  /** Monaco speaks to screen readers through one element of the page: from now on inside `parent`. */
  export function setARIAContainer(parent: HTMLElement): void;
}

declare module 'monaco-editor/editor/common/languages.js' {
  export const TokenizationRegistry: {
    /** The colours of the current theme; `.mtk7` is the colour at 7. */
    getColorMap(): readonly ({toString(): string} | undefined)[] | null;
  };
}

declare module 'monaco-editor/languages/definitions/typescript/typescript.js' {
  import type {languages} from 'monaco-editor/editor/editor.api.js';

  export const language: languages.IMonarchLanguage & {readonly keywords: readonly string[]};
}

declare module 'monaco-editor/languages/definitions/javascript/javascript.js' {
  import type {languages} from 'monaco-editor/editor/editor.api.js';

  export const language: languages.IMonarchLanguage & {readonly keywords: readonly string[]};
}
