const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const units = [
  {name: 'day', plural: 'days', seconds: 86_400},
  {name: 'h', plural: 'h', seconds: 3600},
  {name: 'min', plural: 'min', seconds: 60},
] as const;

const dayMs = 86_400_000;
const weekday = new Intl.DateTimeFormat('en', {weekday: 'long'});
const date = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'long'});
const dateWithYear = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'long', year: 'numeric'});

/** `10:41`. @param at Milliseconds since 1970. */
export function clockTime(at: number): string {
  return clock.format(at);
}

/** `10 min`, `90 s`, `2 days`: in the largest unit that divides it evenly. */
export function durationText(seconds: number): string {
  const unit = units.find((unit) => seconds % unit.seconds === 0);
  if (!unit) return `${seconds} s`;
  const count = seconds / unit.seconds;
  return `${count} ${count === 1 ? unit.name : unit.plural}`;
}

/** `today`, `yesterday`, `on Tuesday`, `on 9 November`. Days begin at midnight on this machine. */
export function dayText(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / dayMs);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  if (days < 7) return `on ${weekday.format(at)}`;
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return `on ${(isThisYear ? date : dateWithYear).format(at)}`;
}

/** `9 November`. */
export function dateText(at: number): string {
  return date.format(at);
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
