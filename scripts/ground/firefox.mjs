import {existsSync} from 'node:fs';
import {installFromDebian} from './debian.mjs';
import {stop} from './node-version.mjs';

const candidates = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/**
 * Preferences that keep Firefox quiet: no start-up requests of its own. The driver's own profile sets many more; these
 * are the ones it leaves on, and one that it takes back: a page may not close every tab.
 */
export const firefoxPreferences = {
  'app.normandy.enabled': false,
  'browser.contentblocking.report.lockwise.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.update.enabled': false,
  'browser.search.update': false,
  'browser.topsites.contile.enabled': false,
  'dom.allow_scripts_to_close_windows': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.management.page.breach-alerts.enabled': false,
};

/** The path of a Firefox, or undefined. */
export function findFirefox() {
  return candidates.find((candidate) => candidate && existsSync(candidate));
}

/** The path of a Firefox; installs Debian's where it can, and says how where it cannot. */
export function requireFirefox() {
  const found = findFirefox();
  if (found) return found;
  console.log('Firefox is missing; the tests of the embedded runtime run in it too.');
  const installed = installFromDebian('firefox-esr') ? findFirefox() : undefined;
  return (
    installed ??
    stop(
      'The runtime tests need Firefox. Install one (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to it.',
    )
  );
}
