import type {Room} from '../room/room.js';

/** Contents beyond this are left out and only named: some 100,000 tokens. */
const maxContextBytes = 400 * 1024;

/**
 * The project for a model: every path, and the contents as far as there is room. Sorted by path, so that the
 * text begins the same from turn to turn and providers can reuse what they computed for it.
 */
export async function describeProject(room: Room): Promise<string> {
  const files = Object.values(room.state.files).sort((a, b) => (a.path < b.path ? -1 : 1));
  if (files.length === 0) return 'The project has no files yet.';
  let left = maxContextBytes;
  const parts: string[] = [];
  for (const {id, path} of files) {
    const text = await room.documents.textOf(id);
    const isShown = text.length <= left;
    if (isShown) left -= text.length;
    parts.push(isShown ? fenced(path, text) : `### ${path}\n(left out: ${text.length} characters)`);
  }
  return `The project has these files.\n\n${parts.join('\n\n')}`;
}

/** A fence longer than any in the text, so that a README cannot end it. */
function fenced(path: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `### ${path}\n${fence}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}`;
}
