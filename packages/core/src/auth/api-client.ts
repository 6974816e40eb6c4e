import ky, {HTTPError, type KyInstance, type Options} from 'ky';
import type {z} from 'zod';
import {CodecraftError} from '../errors.js';
import {Problem} from '../protocol/index.js';
import {ApiError} from './api-error.js';

/** Asks the party's REST API, and reads every answer with its schema. */
export class ApiClient {
  readonly server: string;
  private readonly http: KyInstance;

  /** @param server Where the party is, such as `https://party.example.org`. */
  constructor(server: string, fetch?: typeof globalThis.fetch) {
    this.server = server.replace(/\/+$/, '');
    this.http = ky.create({
      prefixUrl: this.server,
      credentials: 'include', // the refresh cookie
      retry: {limit: 1, methods: ['get']},
      timeout: 20_000,
      ...(fetch ? {fetch} : {}),
    });
  }

  /** @throws ApiError when refused; CodecraftError `unavailable` when there is no answer. */
  async request<Answer>(path: string, options: Options, schema: z.ZodType<Answer>): Promise<Answer> {
    const response = await this.send(path, options);
    const result = schema.safeParse(await response.json());
    if (result.success) return result.data;
    throw new CodecraftError(
      'protocol-mismatch',
      `The server’s answer to ${path} is not understood. Reload the page.`,
      {
        cause: result.error,
      },
    );
  }

  async send(path: string, options: Options): Promise<Response> {
    try {
      return await this.http(path, options);
    } catch (error) {
      if (error instanceof HTTPError) throw await this.refusal(error.response);
      throw new CodecraftError(
        'unavailable',
        `The server at ${this.server} does not answer. Check the connection.`,
        {
          cause: error,
        },
      );
    }
  }

  private async refusal(response: Response): Promise<CodecraftError> {
    const problem = Problem.safeParse(await response.json().catch(() => null));
    if (!problem.success) {
      return new CodecraftError(
        'unavailable',
        `The server at ${this.server} answered with status ${response.status}.`,
      );
    }
    const {code, detail, requestId, field} = problem.data;
    return new ApiError(code, detail, {status: response.status, requestId, field});
  }
}
