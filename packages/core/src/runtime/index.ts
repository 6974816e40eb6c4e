export {chooseRuntime, type RuntimeChoice} from './choose.js';
export * from './runtime.js';
export {bootSandbox, type SandboxOptions} from './sandbox/page/boot-sandbox.js';
export type {NetworkPolicy} from './sandbox/protocol.js';
export {bootWebContainer, type WebContainerOptions} from './webcontainer.js';
