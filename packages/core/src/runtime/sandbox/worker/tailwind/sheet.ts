/** A text that may hold class names. */
export interface SourceText {
  path: string;
  text: string;
}

/** One stylesheet, read by Tailwind: what is left is to say which class names there are. */
export interface Sheet {
  /** Files that it was made from, beside the stylesheet itself. */
  readFrom: readonly string[];
  /** The files to look for class names in, as the project is now. */
  sourcePaths: () => string[];
  /** CSS for the class names in these texts and in all that came before. */
  build: (added: readonly SourceText[]) => string | Promise<string>;
}
