import type {ReplyEvent} from './reply-event.js';
import {ReplyStream} from './reply-stream.js';

/** For tests: the events of a reply that arrives in these chunks, with texts that follow each other joined. */
export function readChunks(chunks: Iterable<string>): ReplyEvent[] {
  const stream = new ReplyStream();
  const events: ReplyEvent[] = [];
  for (const chunk of chunks) events.push(...stream.push(chunk));
  events.push(...stream.end());
  return joinTexts(events);
}

/** One UTF-16 unit a chunk, so that surrogate pairs are cut too. */
export function byCharacter(text: string): string[] {
  return text.split('');
}

/** Chunks of 0 to 11 units, the same for the same seed (Lehmer, 1951). */
export function bySeed(text: string, seed: number): string[] {
  const chunks: string[] = [];
  let state = seed + 1;
  for (let position = 0; position < text.length; ) {
    state = (state * 48271) % 2147483647;
    const length = state % 12;
    chunks.push(text.slice(position, position + length));
    position += length;
  }
  return chunks;
}

function joinTexts(events: ReplyEvent[]): ReplyEvent[] {
  const joined: ReplyEvent[] = [];
  for (const event of events) {
    const last = joined.at(-1);
    if (event.type === 'text' && last?.type === 'text') last.text += event.text;
    else joined.push({...event});
  }
  return joined;
}
