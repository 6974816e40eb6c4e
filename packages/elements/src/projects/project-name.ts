const maxCharacters = 48;

/** A name for a project from what it is asked to be: its first words, without `@ai`. */
export function projectNameFrom(prompt: string): string {
  const text = prompt
    .replace(/(^|\s)@ai\b/gi, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  const start = text.length > maxCharacters ? text.slice(0, maxCharacters).replace(/\s+\S*$/, '') : text;
  const name = start.replace(/[\s.,:;!?]+$/, '');
  return name ? name.charAt(0).toLocaleUpperCase() + name.slice(1) : 'Untitled project';
}
