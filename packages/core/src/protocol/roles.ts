import {z} from 'zod';
import {may, roles} from './permissions.js';

export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** Whom a project lets ask the AI: every member, or its admins only. */
export const Prompters = z.enum(['members', 'admins']);
export type Prompters = z.infer<typeof Prompters>;

/** Whether someone may ask the AI in a project with these settings. */
export function mayPrompt(role: Role, {prompters}: {prompters: Prompters}): boolean {
  return may(role, 'prompt') && (prompters === 'members' || role === 'admin');
}
