import {z} from 'zod';
import {Role} from './roles.js';

/** What a server's owner can turn on for some before all. Everything is on unless a rule says otherwise. */
export const flagNames = ['ai', 'guests'] as const;
export const FlagName = z.enum(flagNames);
/**
 * - `ai`: `@ai` starts a turn, for the person who asks.
 * - `guests`: a project may be shown to who is not signed in; asked with the project's id, because guests have none.
 */
export type FlagName = z.infer<typeof FlagName>;

/** On for everyone or no one; or on for whom any of these names. */
export const FlagRule = z.union([
  z.boolean(),
  z.strictObject({
    /** Ids. */
    allow: z.array(z.string()).max(1000).default([]),
    /** Of all ids, always the same ones. */
    percent: z.number().min(0).max(100).default(0),
    roles: z.array(Role).default([]),
  }),
]);
export type FlagRule = z.infer<typeof FlagRule>;

export const FlagRules = z.partialRecord(FlagName, FlagRule);
export type FlagRules = z.infer<typeof FlagRules>;

/** @param of Whom to ask about: an id, and the role where there is one. */
export function isFlagOn(
  rules: FlagRules,
  name: FlagName,
  of: {id: string; role?: Role | undefined},
): boolean {
  const rule = rules[name] ?? true;
  if (typeof rule === 'boolean') return rule;
  if (rule.allow.includes(of.id)) return true;
  if (of.role && rule.roles.includes(of.role)) return true;
  return bucketOf(`${name} ${of.id}`) < rule.percent * 100;
}

/** 0 to 9,999, evenly and always the same for a text (FNV-1a, 32 bits; http://www.isthe.com/chongo/tech/comp/fnv/). */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % 10_000;
}
