import {aTimeout, expect, fixture, html} from '@open-wc/testing';
import type {
  LinkCopyRequest,
  MemberHandOverRequest,
  MemberInviteRequest,
  MemberRemoveRequest,
  MemberRoleRequest,
  ProjectLeaveRequest,
} from '../events.js';
import {FakeProject} from '../testing/fake-project.js';
import {listen, press, textOf, type} from '../testing/listening.js';
import {jonas, mara, peer, priya, tomas} from '../testing/todo-state.js';
import {waitUntil} from '../testing/wait-until.js';
import './members.js';
import type {CodecraftMembers} from './members.js';

const four = {members: [priya, mara, jonas, tomas]};

async function show(
  fake = new FakeProject(four),
  layout: 'list' | 'stack' = 'list',
): Promise<CodecraftMembers> {
  return fixture<CodecraftMembers>(
    html`<codecraft-members layout=${layout} .project=${fake.asProject}></codecraft-members>`,
  );
}

const all = (root: Element, selector: string) => [
  ...(root.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const dialog = (members: CodecraftMembers) => all(members, 'codecraft-invite-dialog')[0] as HTMLElement;
const address = (members: CodecraftMembers) => all(dialog(members), '#who')[0] as HTMLInputElement;
const chips = (members: CodecraftMembers) => all(dialog(members), '.chip').map(textOf);

async function openInvite(members: CodecraftMembers): Promise<void> {
  members.openInvite();
  const {updateComplete} = dialog(members) as unknown as {updateComplete: Promise<boolean>};
  await updateComplete;
  await aTimeout(0);
}

describe('codecraft-members', () => {
  it('is accessible as a list, as a stack, open, and while inviting', async () => {
    await expect(await show()).to.be.accessible();
    const stack = await show(undefined, 'stack');
    await expect(stack).to.be.accessible();
    all(stack, '.stack')[0]?.click();
    await expect(stack).to.be.accessible();
    await openInvite(stack);
    await expect(stack).to.be.accessible();
  });

  it('says who is here, where, and as what', async () => {
    const fake = new FakeProject({...four, peers: [peer(mara), peer(jonas, {isTyping: true, fileId: null})]});
    const members = await show(fake);
    expect(all(members, '.person').map((person) => textOf(person))).to.deep.equal([
      'PR Priya Raman You Admin',
      'ML Mara Lindqvist In App.tsx Member',
      'JO Jonas Okafor Typing in chat Member',
      'TV Tomás Vidal Not here Viewer',
    ]);
    expect(all(members, '.person .avatar').map((avatar) => avatar.classList.contains('away'))).to.deep.equal([
      false,
      false,
      false,
      true,
    ]);
  });

  it('stacks the others first, then me, and names them', async () => {
    const members = await show(undefined, 'stack');
    expect(all(members, '.stack .avatar').map(textOf)).to.deep.equal(['ML', 'JO', 'PR']);
    expect(textOf(all(members, '.stack .visually-hidden')[0])).to.equal(
      'People: Mara, Jonas and you are here',
    );
    members.othersOnly = true;
    await members.updateComplete;
    expect(all(members, '.stack .avatar').map(textOf)).to.deep.equal(['ML', 'JO']);
  });

  it('opens the list from the stack', async () => {
    const members = await show(undefined, 'stack');
    const popup = all(members, '[popover]')[0] as HTMLElement;
    expect(popup.matches(':popover-open')).to.equal(false);
    all(members, '.stack')[0]?.click();
    expect(popup.matches(':popover-open')).to.equal(true);
  });

  it('lets admins change a role and remove someone, and shows others the roles as text', async () => {
    const fake = new FakeProject(four);
    const members = await show(fake);
    const heard = listen<MemberRoleRequest | MemberRemoveRequest>(
      members,
      'codecraft-member-role',
      'codecraft-member-remove',
    );
    const menu = all(members, 'codecraft-menu')[0] as HTMLElement & {updateComplete: Promise<boolean>};
    for (const choice of ['Viewer', 'Remove Mara']) {
      all(members, 'button.role')[1]?.click();
      await menu.updateComplete;
      await aTimeout(0);
      all(menu, '[role^="menuitem"]')
        .find((item) => textOf(item) === choice)
        ?.click();
    }
    expect(
      heard.map((request) => ('role' in request ? [request.userId, request.role] : [request.userId])),
    ).to.deep.equal([[mara.userId, 'viewer'], [mara.userId]]);
    fake.permissions = () => false;
    members.requestUpdate();
    await members.updateComplete;
    expect(all(members, 'button').map(textOf)).to.deep.equal(['Leave project']);
    expect(all(members, '.role').map(textOf)).to.deep.equal(['Admin', 'Member', 'Member', 'Viewer']);
  });

  it('hands over and leaves, after it has said what that means', async () => {
    const members = await show();
    const heard = listen<MemberHandOverRequest | ProjectLeaveRequest>(
      members,
      'codecraft-member-hand-over',
      'codecraft-project-leave',
    );
    const question = all(members, 'codecraft-confirm-dialog')[0] as HTMLElement;
    const menu = all(members, 'codecraft-menu')[0] as HTMLElement;
    const answer = async (label: string) => {
      const button = () => all(question, 'button').find((candidate) => textOf(candidate) === label);
      await waitUntil(button, `the button “${label}”`);
      await aTimeout(100); // the dialog opens after it was drawn
      button()?.click();
      await aTimeout(100);
    };
    all(members, 'button.role')[1]?.click();
    await aTimeout(0);
    all(menu, '[role^="menuitem"]')
      .find((item) => textOf(item) === 'Hand over to Mara')
      ?.click();
    await answer('Hand over');
    all(members, '.leave')[0]?.click();
    await answer('Cancel');
    expect(heard.map((request) => request.type)).to.deep.equal(['codecraft-member-hand-over']);
    all(members, '.leave')[0]?.click();
    await answer('Leave project');
    expect(heard.map((request) => request.type)).to.deep.equal([
      'codecraft-member-hand-over',
      'codecraft-project-leave',
    ]);
    expect((heard[0] as MemberHandOverRequest).userId).to.equal(mara.userId);
  });

  it('asks for a link that lets whoever has it look', async () => {
    const members = await show();
    await openInvite(members);
    const heard = listen<LinkCopyRequest>(members, 'codecraft-link-copy');
    all(dialog(members), '.link')[0]?.click();
    expect(heard.map(({role}) => role)).to.deep.equal(['viewer']);
    expect((all(dialog(members), 'dialog')[0] as HTMLDialogElement).open).to.equal(false);
  });

  it('makes chips of addresses and asks to invite them', async () => {
    const members = await show();
    await openInvite(members);
    const heard = listen<MemberInviteRequest>(members, 'codecraft-member-invite');
    type(address(members), 'lena@school.example');
    press(address(members), ',');
    type(address(members), 'tomas@school.example');
    press(address(members), 'Enter');
    all(dialog(members), 'input[type="radio"]')[1]?.click();
    await (dialog(members) as unknown as {updateComplete: Promise<boolean>}).updateComplete;
    expect(chips(members)).to.deep.equal(['lena@school.example', 'tomas@school.example']);
    const send = all(dialog(members), '.primary')[0];
    expect(textOf(send)).to.equal('Send 2 invites');
    send?.click();
    expect(heard.map(({emails, role}) => ({emails, role}))).to.deep.equal([
      {emails: ['lena@school.example', 'tomas@school.example'], role: 'viewer'},
    ]);
    expect((all(dialog(members), 'dialog')[0] as HTMLDialogElement).open).to.equal(false);
  });

  it('says which address is none, and sends nothing', async () => {
    const members = await show();
    await openInvite(members);
    const heard = listen(members, 'codecraft-member-invite');
    type(address(members), 'lena');
    all(dialog(members), '.primary')[0]?.click();
    await (dialog(members) as unknown as {updateComplete: Promise<boolean>}).updateComplete;
    expect(textOf(all(dialog(members), '#who-error')[0])).to.equal('lena is not an e-mail address.');
    expect(heard).to.have.length(0);
  });
});
