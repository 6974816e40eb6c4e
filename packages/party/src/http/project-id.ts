import {CodecraftError} from '@codecraft/core/errors';
import {ProjectId} from '@codecraft/core/protocol';
import type {Context} from 'hono';

/** The id in the address. @throws CodecraftError `not-found` for what cannot be one, as for one that is unknown. */
export function projectId(context: Context): string {
  const result = ProjectId.safeParse(context.req.param('id'));
  if (result.success) return result.data;
  throw new CodecraftError('not-found', 'There is no such project, or you are not a member of it.');
}
