import type * as Party from 'partykit/server';
import type {AccountRoom} from '../../account/account.js';
import {accountCalls} from '../../account/calls/index.js';
import {readEnvironment} from '../../environment.js';
import {answerCall} from '../calls.js';
import {durableStorage} from '../durable-storage.js';
import {createLog} from '../log.js';
import {Serial} from '../serial.js';
import {refuseOutsiders} from './outsiders.js';

/** One account, in the room named by `accountIdOf` its e-mail address. */
export default class AccountParty implements Party.Server {
  private readonly account: AccountRoom;
  private readonly log = createLog({room: 'account'});
  private readonly serial = new Serial();

  constructor(room: Party.Room) {
    this.account = {
      storage: durableStorage(room.storage),
      secret: readEnvironment(room.env).secret,
      now: Date.now,
    };
  }

  static onBeforeRequest = refuseOutsiders;
  static onBeforeConnect = refuseOutsiders;

  onRequest(request: Party.Request): Promise<Response> {
    return this.serial.run(() => answerCall(accountCalls, this.account, request, this.log));
  }
}
