import {RegisterBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {accountIdOf} from '../../account/keys.js';
import {answerSession} from '../answer-session.js';
import {limitAddress} from '../limit-address.js';
import {readBody} from '../read-body.js';
import {requireUncommon} from '../require-uncommon.js';
import type {Server} from '../server.js';

export const accounts = new Hono<Server>();

/** Registers and signs in. */
accounts.post('/', limitAddress('register'), async (context) => {
  const body = await readBody(context, RegisterBody);
  requireUncommon(body.password, 'password');
  const accountId = accountIdOf(context.get('environment').secret, body.email);
  const session = await context.get('rooms').account(accountId).register(body);
  return answerSession(context, context.get('environment').secret, {accountId, ...session}, 201);
});
