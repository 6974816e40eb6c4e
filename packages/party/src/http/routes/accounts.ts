import {RegisterBody} from '@codecraft/core/protocol';
import {Hono} from 'hono';
import {isCommonPassword} from '../../account/common-passwords.js';
import {accountIdOf} from '../../account/keys.js';
import {answerSession} from '../answer-session.js';
import {FieldError} from '../problem.js';
import {readBody} from '../read-body.js';
import type {Server} from '../server.js';

export const accounts = new Hono<Server>();

/** Registers and signs in. */
accounts.post('/', async (context) => {
  const body = await readBody(context, RegisterBody);
  if (isCommonPassword(body.password)) {
    throw new FieldError('password', 'This password is among the first that are tried. Choose another one.');
  }
  const accountId = accountIdOf(context.get('environment').secret, body.email);
  const session = await context.get('rooms').account(accountId).register(body);
  return answerSession(context, {accountId, ...session}, 201);
});
