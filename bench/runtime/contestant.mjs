/**
 * One way to run code in a page. `start` is timed from just before its library is imported, by a page that has loaded
 * and has nothing else to do.
 */
export class Contestant {
  #origin;
  #script;
  #options;

  /** @param {{origin: string, script: string, options: object}} contestant `script` is one of page/*.js, by address */
  constructor({origin, script, options}) {
    this.#origin = origin;
    this.#script = script;
    this.#options = options;
  }

  /** Opens a page and shows these files. @returns the page, and what happened when, in milliseconds */
  async start(open, files, sign) {
    const page = await open(`${this.#origin}/`);
    const problems = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    await page.evaluate(() => import('/page/watch.js'));
    const run = page.evaluate(
      async ({script, files, options, sign}) => {
        const {shown} = await import('/page/watch.js');
        const startedAt = performance.now();
        const painted = shown(sign);
        const contestant = await import(script);
        const marks = await contestant.start(files, options, startedAt);
        return {...marks, ...(await painted)};
      },
      {script: this.#script, files, options: this.#options, sign},
    );
    return {page, times: await within(30_000, run, () => problems.join('\n'))};
  }

  /** Changes a file from a task of its own, at any moment between two frames. */
  async edit(page, file, text, sign) {
    const run = page.evaluate(
      async ({script, file, text, sign}) => {
        const {shown} = await import('/page/watch.js');
        const contestant = await import(script);
        await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 50));
        const painted = shown(sign);
        await contestant.edit(file, text);
        return painted;
      },
      {script: this.#script, file, text, sign},
    );
    return within(30_000, run, () => `${file} was not shown`);
  }
}

async function within(milliseconds, work, describe) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing was shown. ${describe()}`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
