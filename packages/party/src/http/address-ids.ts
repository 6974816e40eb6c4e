import {CodecraftError} from '@codecraft/core/errors';
import {ProjectId, UserId} from '@codecraft/core/protocol';
import type {Context} from 'hono';

/** The project in the address. @throws CodecraftError `not-found` for what cannot be one, as for one that is unknown. */
export function projectId(context: Context): string {
  const result = ProjectId.safeParse(context.req.param('id'));
  if (result.success) return result.data;
  throw new CodecraftError('not-found', 'There is no such project, or you are not a member of it.');
}

/** The person in the address. @throws CodecraftError `not-found`. */
export function userId(context: Context): string {
  const result = UserId.safeParse(context.req.param('userId'));
  if (result.success) return result.data;
  throw new CodecraftError('not-found', 'This person is not in the project any more.');
}
