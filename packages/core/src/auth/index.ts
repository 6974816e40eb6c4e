export {ApiError} from './api-error.js';
export {openSession} from './open-session.js';
export {Session, type SessionState} from './session.js';
