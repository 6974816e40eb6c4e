import type {DurableObjectState} from '@cloudflare/workers-types';
import type {AccountRoom} from '../../account/account.js';
import {accountCalls} from '../../account/calls/index.js';
import {readEnvironment} from '../../environment.js';
import {answerCall} from '../calls.js';
import {durableStorage} from '../durable-storage.js';
import {createLog} from '../log.js';
import {Serial} from '../serial.js';
import type {Bindings} from './bindings.js';

/** One account, in the object named by `accountIdOf` its e-mail address. */
export class AccountObject {
  private readonly account: AccountRoom;
  private readonly log = createLog({room: 'account'});
  private readonly serial = new Serial();

  constructor(state: DurableObjectState, bindings: Bindings) {
    this.account = {
      storage: durableStorage(state.storage),
      secret: readEnvironment(bindings).secret,
      now: Date.now,
    };
  }

  fetch(request: Request): Promise<Response> {
    return this.serial.run(() => answerCall(accountCalls, this.account, request, this.log));
  }
}
