import {CodecraftError} from '@codecraft/core/errors';
import {CreateLinkBody, defaultSettings} from '@codecraft/core/protocol';
import {expect, fixture, html} from '@open-wc/testing';
import type {SettingsChangeRequest} from '../events.js';
import {auditedEvents, openInvites, openLinks} from '../testing/audited-events.js';
import {FakeProject} from '../testing/fake-project.js';
import {FakeSession} from '../testing/fake-session.js';
import {listen, press, textOf} from '../testing/listening.js';
import {waitUntil} from '../testing/wait-until.js';
import './settings.js';
import type {CodecraftSettings} from './settings.js';

async function show(fake = new FakeProject(), session: FakeSession | null = new FakeSession()) {
  const settings = await fixture<CodecraftSettings>(html`<codecraft-settings
    .project=${fake.asProject}
    .session=${session?.asSession ?? null}
    .projectId=${'p'.repeat(20)}
  ></codecraft-settings>`);
  await settings.open();
  return settings;
}

const all = (settings: CodecraftSettings, selector: string) => [
  ...(settings.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const one = (settings: CodecraftSettings, selector: string) => all(settings, selector)[0] as HTMLElement;
const field = (settings: CodecraftSettings, name: string) =>
  one(settings, `[name="${name}"]`) as HTMLInputElement;
const isOpen = (settings: CodecraftSettings) => (one(settings, 'dialog') as HTMLDialogElement).open;

async function save(settings: CodecraftSettings): Promise<void> {
  one(settings, '[part="submit"]').click();
  await settings.updateComplete;
}

async function showActivity(session: FakeSession): Promise<CodecraftSettings> {
  const settings = await show(new FakeProject(), session);
  one(settings, '[role="tab"]:last-child').click();
  await waitUntil(() => one(settings, '.stats') ?? one(settings, '.notice'), 'The answer');
  return settings;
}

describe('codecraft-settings', () => {
  it('is accessible, with its form and with the list of changes', async () => {
    await expect(await show()).to.be.accessible();
    const session = new FakeSession();
    session.events = auditedEvents;
    await expect(await showActivity(session)).to.be.accessible();
  });

  it('AS1 shows every setting as it is', async () => {
    const settings = {
      ...defaultSettings,
      guests: 'viewer' as const,
      messageTtlSeconds: 90,
      embedOrigins: ['https://docs.example', 'http://localhost:8080'],
    };
    const element = await show(new FakeProject({settings}));
    const values = Object.fromEntries(new FormData(one(element, 'form') as HTMLFormElement));
    expect(values).to.deep.equal({
      guests: 'viewer',
      prompters: 'members',
      turnsPerHour: '10',
      messageTtlSeconds: '90',
      embedOrigins: 'https://docs.example\nhttp://localhost:8080',
    });
  });

  it('AS2 asks to change what was changed and nothing else', async () => {
    const fake = new FakeProject();
    const element = await show(fake);
    const heard = listen<SettingsChangeRequest>(element, 'codecraft-settings-change');
    one(element, '[name="guests"][value="viewer"]').click();
    field(element, 'embedOrigins').value = 'https://docs.example\n\n https://lms.example ';
    fake.change({settings: {...defaultSettings, turnsPerHour: 3}}); // someone else, meanwhile
    await save(element);
    expect(heard.map(({settings}) => settings)).to.deep.equal([
      {guests: 'viewer', embedOrigins: ['https://docs.example', 'https://lms.example']},
    ]);
    expect(isOpen(element)).to.equal(false);
    await element.open();
    expect(field(element, 'turnsPerHour').value).to.equal('3');
    await save(element);
    expect(heard).to.have.length(1);
  });

  it('AS3 says below a field what does not fit, keeps what was typed, and asks nothing', async () => {
    const element = await show();
    const heard = listen(element, 'codecraft-settings-change');
    field(element, 'turnsPerHour').value = '1001';
    field(element, 'embedOrigins').value = 'https://docs.example/page';
    await save(element);
    expect(all(element, '.help.error').map(textOf)).to.deep.equal([
      'Write a whole number from 0 to 1000.',
      'https://docs.example/page is no origin. Write scheme and host alone, such as https://docs.example.',
    ]);
    await waitUntil(() => element.shadowRoot?.activeElement === field(element, 'turnsPerHour'), 'The focus');
    expect([field(element, 'turnsPerHour').value, isOpen(element)]).to.deep.equal(['1001', true]);
    expect(heard).to.deep.equal([]);
    await expect(element).to.be.accessible();
    for (const [text, sentence] of [
      ['', 'Write a whole number'],
      ['1.5', 'Write a whole number'],
    ] as const) {
      field(element, 'turnsPerHour').value = text;
      await save(element);
      expect(textOf(one(element, '.help.error'))).to.contain(sentence);
    }
    field(element, 'turnsPerHour').value = '0';
    field(element, 'embedOrigins').value = Array.from({length: 21}, (_, n) => `https://p${n}.example`).join(
      '\n',
    );
    await save(element);
    expect(all(element, '.help.error').map(textOf)).to.deep.equal(['21 pages. There can be 20.']);
  });

  it('AS4 lists who changed what, newest first, with the project in numbers', async () => {
    const session = new FakeSession();
    session.events = auditedEvents;
    const element = await showActivity(session);
    expect(textOf(one(element, '.stats'))).to.match(
      /^3 members · 12 files, 49 KB · 31 messages · 4 AI turns · last changed today \d\d:\d\d$/,
    );
    expect(all(element, '.events .what').map(textOf)).to.deep.equal([
      'AI added src/FilterBar.tsx',
      'Priya Raman changed the settings: messages clear after 1 h',
      'Priya Raman changed the settings',
      'Priya Raman made Tomás Vidal a viewer',
      'Jonas Okafor renamed a file to src/App.tsx',
      'Mara Lindqvist deleted a file',
      'Mara Lindqvist added the folder public',
      'A former member left',
      'Priya Raman added Tomás Vidal as a viewer',
      'Mara Lindqvist joined as a member',
      'Priya Raman named it Todo app',
    ]);
  });

  it('AS4 page by page, and says why a page did not come', async () => {
    const session = new FakeSession();
    session.events = auditedEvents;
    session.eventsPerPage = 5;
    const element = await showActivity(session);
    const rows = () => all(element, '.events li').length;
    expect(rows()).to.equal(5);
    session.failure = new CodecraftError('unavailable', 'The server does not answer. Check the connection.');
    one(element, '.more').click();
    await waitUntil(() => one(element, '.notice'), 'The failure');
    expect(textOf(one(element, '.notice'))).to.equal(
      'The server does not answer. Check the connection. Try again',
    );
    one(element, '.notice button').click();
    await waitUntil(() => rows() === 10, 'The second page');
    one(element, '.more').click();
    await waitUntil(() => rows() === 11, 'The last page');
    expect(all(element, '.more')).to.deep.equal([]);
    expect(
      session.calls.filter(([method]) => method === 'readEvents').map(([, , before]) => before),
    ).to.deep.equal([Number.POSITIVE_INFINITY, 7, 7, 2]);
  });

  it('AS6 lists what still lets people in, and takes it back', async () => {
    const session = new FakeSession();
    session.links = openLinks;
    session.pending = openInvites;
    const element = await show(new FakeProject(), session);
    one(element, '[role="tab"]:nth-child(2)').click();
    const rows = () => all(element, '.invitations .what').map(textOf);
    await waitUntil(() => rows().length === 4, 'The invitations');
    expect(rows()[0]).to.match(/^Viewer link of Mara Lindqvist 97 uses left, until 6 December \d\d:00$/);
    expect(rows()[1]).to.match(/^Member link of Priya Raman 1 use left, /);
    expect(rows().slice(2)).to.deep.equal([
      'lena@school.example Member, invited today by Priya Raman',
      'Someone Mara Lindqvist invited Viewer, invited today by Mara Lindqvist',
    ]);
    await expect(element).to.be.accessible();
    const takeBack = (name: string) => one(element, `[aria-label="Take back: ${name}"]`).click();
    takeBack('Viewer link of Mara Lindqvist');
    await waitUntil(() => rows().length === 3, 'One less');
    takeBack('lena@school.example');
    await waitUntil(() => rows().length === 2, 'Two less');
    const revoked = session.calls.filter(([method]) => method.startsWith('revoke'));
    expect(revoked.map(([method, , id]) => [method, id])).to.deep.equal([
      ['revokeLink', 'link-viewer'],
      ['revokeInvite', 'invite-own'],
    ]);
  });

  it('AS7 makes a link as it was chosen, shows it once, and copies it', async () => {
    const session = new FakeSession();
    const element = await show(new FakeProject(), session);
    one(element, '[role="tab"]:nth-child(2)').click();
    await waitUntil(() => one(element, '.new-link'), 'The form');
    const optionsOf = (name: string) => all(element, `[name="${name}"] option`).map(textOf);
    expect(optionsOf('role')).to.deep.equal(['Viewer', 'Member', 'Admin']);
    expect(optionsOf('days')).to.deep.equal(['1 day', '7 days', '30 days']);
    expect(optionsOf('uses')).to.deep.equal(['1 person', '30 people', '100 people']);

    const make = async () => {
      one(element, '[part="make-link"]').click();
      await waitUntil(() => one(element, '#made'), 'The link');
    };
    await make();
    field(element, 'role').value = 'admin';
    field(element, 'days').value = '30';
    field(element, 'uses').value = '1';
    await make();
    await waitUntil(() => textOf(one(element, '.made')).startsWith('The admin link'), 'The second link');
    const made = session.calls.filter(([method]) => method === 'createLink').map(([, , link]) => link);
    expect(made).to.deep.equal([
      {role: 'viewer', expiresInSeconds: 604_800, uses: 30},
      {role: 'admin', expiresInSeconds: 2_592_000, uses: 1},
    ]);
    for (const link of made) CreateLinkBody.parse(link);
    const address = (one(element, '#made') as HTMLInputElement).value;
    expect(new URL(address).hash).to.equal(`#join=${'p'.repeat(20)}.secret`);
    await expect(element).to.be.accessible();

    const copied: string[] = [];
    navigator.clipboard.writeText = async (text) => void copied.push(text);
    one(element, '.made button').click();
    await waitUntil(() => textOf(one(element, '.made')).includes('Copied'), 'The copy');
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
    expect(copied).to.deep.equal([address]);

    one(element, '[role="tab"]:first-child').click();
    one(element, '[role="tab"]:nth-child(2)').click();
    await waitUntil(() => one(element, '.new-link'), 'The form again');
    expect(one(element, '.made')).to.equal(undefined);
  });

  it('AS7 says why the server made none', async () => {
    const session = new FakeSession();
    const element = await show(new FakeProject(), session);
    one(element, '[role="tab"]:nth-child(2)').click();
    await waitUntil(() => one(element, '.new-link'), 'The form');
    session.failure = new CodecraftError(
      'limit-reached',
      'A project can have 50 invitation links. Take one back first.',
    );
    one(element, '[part="make-link"]').click();
    await waitUntil(() => one(element, '.notice'), 'The failure');
    expect(textOf(one(element, '.notice'))).to.contain('Take one back first.');
    expect(one(element, '.made')).to.equal(undefined);
  });

  it('AS6 says so where nobody is invited, and why it could not be asked', async () => {
    const session = new FakeSession();
    const element = await show(new FakeProject(), session);
    session.failure = new CodecraftError('unavailable', 'The server does not answer. Check the connection.');
    one(element, '[role="tab"]:nth-child(2)').click();
    await waitUntil(() => one(element, '.notice'), 'The failure');
    one(element, '.notice button').click();
    await waitUntil(
      () => textOf(element.shadowRoot).includes('Nobody has an invitation that is open.'),
      'The answer',
    );
    expect(all(element, '.notice')).to.deep.equal([]);
  });

  it('goes from tab to tab by arrows, and keeps what was typed', async () => {
    const element = await show();
    field(element, 'turnsPerHour').value = '7';
    press(one(element, '[role="tab"]'), 'ArrowLeft');
    await waitUntil(() => one(element, '.stats'), 'The numbers');
    expect(textOf(element.shadowRoot?.activeElement)).to.equal('Activity');
    for (const name of ['Settings', 'Invitations', 'Activity', 'Settings']) {
      press(one(element, '[role="tab"][aria-selected="true"]'), 'ArrowRight');
      await waitUntil(() => textOf(element.shadowRoot?.activeElement) === name, name);
    }
    expect(field(element, 'turnsPerHour').value).to.equal('7');
  });

  it('has no list of changes where there is nobody to ask', async () => {
    expect(all(await show(new FakeProject(), null), '[role="tab"]')).to.deep.equal([]);
  });
});
