import {html, type TemplateResult} from 'lit';

const mention = /(^|[\s(])(@ai)(?![\w-])/gi;

/** Plain text with `@ai` in the accent's colour. What counts as a mention is what `asksAi` of the protocol holds to be one. */
export function withMentions(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    const start = match.index + (match[1]?.length ?? 0);
    parts.push(text.slice(end, start), html`<span class="mention">${match[2]}</span>`);
    end = start + (match[2]?.length ?? 0);
  }
  parts.push(text.slice(end));
  return parts;
}

/** True when a text asks the AI: `@ai` as a word of its own. */
export function mentionsAi(text: string): boolean {
  return text.search(mention) >= 0;
}
