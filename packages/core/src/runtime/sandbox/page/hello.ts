import {frameHello} from '../protocol.js';
import {ShapeError} from '../shape.js';

/** Whether a window message is the first word of a frame that was given this nonce. */
export function isHello(data: unknown, nonce: string): boolean {
  try {
    return frameHello(data, 'hello').nonce === nonce;
  } catch (error) {
    if (error instanceof ShapeError) return false;
    throw error;
  }
}
