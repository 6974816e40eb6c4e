/** Kept apart from the schemas, so that what only asks who may do what does not load a schema library. */
export const roles = ['admin', 'member', 'viewer'] as const;

type RoleName = (typeof roles)[number];

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
} as const satisfies Record<string, readonly RoleName[]>;

export type Permission = keyof typeof permissions;

export function may(role: RoleName, permission: Permission): boolean {
  return (permissions[permission] as readonly RoleName[]).includes(role);
}
