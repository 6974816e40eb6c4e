import type {ProjectState} from '@codecraft/core/project';
import type {Member} from '@codecraft/core/protocol';

/** What is said about a file beside its name. */
export interface FileMark {
  /** Other people who have it open. */
  readonly people: readonly Member[];
  readonly isBeingWritten: boolean;
  /** AI made it and nobody here has looked at it yet. */
  readonly isNew: boolean;
}

/** Who is where, which file AI writes, and which ones it made. */
export function fileMarks(
  state: ProjectState,
  seenFileIds: ReadonlySet<string>,
): (fileId: string) => FileMark {
  const byUserId = new Map(state.members.map((member) => [member.userId, member]));
  const turns = Object.values(state.turns);
  const written = turns.flatMap((turn) => turn.files);
  const isLive = turns.filter((turn) => turn.status === 'working').flatMap((turn) => turn.files);
  return (fileId) => {
    const here = new Set(state.peers.filter((peer) => peer.fileId === fileId).map((peer) => peer.userId));
    if (state.me) here.delete(state.me.userId);
    return {
      people: [...here]
        .flatMap((userId) => byUserId.get(userId) ?? [])
        .sort((a, b) => a.joinedAt - b.joinedAt),
      isBeingWritten: isLive.some((file) => file.fileId === fileId && file.status === 'writing'),
      isNew:
        !seenFileIds.has(fileId) &&
        written.some((file) => file.fileId === fileId && file.isNew && file.status === 'done'),
    };
  };
}
