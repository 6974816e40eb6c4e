/** Something that the embedded runtime can do, as a small project that shows it. One row of docs/runtime.md. */
export interface Feature {
  name: string;
  /** What does not work of it, in the words of the documentation. */
  limits?: string;
  /** `index.html` and `package.json` are made where they are missing. The app sets `window.facts`, a function. */
  files: Record<string, string | Uint8Array>;
  dependencies?: Record<string, string>;
  commands?: string[];
  /** What `facts()` answers in the preview, once the app was painted. */
  facts: unknown;
  /** What is done then, one after the other, and what `facts()` answers after each. */
  steps?: readonly FeatureStep[];
  /** The built app answers the same, served from `dist` by a plain server of files. */
  isBuilt?: true;
}

export type FeatureStep = (
  | {edit: Record<string, string>; kind?: 'hot' | 'style' | 'reload'}
  | {click: string}
) & {facts: unknown};

/** Something that is refused early, with the sentence that says so. */
export interface Refusal {
  name: string;
  files: Record<string, string>;
  dependencies?: Record<string, string>;
  /** In the problem that is shown, or in the terminal. */
  sentence: string;
}
