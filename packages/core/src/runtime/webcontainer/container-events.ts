import type {RuntimeEvents} from '../runtime.js';
import type {Container} from './client.js';
import {addressOf, toPreviewMessage} from './preview-message.js';

/** One runtime among those that share a container. */
export interface Member {
  emit<Name extends keyof RuntimeEvents>(name: Name, ...values: Parameters<RuntimeEvents[Name]>): void;
}

/**
 * Hands the container's events to the runtime they concern.
 *
 * A container says which port opened, not which process opened it. So a port belongs to the runtime that was active
 * last, by starting a process or by output of one, and stays with it until it closes.
 */
export class ContainerEvents {
  private readonly members = new Set<Member>();
  private readonly owners = new Map<number, Member>();
  private readonly unsubscribe: (() => void)[];
  private active: Member | undefined;

  constructor(container: Container) {
    this.unsubscribe = [
      container.on('port', (port, type, url) => {
        this.claim(port)?.emit('port', port, type, url);
        if (type === 'close') this.owners.delete(port);
      }),
      container.on('server-ready', (port, url) => this.claim(port)?.emit('server-ready', port, url)),
      container.on('error', ({message}) => {
        for (const member of this.members) member.emit('error', {message});
      }),
      container.on('preview-message', (message) => {
        const owner = this.owners.get(message.port) ?? this.active;
        owner?.emit('preview-message', {type: 'address', address: addressOf(message)});
        owner?.emit('preview-message', toPreviewMessage(message));
      }),
      container.on('xdg-open', (target) => {
        if (!/^https?:\/\//i.test(target)) return;
        this.active?.emit('preview-message', {type: 'open-external', url: target});
      }),
    ];
  }

  join(member: Member): void {
    this.members.add(member);
    this.active ??= member;
  }

  markActive(member: Member): void {
    if (this.members.has(member)) this.active = member;
  }

  leave(member: Member): void {
    this.members.delete(member);
    for (const [port, owner] of this.owners) if (owner === member) this.owners.delete(port);
    if (this.active === member) this.active = [...this.members].at(-1);
  }

  stop(): void {
    for (const unsubscribe of this.unsubscribe) unsubscribe();
  }

  private claim(port: number): Member | undefined {
    const owner = this.owners.get(port) ?? this.active;
    if (owner) this.owners.set(port, owner);
    return owner;
  }
}
