import type {Role} from '@codecraft/core/protocol';

/** Roles as they are written everywhere. */
export const roleNames: Readonly<Record<Role, string>> = {admin: 'Admin', member: 'Member', viewer: 'Viewer'};
