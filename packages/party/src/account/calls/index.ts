import type {Caller} from '../../host/calls.js';
import {confirmPassword, deleteAccount} from './delete-account.js';
import {meetIssued} from './meet-issued.js';
import {changePassword} from './password.js';
import {addInvite, forgetProject, listProjects, removeInvite, useProject} from './projects.js';
import {register} from './register.js';
import {checkSession, endSession, refresh} from './session.js';
import {signIn} from './sign-in.js';

/** Everything the HTTP side may ask an account room. */
export const accountCalls = {
  register,
  signIn,
  meetIssued,
  refresh,
  checkSession,
  endSession,
  changePassword,
  confirmPassword,
  deleteAccount,
  listProjects,
  useProject,
  forgetProject,
  addInvite,
  removeInvite,
};

export type AccountCaller = Caller<typeof accountCalls>;
