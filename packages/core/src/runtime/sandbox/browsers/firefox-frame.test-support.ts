import type {ElementHandle, Frame} from 'puppeteer-core';
import type {DrivenFrame, DrivenLocator} from './driver.test-support.js';
import {decode, encode} from './plain-values.test-support.js';

const pollMs = 20;
const patienceMs = 30_000;

type Act = (...values: never[]) => unknown;

/** A document in Firefox. */
export class FirefoxFrame implements DrivenFrame {
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  evaluate<Result>(act: Act, argument?: unknown): Promise<Result> {
    return this.#run(`(${act})(argument)`, argument);
  }

  async $eval<Result>(selector: string, act: Act, argument?: unknown): Promise<Result> {
    await this.#matching(selector);
    return this.#run(`(${act})(matching(${JSON.stringify(selector)})[0], argument)`, argument);
  }

  async waitForFunction(isTrue: Act, argument?: unknown): Promise<void> {
    await until(async () => (await this.evaluate(isTrue, argument)) || undefined, String(isTrue));
  }

  async click(selector: string): Promise<void> {
    // Not by pointer: the driver asks Firefox where a frame lies in a way that version 140 does not know.
    await this.$eval(selector, (element: HTMLElement) => element.click());
  }

  textContent(selector: string): Promise<string | null> {
    return this.$eval(selector, (element: Element) => element.textContent);
  }

  getAttribute(selector: string, name: string): Promise<string | null> {
    return this.$eval(selector, (element: Element, name: string) => element.getAttribute(name), name);
  }

  title(): Promise<string> {
    return this.evaluate(() => document.title);
  }

  locator(selector: string): DrivenLocator {
    return {
      count: () => this.#run(`matching(${JSON.stringify(selector)}).length`, undefined),
      click: () => this.click(selector),
      textContent: () => this.textContent(selector),
      getAttribute: (name) => this.getAttribute(selector, name),
      evaluateAll: (act) => this.#run(`(${act})(matching(${JSON.stringify(selector)}))`, undefined),
    };
  }

  async frameIn(selector: string): Promise<DrivenFrame | undefined> {
    const handle = await this.#frame.$(selector);
    const frame = await (handle as ElementHandle<HTMLIFrameElement> | null)?.contentFrame();
    return frame ? new FirefoxFrame(frame) : undefined;
  }

  #matching(selector: string): Promise<true> {
    return until(async () => ((await this.locator(selector).count()) > 0 ? true : undefined), selector);
  }

  /** Runs an expression in which `argument` and `matching` are at hand, and answers its value. */
  async #run<Result>(expression: string, argument: unknown): Promise<Result> {
    const text = (await this.#frame.evaluate(`(async () => {
      const encode = ${encode}; const decode = ${decode}; const matching = ${matching};
      try {
        const argument = decode(${JSON.stringify(encode(argument))});
        return encode({returned: await ${expression}});
      } catch (error) {
        return encode({thrown: String(error?.message ?? error)});
      }
    })()`)) as string;
    const outcome = decode(text) as {returned: Result} | {thrown: string};
    if ('thrown' in outcome) throw new Error(outcome.thrown);
    return outcome.returned;
  }
}

/** Run in the page: all that match, also in open shadow roots, which playwright looks into as well. */
function matching(selector: string, root: Document | ShadowRoot = document): Element[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({shadowRoot}) =>
    shadowRoot ? matching(selector, shadowRoot) : [],
  );
  return [...root.querySelectorAll(selector), ...inside];
}

async function until<Found>(look: () => Promise<Found | undefined>, what: string): Promise<Found> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs / 1000} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
