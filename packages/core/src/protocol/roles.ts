import {z} from 'zod';

export const roles = ['admin', 'member', 'viewer'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** What a role may do, in one table. The server checks it for every message; clients only hide what it forbids. */
const permissions = {
  read: ['admin', 'member', 'viewer'],
  chat: ['admin', 'member', 'viewer'],
  edit: ['admin', 'member'],
  prompt: ['admin', 'member'],
  rename: ['admin'],
  invite: ['admin'],
  'change-role': ['admin'],
  'remove-member': ['admin'],
  settings: ['admin'],
  'remove-message': ['admin'],
  audit: ['admin'],
  'delete-project': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

/** Whom a project lets ask the AI: every member, or its admins only. */
export const Prompters = z.enum(['members', 'admins']);
export type Prompters = z.infer<typeof Prompters>;

export type Permission = keyof typeof permissions;

export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/** Whether someone may ask the AI in a project with these settings. */
export function mayPrompt(role: Role, {prompters}: {prompters: Prompters}): boolean {
  return may(role, 'prompt') && (prompters === 'members' || role === 'admin');
}
