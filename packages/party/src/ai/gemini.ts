import {CodecraftError} from '@codecraft/core/errors';
import {ApiError, type GenerateContentResponse, GoogleGenAI} from '@google/genai';
import type {GeminiSettings} from '../environment.js';
import {geminiFailure, geminiRefusal} from './gemini-failure.js';
import type {Model, ModelEvent, ModelRequest} from './model.js';

/** A model that says nothing for this long has hung: the client itself would wait for ever. */
const defaultIdleTimeoutMs = 90_000;

/** Gemini through Google's client. The only file that knows it. */
export class GeminiModel implements Model {
  readonly source = 'gemini';
  private readonly client: GoogleGenAI;
  private readonly model: string;
  private readonly idleTimeoutMs: number;

  constructor(settings: GeminiSettings, idleTimeoutMs = defaultIdleTimeoutMs) {
    this.model = settings.model;
    this.idleTimeoutMs = idleTimeoutMs;
    this.client = new GoogleGenAI({
      apiKey: settings.apiKey,
      // Pinned: version 3 of the client moves to another one by default.
      apiVersion: 'v1beta',
      ...(settings.baseUrl && {httpOptions: {baseUrl: settings.baseUrl}}),
    });
  }

  async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const idle = new IdleTimer(this.idleTimeoutMs);
    try {
      const chunks = await this.client.models.generateContentStream({
        model: this.model,
        contents: [{role: 'user', parts: [{text: request.project}, {text: request.prompt}]}],
        config: {
          systemInstruction: request.instructions,
          // Leaving the loop early does not close the connection; only this does.
          abortSignal: AbortSignal.any([signal, idle.signal]),
        },
      });
      yield* this.read(chunks, idle);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (idle.signal.aborted) throw this.silence();
      throw error instanceof ApiError ? geminiFailure(error) : asFailure(error);
    } finally {
      idle.stop();
    }
  }

  private async *read(
    chunks: AsyncIterable<GenerateContentResponse>,
    idle: IdleTimer,
  ): AsyncIterable<ModelEvent> {
    let model: string | undefined;
    let finish: string | undefined;
    for await (const chunk of chunks) {
      idle.restart();
      if (chunk.promptFeedback?.blockReason) throw geminiRefusal(chunk.promptFeedback.blockReason);
      if (chunk.modelVersion && chunk.modelVersion !== model) {
        model = chunk.modelVersion;
        yield {type: 'model', name: model};
      }
      finish = chunk.candidates?.[0]?.finishReason ?? finish;
      const text = textOf(chunk);
      if (text) yield {type: 'text', text};
    }
    // A stream that was cut ends like one that is complete, but for this.
    if (finish !== 'STOP') throw geminiRefusal(finish);
  }

  private silence(): CodecraftError {
    const seconds = Math.round(this.idleTimeoutMs / 1000);
    return new CodecraftError('model-failed', `The model said nothing for ${seconds} seconds. Ask again.`);
  }
}

/** The client's own `.text` warns on the console about parts that are no text, such as thoughts. */
function textOf(chunk: GenerateContentResponse): string {
  const parts = chunk.candidates?.[0]?.content?.parts ?? [];
  return parts.map((part) => (part.thought ? '' : (part.text ?? ''))).join('');
}

function asFailure(error: unknown): CodecraftError {
  if (error instanceof CodecraftError) return error;
  return new CodecraftError('model-failed', 'The model could not be reached. Ask again in a moment.', {
    cause: error,
  });
}

class IdleTimer {
  private readonly controller = new AbortController();
  private readonly timeoutMs: number;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(timeoutMs: number) {
    this.timeoutMs = timeoutMs;
    this.restart();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  restart(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.controller.abort(), this.timeoutMs);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
