export {ApiError} from './api-error.js';
export {openSession, Session, type SessionState} from './session.js';
