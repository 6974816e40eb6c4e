import {z} from 'zod';
import {FileId, MessageId, TurnId, UserId} from './ids.js';
import {limits} from './limits.js';
import {Timestamp} from './state.js';
import {utf8Length} from './utf8-length.js';

export const ChatText = z
  .string()
  .trim()
  .min(1)
  .refine((text) => utf8Length(text) <= limits.maxChatBytes, {
    message: `A message can be ${limits.maxChatBytes / 1024} KB.`,
  });

export const ChatMessage = z.object({
  id: MessageId,
  kind: z.enum(['user', 'ai', 'system']),
  /** Who wrote it; for `ai`, who asked. */
  userId: UserId,
  /** The name at the time, so that a message stays readable after its author left. */
  name: z.string(),
  text: z.string(),
  at: Timestamp,
  expiresAt: Timestamp,
  /** When its author last changed it. */
  editedAt: Timestamp.optional(),
  /** The AI turn this message started or reports. */
  turnId: TurnId.optional(),
  /** Members it names with `@`. The server says so, not the sender. */
  mentions: z.array(UserId).optional(),
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const TurnFile = z.object({
  path: z.string(),
  fileId: FileId.optional(),
  status: z.enum(['waiting', 'writing', 'done', 'failed']),
  isNew: z.boolean(),
  addedLines: z.number().int().nonnegative(),
  removedLines: z.number().int().nonnegative(),
});
export type TurnFile = z.infer<typeof TurnFile>;

/** One question to the AI and what came of it. Outlives its expiring messages in the project's history. */
export const Turn = z.object({
  id: TurnId,
  userId: UserId,
  name: z.string(),
  prompt: z.string(),
  status: z.enum(['waiting', 'working', 'done', 'stopped', 'failed']),
  /** Who answers: Gemini, or the starter templates when the server has no key. */
  source: z.enum(['gemini', 'templates']),
  model: z.string().optional(),
  files: z.array(TurnFile),
  /** Commands the reply named for building and starting the project. */
  commands: z.array(z.string()),
  /** Why it failed, as a sentence for people. */
  failure: z.string().optional(),
  startedAt: Timestamp,
  endedAt: Timestamp.optional(),
});
export type Turn = z.infer<typeof Turn>;

const mentionOfAi = /(^|[\s(])@ai(?![\w-])/i;

/** True when a message asks the AI: `@ai` as a word of its own, anywhere in the text. */
export function asksAi(text: string): boolean {
  return mentionOfAi.test(text);
}

/** The request without the `@ai` that addressed it. */
export function promptOf(text: string): string {
  return text.replace(mentionOfAi, '$1').replace(/\s+/g, ' ').trim();
}

/**
 * Who is named in a text: `@Mara` and `@Mara Lindqvist`, in any case, as words of their own. Of two members whose
 * names begin alike the longer name is meant; two with the same name are both.
 */
export function mentionsIn(text: string, members: readonly {userId: string; name: string}[]): string[] {
  const mentioned = new Set<string>();
  for (const {index} of text.matchAll(/(?<![\p{L}\p{N}_])@(?=\S)/gu)) {
    const rest = text.slice(index + 1).toLowerCase();
    const named = members.flatMap(({userId, name}) => {
      const [first = ''] = name.split(' ');
      const found = [name, first].find((candidate) => opensWith(rest, candidate.toLowerCase()));
      return found ? [{userId, length: found.length}] : [];
    });
    const longest = Math.max(0, ...named.map(({length}) => length));
    for (const {userId, length} of named) if (length === longest) mentioned.add(userId);
  }
  return [...mentioned];
}

function opensWith(text: string, name: string): boolean {
  return name !== '' && text.startsWith(name) && !/^[\p{L}\p{N}_]/u.test(text.slice(name.length));
}
