/**
 * The origin that the app believes to be at. `.invalid` is reserved never to exist (RFC 6761), so what is not answered
 * by the worker reaches no server, neither on this computer nor elsewhere.
 */
export const previewOrigin = 'https://app.preview.invalid';
