import {existsSync} from 'node:fs';
import {installFromDebian} from './debian.mjs';
import {stop} from './node-version.mjs';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Flags that keep Chromium quiet: no start-up requests of its own, and no sandbox where root needs that. */
export const chromiumFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Signed-in accounts, push messages and how to fill in a form are asked for whatever else is switched off: here, of
  // nobody.
  '--gaia-url=http://127.0.0.1:9',
  '--gcm-checkin-url=http://127.0.0.1:9',
  '--gcm-registration-url=http://127.0.0.1:9',
  '--autofill-server-url=http://127.0.0.1:9',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** The path of a Chromium, or undefined. */
export function findChromium() {
  return candidates.find((candidate) => candidate && existsSync(candidate));
}

/** The path of a Chromium; installs Debian's where it can, and says how where it cannot. */
export function requireChromium() {
  const found = findChromium();
  if (found) return found;
  console.log('Chromium is missing; the browser tests run in it.');
  const installed = installFromDebian('chromium', 'fonts-liberation', 'fonts-dejavu-core')
    ? findChromium()
    : undefined;
  return (
    installed ??
    stop(
      'The browser tests need Chromium or Chrome. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH to it.',
    )
  );
}
