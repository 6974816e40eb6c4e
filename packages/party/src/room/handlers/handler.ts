import type {ClientMessageOf, ClientRequest} from '@codecraft/core/protocol';
import type {Cause, Room} from '../room.js';

/** Who sent a message. Taken from the socket, never from the message. */
export interface Sender extends Cause {
  /** The user's id. */
  readonly by: string;
  readonly messageId: string;
}

/**
 * Does what a message asks for. Resolves once that is stored, and the room acknowledges; throws a
 * CodecraftError that the room sends back as the refusal.
 */
export type Handler<Type extends ClientRequest['type']> = (
  room: Room,
  sender: Sender,
  message: ClientMessageOf<Type>,
) => Promise<void>;
