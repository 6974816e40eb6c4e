import {CodecraftError} from '@codecraft/core/errors';

/** Why Gemini ended a reply early, as a sentence: a finish or block reason, or none for a stream that was cut. */
export function geminiRefusal(reason: string | undefined): CodecraftError {
  const sentence =
    reason === undefined ? cut : (sentences[reason] ?? `The model ended its answer: ${reason}.`);
  return new CodecraftError('model-failed', sentence);
}

const cut = 'The connection to the model was cut before its answer was complete. Ask again.';

const sentences: Record<string, string> = {
  MAX_TOKENS: 'The answer became too long for the model. Ask for less at once.',
  SAFETY: 'The model stopped for safety reasons. Ask in other words.',
  PROHIBITED_CONTENT: 'The model may not answer this. Ask for something else.',
  BLOCKLIST: 'The model may not answer this. Ask for something else.',
  JAILBREAK: 'The model may not answer this. Ask for something else.',
  RECITATION: 'The model stopped because its answer repeated a published text. Ask in other words.',
  SPII: 'The model stopped because its answer held personal data. Ask in other words.',
  LANGUAGE: 'The model does not speak this language. Ask in another one.',
};

/** What an HTTP error of the API means for who asked. The key and the provider's own text stay here. */
export function geminiFailure(error: {status: number; message: string}): CodecraftError {
  return new CodecraftError('model-failed', sentenceForStatus(error.status), {cause: error});
}

function sentenceForStatus(status: number): string {
  if (status === 401 || status === 403) return 'The model refused this server’s key. An admin can check it.';
  if (status === 404)
    return 'The model this server asks for does not exist. An admin can check GEMINI_MODEL.';
  if (status === 429) return 'The model has too much to do for this server’s key. Ask again in a minute.';
  if (status >= 500) return 'The model is not available at the moment. Ask again in a minute.';
  return `The model refused the request (${status}). Ask in other words.`;
}
