import {newId, type User} from '@codecraft/core/protocol';
import {type Account, type AccountRoom, accountKey, findAccount, userOf} from '../account.js';

/** Someone a trusted site vouches for: an account is made when they first come, and follows the name they have there. */
export async function meetIssued(room: AccountRoom, {name}: {name: string | undefined}): Promise<User> {
  const known = await findAccount(room);
  const account: Account = known ?? {
    userId: newId(),
    email: '',
    name: name ?? 'Guest',
    passwordHash: undefined,
    createdAt: room.now(),
    epoch: 1,
  };
  const current = name === undefined ? account : {...account, name};
  if (current.name !== known?.name) await room.storage.write({put: {[accountKey]: current}});
  return userOf(current);
}
