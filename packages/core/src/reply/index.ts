export * from './instructions.js';
export * from './reply-event.js';
export * from './reply-stream.js';
