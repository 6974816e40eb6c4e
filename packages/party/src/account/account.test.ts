import {describe, expect, it} from 'vitest';
import {MemoryStorage} from '../testing/memory-storage.js';
import type {AccountRoom} from './account.js';
import {accountCalls} from './calls/index.js';
import {isCommonPassword} from './common-passwords.js';
import {noteFailure, requirePatience} from './failures.js';
import {accountIdOf} from './keys.js';
import {hashPassword, verifyPassword} from './password.js';

const secret = 's'.repeat(40);
const password = 'a long enough password';

class TestAccount implements AccountRoom {
  readonly storage = new MemoryStorage();
  readonly secret = secret;
  time = Date.UTC(2026, 0, 1);

  now = () => this.time;

  static async registered() {
    const room = new TestAccount();
    const opened = await accountCalls.register(room, {email: 'Mara@Example.org', name: 'Mara', password});
    return {room, opened};
  }
}

const notSignedIn = {code: 'not-signed-in'};

describe('a password', () => {
  it('is kept as an argon2id PHC string with a salt of its own', () => {
    const hash = hashPassword(password);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(hashPassword(password)).not.toBe(hash);
    expect(verifyPassword(password, hash)).toBe(true);
    expect(verifyPassword('another password', hash)).toBe(false);
  });

  it('is the same whether its accents come composed or not', () => {
    expect(verifyPassword('caf\u0065\u0301 noir', hashPassword('caf\u00e9 noir'))).toBe(true);
  });

  it.each(['password1', 'PASSWORD1', 'qwertyuiop'])('%s is common', (word) => {
    expect(isCommonPassword(word)).toBe(true);
  });

  it('of four words is not common', () => {
    expect(isCommonPassword('correct horse battery staple')).toBe(false);
  });
});

describe('an account room', () => {
  it('is named after the address, whatever its case, and by the server’s secret', () => {
    const id = accountIdOf(secret, 'mara@example.org');
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(accountIdOf(secret, ' MARA@example.org ')).toBe(id);
    expect(accountIdOf('t'.repeat(40), 'mara@example.org')).not.toBe(id);
  });

  it('registers once', async () => {
    const {room, opened} = await TestAccount.registered();
    expect(opened.user).toMatchObject({email: 'mara@example.org', name: 'Mara'});
    const again = accountCalls.register(room, {email: 'mara@example.org', name: 'M', password});
    await expect(again).rejects.toMatchObject({code: 'email-taken'});
  });

  it('answers a wrong password as it answers for nobody', async () => {
    const {room} = await TestAccount.registered();
    const failures = await Promise.all(
      [room, new TestAccount()].map((account) =>
        accountCalls.signIn(account, {password: 'wrong'}).catch((error: Error) => error.message),
      ),
    );
    expect(new Set(failures).size).toBe(1);
  });

  it('makes who guesses wait after ten failures, longer each time, and forgets in the end', async () => {
    const room = new TestAccount();
    for (let failure = 0; failure < 10; failure++) {
      await requirePatience(room);
      await noteFailure(room);
    }
    await expect(requirePatience(room)).rejects.toMatchObject({
      code: 'rate-limited',
      message: expect.stringContaining('in 2 seconds'),
    });
    room.time += 2_000;
    await requirePatience(room);
    await noteFailure(room);
    await expect(requirePatience(room)).rejects.toThrow('in 4 seconds');
    room.time += 30 * 60_000;
    await requirePatience(room);
  });

  it('forgets failures once the right password came', async () => {
    const {room} = await TestAccount.registered();
    for (let failure = 0; failure < 10; failure++) await noteFailure(room);
    await expect(accountCalls.signIn(room, {password})).rejects.toMatchObject({code: 'rate-limited'});
    room.time += 2_000;
    await accountCalls.signIn(room, {password});
    await noteFailure(room);
    await requirePatience(room);
  });
});

describe('a session', () => {
  it('renews with a secret that changes each time', async () => {
    const {room, opened} = await TestAccount.registered();
    const next = await accountCalls.refresh(room, opened);
    expect(next.secret).not.toBe(opened.secret);
    expect(next).toMatchObject({sessionId: opened.sessionId, user: opened.user});
    await accountCalls.refresh(room, next);
  });

  it('gives two tabs that renew at once the same successor', async () => {
    const {room, opened} = await TestAccount.registered();
    const first = await accountCalls.refresh(room, opened);
    room.time += 9_000;
    const second = await accountCalls.refresh(room, opened);
    expect(second.secret).toBe(first.secret);
    await accountCalls.refresh(room, second);
  });

  it('ends when a replaced secret is used later: for the thief and for the owner', async () => {
    const {room, opened} = await TestAccount.registered();
    const next = await accountCalls.refresh(room, opened);
    room.time += 11_000;
    await expect(accountCalls.refresh(room, opened)).rejects.toMatchObject(notSignedIn);
    await expect(accountCalls.refresh(room, next)).rejects.toMatchObject(notSignedIn);
    const check = accountCalls.checkSession(room, {sessionId: opened.sessionId, epoch: opened.epoch});
    await expect(check).rejects.toMatchObject(notSignedIn);
  });

  it('ends after a day without renewal', async () => {
    const {room, opened} = await TestAccount.registered();
    room.time += 24 * 3_600_000;
    await expect(accountCalls.refresh(room, opened)).rejects.toMatchObject(notSignedIn);
  });

  it('does not hold for an older epoch', async () => {
    const {room, opened} = await TestAccount.registered();
    const check = accountCalls.checkSession(room, {sessionId: opened.sessionId, epoch: opened.epoch - 1});
    await expect(check).rejects.toMatchObject(notSignedIn);
  });

  it('that ends tells where it may have sockets', async () => {
    const {room, opened} = await TestAccount.registered();
    const {sessionId} = opened;
    await accountCalls.useProject(room, {projectId: 'a', sessionId});
    await accountCalls.useProject(room, {projectId: 'b', sessionId});
    expect(await accountCalls.endSession(room, {sessionId})).toEqual({projectIds: ['a', 'b']});
    expect(await accountCalls.endSession(room, {sessionId})).toEqual({projectIds: []});
  });
});
