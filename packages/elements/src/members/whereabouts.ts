import type {ProjectState} from '@codecraft/core/project';
import type {Member} from '@codecraft/core/protocol';

/** Where a member is, as far as it is known. */
export interface Whereabouts {
  readonly isHere: boolean;
  /** `In App.tsx, typing in chat`, `You`, `Not here`. */
  readonly text: string;
}

export function whereabouts(member: Member, {me, peers, files}: ProjectState): Whereabouts {
  if (member.userId === me?.userId) return {isHere: true, text: 'You'};
  const own = peers.filter((peer) => peer.userId === member.userId);
  if (own.length === 0) return {isHere: false, text: 'Not here'};
  const fileId = own.find((peer) => peer.fileId)?.fileId;
  const path = files.find((file) => file.id === fileId)?.path;
  const place = path && `In ${path.slice(path.lastIndexOf('/') + 1)}`;
  const isTyping = own.some((peer) => peer.isTyping);
  if (isTyping) return {isHere: true, text: place ? `${place}, typing in chat` : 'Typing in chat'};
  return {isHere: true, text: place ?? 'Here'};
}

/** Who is here now: the others in the order they joined, then me. */
export function peopleHere(state: ProjectState): Member[] {
  const here = state.members.filter((member) => whereabouts(member, state).isHere);
  return [...here.filter((member) => member.userId !== state.me?.userId), ...(state.me ? [state.me] : [])];
}
