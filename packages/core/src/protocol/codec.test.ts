import {describe, expect, it} from 'vitest';
import {decodeClientMessage, decodeServerMessage, encodeMessage} from './codec.js';
import {limits} from './limits.js';

const id = 'm'.padEnd(20, '0');

describe('text messages', () => {
  it('PR1 come back as they were sent', () => {
    const message = {type: 'chat-send' as const, id, text: 'hello'};
    expect(decodeClientMessage(encodeMessage(message))).toEqual(message);
  });

  it('PR2 drop fields nobody asked for, so that a client cannot slip in a sender, a time or a role', () => {
    const forged = {type: 'chat-send', id, text: 'hello', userId: 'admin', at: 0, role: 'admin'};
    expect(decodeClientMessage(JSON.stringify(forged))).toEqual({type: 'chat-send', id, text: 'hello'});
  });

  it.each([
    ['not JSON', '{', 'not JSON'],
    ['no object', '7', 'does not fit'],
    ['an unknown type', '{"type":"drop-table"}', 'type'],
    ['a missing field', JSON.stringify({type: 'chat-send', id}), 'text'],
    ['an id of another shape', JSON.stringify({type: 'chat-send', id: '../1', text: 'x'}), 'id'],
    ['an empty message', JSON.stringify({type: 'chat-send', id, text: '  \n '}), 'text'],
    [
      'too long a message',
      JSON.stringify({type: 'chat-send', id, text: 'ä'.repeat(limits.maxChatBytes)}),
      '8 KB',
    ],
    ['a server message', JSON.stringify({type: 'acknowledged', id}), 'type'],
  ])('PR3 refuse %s and name what does not fit', (_name, text, reason) => {
    expect(() => decodeClientMessage(text)).toThrowError(expect.objectContaining({code: 'invalid-input'}));
    expect(() => decodeClientMessage(text)).toThrow(reason);
  });

  it('PR4 an error code this client does not know is refused rather than guessed', () => {
    const text = JSON.stringify({type: 'refused', id, code: 'brand-new', message: 'x'});
    expect(() => decodeServerMessage(text)).toThrow('code');
  });
});
