/** Whether this may be the name of a header or of a subprotocol (RFC 9110 §5.6.2). */
export function isHttpToken(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}
