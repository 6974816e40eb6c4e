import {CodecraftError} from '@codecraft/core/errors';
import {expect, fixture, html, oneEvent} from '@open-wc/testing';
import {FakeSession} from '../testing/fake-session.js';
import {listen, press, textOf} from '../testing/listening.js';
import './sign-in.js';
import type {CodecraftSignIn} from './sign-in.js';

async function show(session = new FakeSession({user: null})): Promise<CodecraftSignIn> {
  return fixture<CodecraftSignIn>(
    html`<codecraft-sign-in .session=${session.asSession} standalone-href="/alone"></codecraft-sign-in>`,
  );
}

const all = (element: CodecraftSignIn, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
const field = (element: CodecraftSignIn, name: string) => all(element, `#${name}`)[0] as HTMLInputElement;
const errorOf = (element: CodecraftSignIn, name: string) => textOf(all(element, `#${name}-error`)[0]);

async function submit(element: CodecraftSignIn, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) field(element, name).value = value;
  all(element, '[part="submit"]')[0]?.click();
  for (let turns = 0; turns < 5; turns++) await element.updateComplete;
}

async function chooseCreate(element: CodecraftSignIn): Promise<void> {
  all(element, '[role="tab"]')[1]?.click();
  await element.updateComplete;
}

describe('codecraft-sign-in', () => {
  it('is accessible in both modes and with errors', async () => {
    const element = await show();
    await expect(element).to.be.accessible();
    await chooseCreate(element);
    await submit(element, {});
    await expect(element).to.be.accessible();
  });

  it('shows nothing while it is not known who is signed in, and tells once someone is', async () => {
    const session = new FakeSession({user: null});
    session.state = {status: 'unknown', user: null};
    const element = await show(session);
    expect(all(element, '*')).to.have.length(0);
    expect(session.calls).to.deep.equal([['restore']]);
    setTimeout(() => session.become({id: 'p'.repeat(20), email: 'p@a.example', name: 'Priya'}));
    await oneEvent(element, 'codecraft-signed-in');
  });

  it('signs in with what was typed', async () => {
    const session = new FakeSession({user: null});
    const element = await show(session);
    const heard = listen(element, 'codecraft-signed-in');
    await submit(element, {email: ' priya@school.example ', password: ' 12345678 '});
    expect(session.calls).to.deep.equal([
      ['signIn', {email: 'priya@school.example', password: ' 12345678 '}],
    ]);
    expect(heard).to.have.length(1);
  });

  it('stays readable and keeps the focus while it waits for the answer, and sends once', async () => {
    const session = new FakeSession({user: null});
    const asked: unknown[] = [];
    session.signIn = (credentials) => {
      asked.push(credentials);
      return new Promise(() => undefined);
    };
    const element = await show(session);
    const button = all(element, '[part="submit"]')[0] as HTMLButtonElement;
    const colors = () => [getComputedStyle(button).color, getComputedStyle(button).backgroundColor];
    const atRest = colors();
    button.focus();
    await submit(element, {email: 'priya@school.example', password: '12345678'});
    await submit(element, {});
    expect(asked).to.have.length(1);
    expect(button.getAttribute('aria-busy')).to.equal('true');
    expect(colors()).to.deep.equal(atRest);
    expect(element.shadowRoot?.activeElement).to.equal(button);
  });

  it('creates an account', async () => {
    const session = new FakeSession({user: null});
    const element = await show(session);
    await chooseCreate(element);
    await submit(element, {name: 'Priya Raman', email: 'priya@school.example', password: '12345678'});
    expect(session.calls).to.deep.equal([
      ['register', {name: 'Priya Raman', email: 'priya@school.example', password: '12345678'}],
    ]);
  });

  it('says under each field what is wrong, focuses the first, and sends nothing', async () => {
    const session = new FakeSession({user: null});
    const element = await show(session);
    await chooseCreate(element);
    await submit(element, {name: 'Priya', email: 'priya', password: '12345'});
    expect(errorOf(element, 'name')).to.equal('');
    expect(errorOf(element, 'email')).to.equal('This is not an e-mail address.');
    expect(errorOf(element, 'password')).to.equal('5 characters. Use 8 to 128.');
    expect(field(element, 'email').getAttribute('aria-describedby')).to.equal('email-error');
    expect(element.shadowRoot?.activeElement).to.equal(field(element, 'email'));
    expect(session.calls).to.deep.equal([]);
  });

  it('counts an emoji as one character', async () => {
    const element = await show();
    await chooseCreate(element);
    await submit(element, {name: 'P', email: 'p@a.example', password: '🙂🙂🙂🙂'});
    expect(errorOf(element, 'password')).to.equal('4 characters. Use 8 to 128.');
  });

  it('shows what the server refuses under the field it names, and keeps what was typed', async () => {
    const session = new FakeSession({user: null});
    const element = await show(session);
    const words = 'E-mail and password do not match. Check both, or create an account.';
    session.failure = new CodecraftError('wrong-credentials', words);
    await submit(element, {email: 'priya@school.example', password: '12345678'});
    expect(errorOf(element, 'password')).to.equal(words);
    expect(field(element, 'email').value).to.equal('priya@school.example');
    expect(element.shadowRoot?.activeElement).to.equal(field(element, 'password'));
    session.failure = new CodecraftError('email-taken', 'This address has an account. Sign in instead.');
    await submit(element, {});
    expect(errorOf(element, 'email')).to.equal('This address has an account. Sign in instead.');
    expect(errorOf(element, 'password')).to.equal('');
  });

  it('says in words how long it is locked', async () => {
    const session = new FakeSession({user: null});
    const element = await show(session);
    session.failure = new CodecraftError('rate-limited', 'Too many attempts. Try again in 4 minutes.');
    await submit(element, {email: 'priya@school.example', password: '12345678'});
    expect(errorOf(element, 'password')).to.equal('Too many attempts. Try again in 4 minutes.');
  });

  it('shows and hides the password', async () => {
    const element = await show();
    const button = all(element, '[aria-label="Show password"]')[0];
    button?.click();
    await element.updateComplete;
    expect(field(element, 'password').type).to.equal('text');
    expect(button?.ariaLabel).to.equal('Hide password');
  });

  it('changes the mode by arrow keys', async () => {
    const element = await show();
    all(element, '[role="tab"]')[0]?.focus();
    press(all(element, '[role="tab"]')[0] as HTMLElement, 'ArrowRight');
    for (let turns = 0; turns < 3; turns++) await element.updateComplete;
    expect(element.mode).to.equal('create');
    expect(element.shadowRoot?.activeElement).to.equal(all(element, '[role="tab"]')[1]);
  });

  it('says that the server does not answer, and tries again', async () => {
    const session = new FakeSession({user: null});
    session.state = {status: 'unknown', user: null};
    session.failure = new CodecraftError(
      'unavailable',
      'The server at http://a does not answer. Check the connection.',
    );
    const element = await show(session);
    for (let turns = 0; turns < 3; turns++) await element.updateComplete;
    expect(textOf(all(element, '[role="alert"]')[0])).to.contain('does not answer');
    all(element, '.button')[0]?.click();
    for (let turns = 0; turns < 3; turns++) await element.updateComplete;
    expect(session.calls).to.deep.equal([['restore'], ['restore']]);
  });

  it('offers to work without an account only where the page has a place for it', async () => {
    const element = await show();
    expect(all(element, '.without a')[0]?.getAttribute('href')).to.equal('/alone');
    element.standaloneHref = '';
    await element.updateComplete;
    expect(all(element, '.without')).to.have.length(0);
  });
});
