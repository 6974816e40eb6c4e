import type {Peer} from '@codecraft/core/protocol';

/** Collects who moved and who left, so that a room full of cursors sends one message every few milliseconds. */
export class PresenceBatch {
  private readonly peers = new Map<string, Peer>();
  private readonly left = new Set<string>();

  move(peer: Peer): void {
    this.peers.set(peer.connectionId, peer);
  }

  leave(connectionId: string): void {
    this.peers.delete(connectionId);
    this.left.add(connectionId);
  }

  /** Empties the batch. */
  take(): {peers: Peer[]; left: string[]} {
    const taken = {peers: [...this.peers.values()], left: [...this.left]};
    this.peers.clear();
    this.left.clear();
    return taken;
  }
}
