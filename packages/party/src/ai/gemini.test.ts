import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {GeminiModel} from './gemini.js';
import type {ModelEvent} from './model.js';
import {type FakeGemini, startFakeGemini} from './testing/fake-gemini.mjs';

let gemini: FakeGemini;
beforeAll(async () => {
  gemini = await startFakeGemini();
});
afterAll(() => gemini.stop());
beforeEach(() => {
  gemini.requests.length = 0;
});

const request = {instructions: 'Write files.', project: 'The project is empty.', prompt: 'A counter'};

async function ask({
  signal = new AbortController().signal,
  idleTimeoutMs = 10_000,
}: {
  signal?: AbortSignal;
  idleTimeoutMs?: number;
} = {}) {
  const settings = {apiKey: 'key-of-a-test', model: 'gemini-test', baseUrl: gemini.url};
  const events: ModelEvent[] = [];
  for await (const event of new GeminiModel(settings, idleTimeoutMs).answer(request, signal)) {
    events.push(event);
  }
  return events;
}

describe('GeminiModel', () => {
  it('streams the text and names the model that answers', async () => {
    gemini.answerWith({thought: 'hm'}, {text: 'A coun'}, {text: 'ter.'}, {finish: 'STOP'});
    expect(await ask()).toEqual([
      {type: 'model', name: 'fake-gemini-1'},
      {type: 'text', text: 'A coun'},
      {type: 'text', text: 'ter.'},
    ]);
  });

  it('sends instructions, then the project, then the request', async () => {
    gemini.answerWith({text: 'x'}, {finish: 'STOP'});
    await ask();
    expect(gemini.requests).toMatchObject([
      {
        model: 'gemini-test',
        key: 'key-of-a-test',
        body: {
          systemInstruction: {parts: [{text: 'Write files.'}]},
          contents: [{role: 'user', parts: [{text: 'The project is empty.'}, {text: 'A counter'}]}],
        },
      },
    ]);
  });

  it.each([
    ['a stream that ends without a reason', [{text: 'half'}], 'was cut'],
    ['a stream that breaks off', [{text: 'half'}, {cut: true}], ''],
    ['too long an answer', [{text: 'half'}, {finish: 'MAX_TOKENS'}], 'too long'],
    ['a safety stop', [{finish: 'SAFETY'}], 'safety'],
    ['a blocked request', [{blocked: 'PROHIBITED_CONTENT'}], 'may not answer'],
    ['a reason nobody knows yet', [{finish: 'BORED'}], 'BORED'],
    ['a wrong key', [{status: 403, message: 'API key key-of-a-test is bad'}], 'key'],
    ['a model that does not exist', [{status: 404, message: 'no'}], 'GEMINI_MODEL'],
    ['a quota', [{status: 429, message: 'quota'}], 'too much to do'],
    ['a failure of theirs', [{status: 503, message: 'overloaded'}], 'not available'],
  ] as const)('fails in words for %s', async (_, steps, words) => {
    gemini.answerWith(...steps);
    const failure = await ask().catch((error: unknown) => error);
    expect(failure).toMatchObject({code: 'model-failed', message: expect.stringContaining(words)});
    expect((failure as Error).message).not.toContain('key-of-a-test');
  });

  it('gives up on a model that falls silent, and closes the connection', async () => {
    const before = gemini.abandoned;
    gemini.answerWith({text: 'half'}, {waitFor: new Promise(() => undefined)});
    await expect(ask({idleTimeoutMs: 50})).rejects.toMatchObject({
      code: 'model-failed',
      message: expect.stringContaining('said nothing'),
    });
    await expect.poll(() => gemini.abandoned).toBe(before + 1);
  });

  it('closes the connection when it is stopped', async () => {
    const before = gemini.abandoned;
    const abort = new AbortController();
    gemini.answerWith({text: 'half'}, {waitFor: new Promise(() => undefined)});
    const answer = ask({signal: abort.signal});
    await expect.poll(() => gemini.requests.length).toBe(1);
    abort.abort();
    await expect(answer).rejects.toMatchObject({name: 'AbortError'});
    await expect.poll(() => gemini.abandoned).toBe(before + 1);
  });

  it('fails in words when nobody answers at the address', async () => {
    const settings = {apiKey: 'k', model: 'm', baseUrl: 'http://127.0.0.1:9'};
    const answer = new GeminiModel(settings).answer(request, new AbortController().signal);
    await expect(answer[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'model-failed',
      message: expect.stringContaining('could not be reached'),
    });
  });
});
