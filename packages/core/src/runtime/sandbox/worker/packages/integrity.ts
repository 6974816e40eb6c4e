import {CodecraftError} from '../../../../errors.js';

const algorithms: Record<string, string> = {
  sha512: 'SHA-512',
  sha384: 'SHA-384',
  sha256: 'SHA-256',
  sha1: 'SHA-1',
};

/**
 * Whether the bytes have the hash that Subresource Integrity writes as `sha512-…`.
 *
 * @throws CodecraftError `unsupported` where the browser keeps its cryptography to itself
 */
export async function hasIntegrity(bytes: Uint8Array<ArrayBuffer>, integrity: string): Promise<boolean> {
  const dash = integrity.indexOf('-');
  const algorithm = algorithms[integrity.slice(0, dash)];
  if (algorithm === undefined) return false;
  // https://w3c.github.io/webcrypto/#Crypto-interface: secure contexts only, whatever the types say.
  if ((crypto.subtle as SubtleCrypto | undefined) === undefined) {
    throw new CodecraftError(
      'unsupported',
      'Packages can only be checked, and so installed, on a page that was served over https or from this computer.',
    );
  }
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return btoa(String.fromCharCode(...digest)) === integrity.slice(dash + 1);
}
