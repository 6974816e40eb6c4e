import type {Member} from '../protocol/index.js';
import type {SourceSnapshot} from './project-source.js';
import type {ChatEntry} from './project-state.js';

/** A chat message the server refused stays here, so that it can be sent again. */
interface RefusedMessage {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly refusal: string;
}

/** The chat as it is shown: what the room has, then what was refused, then what is on its way. */
export class OutgoingChat {
  private refused: readonly RefusedMessage[] = [];

  refuse(message: RefusedMessage): void {
    this.refused = [...this.refused, message];
  }

  /** Takes a refused message back, to be sent again; undefined when there is none of that id. */
  take(id: string): string | undefined {
    const message = this.refused.find((refused) => refused.id === id);
    this.refused = this.refused.filter((refused) => refused !== message);
    return message?.text;
  }

  compose({chat, outgoing}: SourceSnapshot, me: Member | null): readonly ChatEntry[] {
    const own = {
      kind: 'user' as const,
      userId: me?.userId ?? '',
      name: me?.name ?? '',
      expiresAt: Number.MAX_SAFE_INTEGER,
    };
    const sent = new Set(chat.map((message) => message.id));
    const waiting = outgoing.filter(({id}) => !sent.has(id));
    return [
      ...chat.map((message) => ({...message, delivery: 'sent' as const})),
      ...this.refused.map((message) => ({...own, ...message, delivery: 'refused' as const})),
      ...waiting.map((message) => ({...own, ...message, at: Date.now(), delivery: 'waiting' as const})),
    ];
  }
}
