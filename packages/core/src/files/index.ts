export * from './language.js';
export * from './line-changes.js';
export * from './merge-text.js';
export * from './new-path.js';
export * from './path.js';
export * from './text.js';
export * from './tree.js';
export * from './tree-entries.js';
