export * from './runtime.js';
export {bootSandbox, type SandboxOptions} from './sandbox/page/boot-sandbox.js';
