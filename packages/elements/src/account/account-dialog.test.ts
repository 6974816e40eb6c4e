import {ApiError} from '@codecraft/core/auth';
import {CodecraftError} from '@codecraft/core/errors';
import {expect, fixture, html} from '@open-wc/testing';
import {FakeSession} from '../testing/fake-session.js';
import {textOf} from '../testing/listening.js';
import {waitUntil} from '../testing/wait-until.js';
import './account-dialog.js';
import type {AccountTask, CodecraftAccountDialog} from './account-dialog.js';

async function show(task: AccountTask, session = new FakeSession()): Promise<CodecraftAccountDialog> {
  const dialog = await fixture<CodecraftAccountDialog>(
    html`<codecraft-account-dialog .session=${session.asSession}></codecraft-account-dialog>`,
  );
  await dialog.open(task);
  return dialog;
}

const all = (dialog: CodecraftAccountDialog, selector: string) => [
  ...(dialog.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const one = (dialog: CodecraftAccountDialog, selector: string) => all(dialog, selector)[0] as HTMLElement;
const isOpen = (dialog: CodecraftAccountDialog) => (one(dialog, 'dialog') as HTMLDialogElement).open;
const errors = (dialog: CodecraftAccountDialog) => all(dialog, '.help.error').map(textOf);

function send(dialog: CodecraftAccountDialog, values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values))
    (one(dialog, `#${name}`) as HTMLInputElement).value = value;
  one(dialog, '[part="submit"]').click();
}

describe('codecraft-account-dialog', () => {
  it('is accessible for either task, and begins with the password', async () => {
    for (const task of ['change-password', 'delete'] as const) {
      const dialog = await show(task);
      expect(dialog.shadowRoot?.activeElement?.id).to.equal('password');
      await expect(dialog).to.be.accessible();
    }
  });

  it('AC1 changes the password, says what that ended, and keeps none in a field', async () => {
    const session = new FakeSession();
    const dialog = await show('change-password', session);
    send(dialog, {password: 'what it was', newPassword: 'what it will be'});
    await waitUntil(() => one(dialog, '[role="status"]'), 'It is said');
    expect(session.calls).to.deep.equal([
      ['changePassword', {password: 'what it was', newPassword: 'what it will be'}],
    ]);
    expect(textOf(one(dialog, '[role="status"]'))).to.equal(
      'Your password is changed. Everywhere else you are signed out.',
    );
    one(dialog, '.foot button').click();
    await dialog.open('change-password');
    expect((one(dialog, '#password') as HTMLInputElement).value).to.equal('');
  });

  it('AC2 says below a field what does not fit, before it asks and after', async () => {
    const session = new FakeSession();
    const dialog = await show('change-password', session);
    send(dialog, {password: '', newPassword: '𝓟𝓪𝓼𝓼'});
    await waitUntil(() => errors(dialog).length === 2, 'Both');
    expect(errors(dialog)).to.deep.equal(['A password is needed.', '4 characters. Use 8 to 128.']);
    expect(dialog.shadowRoot?.activeElement?.id).to.equal('password');
    expect(session.calls).to.deep.equal([]);

    session.failure = new CodecraftError('wrong-credentials', 'This is not your password. Try again.');
    send(dialog, {password: 'wrong', newPassword: 'long enough'});
    await waitUntil(() => errors(dialog)[0]?.startsWith('This is not'), 'The refusal');
    expect(errors(dialog)).to.deep.equal(['This is not your password. Try again.']);

    const details = {status: 400, requestId: 'r1', field: 'newPassword'};
    session.failure = new ApiError(
      'invalid-input',
      'This password is among the first that are tried.',
      details,
    );
    send(dialog, {password: 'right', newPassword: 'password1'});
    await waitUntil(() => errors(dialog)[0]?.startsWith('This password'), 'The other refusal');
    expect(dialog.shadowRoot?.activeElement?.id).to.equal('newPassword');
    await expect(dialog).to.be.accessible();
  });

  it('AC3 deletes the account after its password', async () => {
    const session = new FakeSession();
    const dialog = await show('delete', session);
    send(dialog, {password: 'my password'});
    await waitUntil(() => !isOpen(dialog), 'It closes');
    expect(session.calls).to.deep.equal([['deleteAccount', 'my password']]);
    expect(session.state.status).to.equal('signed-out');
  });

  it('AC4 says which projects depend on who wants to go, and stays', async () => {
    const session = new FakeSession();
    const dialog = await show('delete', session);
    session.failure = new CodecraftError('conflict', 'You are the only admin of “Week 4”, where others are.');
    send(dialog, {password: 'my password'});
    await waitUntil(() => one(dialog, '.notice'), 'The refusal');
    expect(textOf(one(dialog, '.notice'))).to.equal('You are the only admin of “Week 4”, where others are.');
    expect([isOpen(dialog), errors(dialog), session.state.status]).to.deep.equal([true, [], 'signed-in']);
    await expect(dialog).to.be.accessible();
  });
});
