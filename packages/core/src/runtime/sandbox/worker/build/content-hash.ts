/** Eight letters that change with the contents, for the names of files that may be cached for ever. */
export async function contentHash(contents: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(contents));
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return [...new Uint8Array(digest, 0, 8)].map((byte) => letters[byte % 64]).join('');
}
