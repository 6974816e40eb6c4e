import type {PreviewMessage} from '../runtime.js';
import type {ClientPreviewMessage} from './client.js';

/** An error that a preview in a WebContainer reported, in our words. */
export function toPreviewMessage(message: ClientPreviewMessage): PreviewMessage {
  if ('args' in message) return {type: 'console', level: 'error', text: message.args.map(textOf).join(' ')};
  return {
    type: 'failed',
    // The package's enum is a value of the module that is loaded late; its strings are part of the protocol.
    kind: String(message.type) === 'PREVIEW_UNHANDLED_REJECTION' ? 'rejection' : 'runtime',
    message: message.message,
    ...(message.stack === undefined ? {} : {stack: message.stack}),
  };
}

/** Path, query and hash the preview was at. */
export function addressOf({pathname, search, hash}: ClientPreviewMessage): string {
  return pathname + search + hash;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return value.stack ?? String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Circular, or with a BigInt inside: say at least what kind of value it is.
    return String(value);
  }
}
