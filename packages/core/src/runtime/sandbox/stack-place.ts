import {previewOrigin} from './preview-origin.js';

/** The first place of the project's own code in a stack. Both engines write `…/path:line:column`. */
export function placeInStack(stack: string | undefined): {path?: string; line?: number; column?: number} {
  const places = (stack ?? '').matchAll(
    new RegExp(`${previewOrigin.replaceAll('.', '\\.')}(/[^\\s:?]+)[^\\s:]*:(\\d+):(\\d+)`, 'g'),
  );
  for (const [, path, line, column] of places) {
    if (!path!.includes('/node_modules/'))
      return {path: path!.slice(1), line: Number(line), column: Number(column)};
  }
  return {};
}
