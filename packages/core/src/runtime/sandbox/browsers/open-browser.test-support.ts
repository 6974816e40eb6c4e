import {launchChromium} from './chromium.test-support.js';
import type {Browser} from './driver.test-support.js';
import {launchFirefox} from './firefox.test-support.js';
import {OutsideRecorder} from './outside-recorder.test-support.js';

/** The browser that this run of the tests is about; see `projects` in vitest.config.ts. */
export async function openBrowser(): Promise<Browser & {outside: string[]}> {
  const recorder = await OutsideRecorder.open();
  const browser =
    process.env['CODECRAFT_BROWSER'] === 'firefox'
      ? await launchFirefox(recorder.port)
      : await launchChromium(recorder.url);
  const close = async () => {
    await browser.close();
    recorder.close();
  };
  return {...browser, outside: recorder.asked, close};
}
