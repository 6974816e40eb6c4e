import {CodecraftError} from '@codecraft/core/errors';

/** The text of a body. @throws CodecraftError `too-large` as soon as it has more than `maxBytes`. */
export async function readText(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string> {
  if (!body) return '';
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = '';
  // Leaving the loop by an error cancels the stream, and with it the request.
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new CodecraftError('too-large', `More than ${maxBytes} bytes were sent.`);
    text += decoder.decode(chunk, {stream: true});
  }
  return text + decoder.decode();
}
