import {isFlagOn, type Member, mayPrompt, newId, promptOf, type Turn} from '@codecraft/core/protocol';
import type {Room} from '../room/room.js';
import type {Model} from './model.js';
import {RunningTurn} from './turn.js';

const hourMs = 3_600_000;

/** The AI turns of one project: one at a time, the others wait in the order they were asked. */
export class Turns {
  private readonly room: Room;
  private readonly model: Model;
  private readonly waiting: Turn[] = [];
  private running: RunningTurn | undefined;
  private lastStart = 0;

  constructor(room: Room, model: Model) {
    this.room = room;
    this.model = model;
  }

  /** Ends what a restart interrupted. */
  async start(): Promise<void> {
    for (const turn of await this.room.turnLog.unfinished()) {
      await this.room.report({
        ...turn,
        status: 'failed',
        failure: 'The server restarted while this was under way. Ask again.',
        endedAt: this.room.host.now(),
      });
    }
  }

  /** Why this person may not ask now, as a sentence; undefined when they may. */
  async refusalFor(member: Member): Promise<string | undefined> {
    const {environment, state} = this.room;
    if (!isFlagOn(environment.flags, 'ai', {id: member.userId, role: member.role})) {
      return 'The AI is not open to everyone on this server yet. Chat still works.';
    }
    if (!mayPrompt(member.role, state.settings)) {
      return `Only admins can ask the AI in ${state.name}. Chat still works.`;
    }
    const now = this.room.host.now();
    const perHour = Math.min(environment.turnsPerHour, state.settings.turnsPerHour);
    if (perHour === 0) return `The AI is turned off in ${state.name}. Chat still works.`;
    const asked = await this.room.turnLog.lastHourOf(member.userId, now);
    if (asked.length < perHour) return undefined;
    const freeAt = (asked.at(asked.length - perHour)?.startedAt ?? now) + hourMs;
    const minutes = Math.max(1, Math.ceil((freeAt - now) / 60_000));
    return `You have used this hour’s ${perHour} AI requests. The next is free in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}. Chat still works.`;
  }

  /** Starts a turn, or lets it wait for the one under way. */
  async ask({turnId, member, text}: {turnId: string; member: Member; text: string}): Promise<void> {
    const turn: Turn = {
      id: turnId,
      userId: member.userId,
      name: member.name,
      prompt: promptOf(text),
      status: this.running ? 'waiting' : 'working',
      source: this.model.source,
      files: [],
      commands: [],
      startedAt: this.nextStart(),
    };
    await this.room.report(turn);
    if (this.running) this.waiting.push(turn);
    else await this.run(turn);
  }

  /** Says something as the AI that is no turn. */
  async say(member: Member, text: string): Promise<void> {
    const at = this.room.host.now();
    const expiresAt = at + this.room.state.settings.messageTtlSeconds * 1000;
    const {userId, name} = member;
    await this.room.say({id: newId(), kind: 'ai', userId, name, text, at, expiresAt}, {by: 'ai'});
  }

  /** A turn that has not ended. */
  find(turnId: string): Turn | undefined {
    if (this.running?.turn.id === turnId) return this.running.turn;
    return this.waiting.find((turn) => turn.id === turnId);
  }

  /** Ends a turn early. One that has ended is left as it is. */
  async stop(turnId: string, by: Member): Promise<void> {
    const place = this.waiting.findIndex((turn) => turn.id === turnId);
    const turn = this.waiting[place];
    if (turn) {
      this.waiting.splice(place, 1);
      const endedAt = this.room.host.now();
      await this.room.report({
        ...turn,
        status: 'stopped',
        failure: `${by.name} stopped this before it began.`,
        endedAt,
      });
    } else if (this.running?.turn.id === turnId) {
      await this.running.stop(by);
    }
  }

  /** Ends everything without a record, because the project ends. */
  stopAll(): void {
    this.waiting.length = 0;
    this.running?.abandon();
  }

  /** No two alike, because turns are kept in the order of their start. */
  private nextStart(): number {
    this.lastStart = Math.max(this.room.host.now(), this.lastStart + 1);
    return this.lastStart;
  }

  private async run(turn: Turn): Promise<void> {
    const running = new RunningTurn(this.room, this.model, {...turn, status: 'working'});
    this.running = running;
    await running.begin();
    // Not awaited: the room goes on while the model writes. Failures end in the turn's own record.
    running
      .finish()
      .then(() => this.room.serial.run(() => this.runNext()))
      .catch((error: unknown) => this.room.host.log.error('turn-lost', error, {turn: turn.id}));
  }

  private async runNext(): Promise<void> {
    this.running = undefined;
    const next = this.waiting.shift();
    if (next) await this.run(next);
  }
}
