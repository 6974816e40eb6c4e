export {FakeProcess, FakeRuntime} from './fake-runtime.js';
export {HandFlushedSocket} from './hand-flushed-socket.js';
export {appFile, idFor, jonas, mara, roomState, welcome} from './room-fixtures.js';
