import {CodecraftError} from '@codecraft/core/errors';
import type {Context} from 'hono';
import type {z} from 'zod';
import {FieldError} from './problem.js';

/** The JSON body of a request, checked. @throws FieldError naming the first field that does not fit. */
export async function readBody<Body>(context: Context, schema: z.ZodType<Body>): Promise<Body> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim();
  // A form could send JSON-like text from any site without asking first; a JSON type cannot come that way.
  if (type !== 'application/json') {
    throw new CodecraftError('invalid-input', 'Send the body as application/json.');
  }
  const result = schema.safeParse(await parse(context));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.');
  const message = issue?.message ?? 'This body does not fit.';
  throw field ? new FieldError(field, message) : new CodecraftError('invalid-input', message);
}

async function parse(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodecraftError('invalid-input', 'This body is not JSON.', {cause});
  }
}
