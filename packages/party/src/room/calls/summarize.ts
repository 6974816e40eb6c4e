import type {ProjectSummary} from '@codecraft/core/protocol';
import type {Room} from '../room.js';

const membersShown = 5;

/** What a list of projects shows. @throws CodecraftError `not-found` for who is no member. */
export async function summarize(room: Room, {userId}: {userId: string}): Promise<ProjectSummary> {
  const {role} = room.memberOf(userId);
  const {id, name, members} = room.state;
  return {
    id,
    name,
    role,
    members: Object.values(members)
      .sort((a, b) => a.joinedAt - b.joinedAt)
      .slice(0, membersShown)
      .map((member) => ({
        userId: member.userId,
        name: member.name,
        color: member.color,
        isHere: room.connectionsOf(member.userId).length > 0,
      })),
    updatedAt: room.updatedAt,
    version: room.sequence,
  };
}
