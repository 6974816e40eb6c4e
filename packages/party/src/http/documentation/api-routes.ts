import {accountRoutes} from './account-routes.js';
import type {ApiRoute} from './api-route.js';
import {memberRoutes} from './member-routes.js';
import {projectRoutes} from './project-routes.js';
import {serverRoutes} from './server-routes.js';

/** Every route there is. A test compares it with what the server answers. */
export const apiRoutes: readonly ApiRoute[] = [
  ...accountRoutes,
  ...projectRoutes,
  ...memberRoutes,
  ...serverRoutes,
];
