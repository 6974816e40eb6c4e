import {expect} from 'vitest';
import {TestPage} from '../browser-page.test-support.js';

/*
 * The app is hostile: it runs in the same realm as our frame script, can undo every shim of ours, and knows how this
 * library works. Attacks are bodies of async functions: what they answer is what they got, and an error is a refusal.
 */

export interface Attack {
  body: string;
  /** What comes of it in the preview. By default an error. */
  expected?: unknown;
  /** The same does not work in a frame that is not isolated either: it asks for more than a test can give. */
  isHarmlessAnyway?: true;
}

/** At hand in every attack. `real` is the window without our stand-ins. */
const prelude = (origin: string) => `const real = (0, eval)('window');
const origin = ${JSON.stringify(origin)};
const wait = (milliseconds = 200) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const nested = () => { const frame = real.document.createElement('iframe'); real.document.body.append(frame); return frame; };
const element = (name, properties) => { const one = Object.assign(real.document.createElement(name), properties); real.document.body.append(one); return one; };
const loaded = (one) => new Promise((resolve, reject) => { one.onload = () => resolve('loaded'); one.onerror = () => reject(new Error('failed')); setTimeout(() => reject(new Error('silent')), 700); });
const told = (act) => new Promise((resolve, reject) => {
  real.addEventListener('message', ({data}) => data.told === 'refused' ? reject(new Error('refused')) : 'told' in data && resolve(data.told));
  setTimeout(() => reject(new Error('silent')), 1500);
  act();
});
const results = {};
async function attempt(name, run) {
  try { const value = await run(); results[name] = value === undefined ? 'undefined' : value; }
  catch (error) { results[name] = 'blocked ' + error.name; }
}`;

const attempts = (bodies: Record<string, string>) =>
  Object.entries(bodies)
    .map(([name, body]) => `await attempt(${JSON.stringify(name)}, async () => {${body}});`)
    .join('\n');

export const refused = expect.stringMatching(/^blocked/);

export class AttackLab {
  readonly site: TestPage;
  readonly origin: string;

  private constructor(site: TestPage) {
    this.site = site;
    this.origin = new URL(site.page.url()).origin;
  }

  static async open(options: Parameters<typeof TestPage.open>[0] = {}): Promise<AttackLab> {
    return new AttackLab(await TestPage.open(options));
  }

  close(): Promise<void> {
    return this.site.close();
  }

  /** Starts a project of this script and nothing else. */
  start(code: string, options: Parameters<TestPage['start']>[1] = {}): ReturnType<TestPage['start']> {
    const page = '<!doctype html><body><script type="module" src="/main.js"></script>';
    const manifest = '{"scripts": {"dev": "vite"}, "devDependencies": {"vite": "^7.0.0"}}';
    return this.site.start({'package.json': manifest, 'index.html': page, 'main.js': code}, options);
  }

  /** Runs each body in the app, and answers its value, or `blocked` with the error's name. */
  async run(
    bodies: Record<string, string>,
    options: Parameters<TestPage['start']>[1] = {},
  ): Promise<Record<string, unknown>> {
    const report = "console.log('RESULTS ' + JSON.stringify(results));";
    await this.start(`${prelude(this.origin)}\n${attempts(bodies)}\n${report}`, options);
    const {place = 'first'} = options;
    await expect.poll(() => this.said('RESULTS ', place), {timeout: 25_000}).toBeDefined();
    const text = await this.said('RESULTS ', place);
    return JSON.parse(text!.slice('RESULTS '.length)) as Record<string, unknown>;
  }

  /** Runs the same in a frame of the page that is not isolated. */
  runUnprotected(bodies: Record<string, string>): Promise<Record<string, unknown>> {
    return this.site.page.evaluate(
      async (code) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<!doctype html><body>';
        document.body.append(frame);
        await new Promise((resolve) => {
          frame.onload = resolve;
        });
        const realm = frame.contentWindow as unknown as {eval: (code: string) => Promise<object>};
        const results = await realm.eval(code);
        frame.remove();
        return {...results};
      },
      `(async () => {${prelude(this.origin)}\n${attempts(bodies)}\nreturn results;})()`,
    );
  }

  /** The first console message that begins so. */
  async said(beginning: string, place = 'first'): Promise<string | undefined> {
    const {messages} = await this.site.lab(place);
    const found = messages.find(
      (message) => message.type === 'console' && message.text.startsWith(beginning),
    );
    return found?.type === 'console' ? found.text : undefined;
  }
}

export function bodiesOf(attacks: Record<string, Attack>): Record<string, string> {
  return Object.fromEntries(Object.entries(attacks).map(([name, {body}]) => [name, body]));
}

export function expectedOf(attacks: Record<string, Attack>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attacks).map(([name, attack]) => [name, 'expected' in attack ? attack.expected : refused]),
  );
}
