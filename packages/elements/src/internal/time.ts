const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const units = [
  {name: 'day', plural: 'days', seconds: 86_400},
  {name: 'h', plural: 'h', seconds: 3600},
  {name: 'min', plural: 'min', seconds: 60},
] as const;

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
