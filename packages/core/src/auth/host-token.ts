import {CodecraftError} from '../errors.js';

/** Answers a token of the host site for whoever is signed in there. */
export type AskHost = () => string | Promise<string>;

/** @throws CodecraftError `unavailable` where the host site has none to give. */
export async function tokenOfHost(askHost: AskHost): Promise<string> {
  try {
    return await askHost();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CodecraftError('unavailable', `This site gave no token to sign you in with: ${why}`, {cause});
  }
}
