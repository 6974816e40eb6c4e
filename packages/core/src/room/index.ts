export {Outbox} from './outbox.js';
export {
  type RefusedDocumentEdit,
  RoomClient,
  type RoomClientOptions,
  type RoomConnection,
  type RoomRequest,
} from './room-client.js';
export {type OpenRoomSocket, openRoomSocket, type RoomSocket, type RoomSocketEvents} from './room-socket.js';
export {dropExpired, emptyView, type RoomView, reduceView} from './room-view.js';
export {SharedDocument} from './shared-document.js';
export {UnsentKeeper} from './unsent-keeper.js';
export {
  BrowserUnsentStorage,
  scopeOf,
  type Unsent,
  type UnsentEdit,
  type UnsentStorage,
} from './unsent-storage.js';
