import {limits, type RoomSettings} from '@codecraft/core/protocol';

export type SettingsErrors = Partial<Record<'turnsPerHour' | 'embedOrigins', string>>;

/** Reads what stands in the form. What does not fit is named below its field and is as it was. */
export function readSettings(
  form: FormData,
  before: RoomSettings,
): {settings: RoomSettings; errors: SettingsErrors} {
  const text = (name: keyof RoomSettings) => String(form.get(name) ?? '').trim();
  const turnsPerHour = text('turnsPerHour') === '' ? Number.NaN : Number(text('turnsPerHour'));
  const embedOrigins = text('embedOrigins')
    .split(/\s+/)
    .filter((origin) => origin !== '');
  const errors: SettingsErrors = {...turnsError(turnsPerHour), ...originsError(embedOrigins)};
  const settings: RoomSettings = {
    guests: text('guests') === 'viewer' ? 'viewer' : 'off',
    prompters: text('prompters') === 'admins' ? 'admins' : 'members',
    messageTtlSeconds: Number(text('messageTtlSeconds')),
    turnsPerHour: errors.turnsPerHour ? before.turnsPerHour : turnsPerHour,
    embedOrigins: errors.embedOrigins ? before.embedOrigins : embedOrigins,
  };
  return {settings, errors};
}

/** What is other than before, so that what someone else changes meanwhile stays. */
export function changedSettings(before: RoomSettings, after: RoomSettings): Partial<RoomSettings> {
  const names = Object.keys(before) as (keyof RoomSettings)[];
  const changed = names.filter((name) => String(before[name]) !== String(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

function turnsError(turnsPerHour: number): SettingsErrors {
  const fits =
    Number.isInteger(turnsPerHour) && turnsPerHour >= 0 && turnsPerHour <= limits.maxTurnsPerHourSetting;
  return fits ? {} : {turnsPerHour: `Write a whole number from 0 to ${limits.maxTurnsPerHourSetting}.`};
}

function originsError(origins: readonly string[]): SettingsErrors {
  const wrong = origins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    return {
      embedOrigins: `${wrong} is no origin. Write scheme and host alone, such as https://docs.example.`,
    };
  }
  if (origins.length <= limits.maxEmbedOrigins) return {};
  return {embedOrigins: `${origins.length} pages. There can be ${limits.maxEmbedOrigins}.`};
}

/** Scheme, host and port, as browsers write it in `Origin`. */
function isOrigin(address: string): boolean {
  return (
    URL.canParse(address) &&
    /^https?:$/.test(new URL(address).protocol) &&
    new URL(address).origin === address
  );
}
