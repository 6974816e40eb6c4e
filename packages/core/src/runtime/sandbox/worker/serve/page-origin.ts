import type {StreamedReply} from '../../node/host/server-ports.js';
import type {UnnumberedCall, UnnumberedEvent} from '../../socket-protocol.js';
import type {FileChange} from '../files/file-system.js';
import type {ServedFile} from './project-file.js';

/** A form that is sent along with going to an address. */
export interface SentForm {
  contentType: string;
  body: Uint8Array<ArrayBuffer>;
}

/** @param signal nobody wants the answer, or the rest of it */
export type AnswerRequest = (
  request: PageRequest,
  signal: AbortSignal,
) => ServedFile | Promise<ServedFile | StreamedReply>;

export interface PageRequest {
  method: string;
  /** Path and query; or a whole URL, for another server of the project. */
  address: string;
  headers: readonly (readonly string[])[];
  body: Uint8Array<ArrayBuffer> | null;
}

/**
 * Opens a WebSocket.
 *
 * @param address path and query; or a whole URL, for another server of the project
 * @param listener hears of it until `socket-closed`
 * @returns what the document says to it
 * @throws CodecraftError `not-found` where nothing listens
 */
export type OpenSocket = (
  address: string,
  protocols: readonly string[],
  listener: (event: UnnumberedEvent) => void,
) => (call: UnnumberedCall) => void;

/** Where pages come from when they are not the project's files: a server that a process of the project runs. */
export interface PageOrigin {
  /**
   * Brings the page, and what it refers to, into the files that are served.
   *
   * @returns the page's path there, and the address where it was found in the end
   */
  load(address: string, form: SentForm | undefined): Promise<{path: string; address: string}>;
  fetch: AnswerRequest;
  /** Missing where there are only files. */
  connect?: OpenSocket;
  /** Whether what is shown may look different after these changes of the project. */
  isShownIn(changes: readonly FileChange[]): boolean;
}
