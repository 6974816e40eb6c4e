import {Hono} from 'hono';
import type {SignedInServer} from '../server.js';
import {signedIn} from '../signed-in.js';

export const me = new Hono<SignedInServer>();

me.use(signedIn);

me.get('/', (context) => context.json(context.get('user')));
