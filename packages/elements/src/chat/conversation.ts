import type {ChatEntry, ProjectState} from '@codecraft/core/project';
import type {Turn} from '@codecraft/core/protocol';
import {clockTime} from '../internal/time.js';

/** One thing to show in the log, in its order. */
export type ConversationItem =
  | {readonly kind: 'message'; readonly id: string; readonly entry: ChatEntry; readonly runsNext: boolean}
  /** An AI turn: its text so far, and what it does to the files. `entry` is null until the AI said something. */
  | {readonly kind: 'turn'; readonly id: string; readonly entry: ChatEntry | null; readonly turn: Turn}
  /** What the AI said in a turn that is not known here any more. */
  | {readonly kind: 'reply'; readonly id: string; readonly entry: ChatEntry};

/**
 * Puts messages and AI turns in one order. A turn is shown where its reply is, and right after the question as long
 * as there is no reply, so that everyone sees at once that the AI works.
 */
export function conversation({chat, turns}: Pick<ProjectState, 'chat' | 'turns'>): ConversationItem[] {
  const answered = new Set(chat.filter((entry) => entry.kind === 'ai').map((entry) => entry.turnId));
  return chat.flatMap((entry): ConversationItem[] => {
    const turn = entry.turnId === undefined ? undefined : turns[entry.turnId];
    if (entry.kind === 'ai') {
      return [turn ? {kind: 'turn', id: entry.id, entry, turn} : {kind: 'reply', id: entry.id, entry}];
    }
    const runsNext = turn?.status === 'waiting';
    const message: ConversationItem = {kind: 'message', id: entry.id, entry, runsNext};
    if (!turn || runsNext || answered.has(turn.id)) return [message];
    return [message, {kind: 'turn', id: `turn ${turn.id}`, entry: null, turn}];
  });
}

/** The turn that runs now; the AI does one at a time in a project. */
export function workingTurn(turns: ProjectState['turns']): Turn | undefined {
  return Object.values(turns).find((turn) => turn.status === 'working');
}

/** The turn that began last. */
export function lastTurn(turns: ProjectState['turns']): Turn | undefined {
  return Object.values(turns).reduce<Turn | undefined>(
    (last, turn) => (!last || turn.startedAt >= last.startedAt ? turn : last),
    undefined,
  );
}

/** What happened in a turn that did not end well, as a sentence; undefined when the reply says all. */
export function outcomeOf(turn: Turn, text: string): string | undefined {
  if (turn.status === 'failed') {
    const failure = turn.failure ?? 'The model stopped answering. Ask again.';
    return text.includes(failure) ? undefined : failure;
  }
  if (turn.status !== 'stopped') return undefined;
  // The server says who stopped it: “Priya Raman stopped this after 1 of 3 files.”
  const {failure = 'This was stopped.'} = turn;
  return text.includes(failure) ? undefined : failure;
}

/** The messages as text, one after another, to keep what is about to expire. */
export function transcript(chat: readonly ChatEntry[]): string {
  return chat
    .map(({kind, name, at, text}) => `${kind === 'ai' ? `AI for ${name}` : name}, ${clockTime(at)}\n${text}`)
    .join('\n\n');
}
