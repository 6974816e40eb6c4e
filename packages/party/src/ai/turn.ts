import {CodecraftError} from '@codecraft/core/errors';
import {type ChatMessage, type Member, mayPrompt, newId, type Turn} from '@codecraft/core/protocol';
import {type ReplyEvent, ReplyStream, replyInstructions} from '@codecraft/core/reply';
import {metrics} from '../observability/metrics.js';
import type {Room} from '../room/room.js';
import {describeProject} from './context.js';
import type {Model} from './model.js';
import {TurnFiles} from './turn-files.js';

/** Text kept of one reply; a longer one goes on writing files, and its talk is cut. */
const maxReplyCharacters = 64 * 1024;

/**
 * One question under way: the model's text in; chat, files and the turn's record out. Everything it changes goes
 * through the room's queue, so that people go on working between two of its steps.
 */
export class RunningTurn {
  private readonly room: Room;
  private readonly model: Model;
  private readonly files: TurnFiles;
  private readonly abort = new AbortController();
  private readonly reply = new ReplyStream();
  /** What was not accepted, as sentences. */
  private readonly problems: string[] = [];
  private message: ChatMessage;
  private current: Turn;

  constructor(room: Room, model: Model, turn: Turn) {
    this.room = room;
    this.model = model;
    this.current = turn;
    this.files = new TurnFiles(room);
    const at = room.host.now();
    this.message = {
      id: newId(),
      kind: 'ai',
      userId: turn.userId,
      name: turn.name,
      text: '',
      at,
      expiresAt: at + room.state.settings.messageTtlSeconds * 1000,
      turnId: turn.id,
    };
  }

  get turn(): Turn {
    return this.current;
  }

  /** Shows that the AI works. To be called in the room's queue. */
  async begin(): Promise<void> {
    await this.room.say(this.message, {by: 'ai'});
    await this.report({});
  }

  /** Runs to the end, however it ends. Rejects only when that cannot be stored. */
  async finish(): Promise<void> {
    try {
      await this.readReply();
      await this.inQueue(() => this.complete());
    } catch (error) {
      const failure = this.hasEnded ? '' : this.sentenceFor(error);
      await this.room.serial.run(() => this.end('failed', failure));
    }
  }

  /** Ends it now. To be called in the room's queue. */
  async stop(by: Member): Promise<void> {
    const {length} = this.files.list;
    const written = this.files.list.filter(({status}) => status === 'done').length;
    const progress = length === 0 ? '' : ` after ${written} of ${length} ${length === 1 ? 'file' : 'files'}`;
    await this.end('stopped', `${by.name} stopped this${progress}.`);
    this.abort.abort();
  }

  /** Ends it without a trace. */
  abandon(): void {
    this.current = {...this.current, status: 'stopped'};
    this.abort.abort();
  }

  private async readReply(): Promise<void> {
    const request = {
      instructions: replyInstructions,
      project: await this.inQueue(() => describeProject(this.room)),
      prompt: this.current.prompt,
    };
    for await (const event of this.model.answer(request, this.abort.signal)) {
      if (event.type === 'model') await this.inQueue(() => this.report({model: event.name}));
      else await this.take(this.reply.push(event.text));
    }
    await this.take(this.reply.end());
  }

  private async take(events: readonly ReplyEvent[]): Promise<void> {
    for (const event of events) await this.inQueue(() => this.apply(event));
  }

  private async apply(event: ReplyEvent): Promise<void> {
    switch (event.type) {
      case 'text':
        return this.write(event.text);
      case 'file-start':
        this.files.begin(event.path);
        return this.report({});
      case 'file':
        return this.writeFile(event.path, event.content);
      case 'command':
        return this.report({commands: [...this.current.commands, event.command]});
      case 'problem':
        this.problems.push(event.message);
    }
  }

  private write(text: string): void {
    const added = text.slice(0, Math.max(0, maxReplyCharacters - this.message.text.length));
    if (added === '') return;
    this.message = {...this.message, text: this.message.text + added};
    this.room.tell({type: 'chat-append', messageId: this.message.id, text: added});
  }

  private async writeFile(path: string, content: string): Promise<void> {
    this.requireAllowed();
    try {
      await this.files.write(path, content);
    } catch (error) {
      this.problems.push(this.sentenceFor(error));
    }
    await this.report({});
  }

  private async complete(): Promise<void> {
    const isWhole = this.files.list.every(({status}) => status === 'done');
    const [problem] = this.problems;
    if (isWhole && (!problem || this.files.list.length > 0)) return this.end('done');
    return this.end('failed', problem ?? 'The answer ended in the middle of a file. Ask again.');
  }

  private async end(status: Turn['status'], failure?: string): Promise<void> {
    if (this.hasEnded) return;
    this.files.settle();
    await this.report({status, endedAt: this.room.host.now(), ...(failure && {failure})});
    await this.room.sayAgain(this.message, {by: 'ai'});
    this.measure(status);
  }

  private measure(outcome: Turn['status']): void {
    const {source, startedAt, endedAt = startedAt} = this.current;
    const durationMs = endedAt - startedAt;
    this.room.host.log.info('turn', {source, outcome, durationMs, files: this.files.list.length});
    metrics.turns.add({source, outcome});
    metrics.turnSeconds.observe(durationMs / 1000, {source});
  }

  private async report(change: Partial<Turn>): Promise<void> {
    this.current = {...this.current, files: this.files.list, ...change};
    await this.room.report(this.current);
  }

  private get hasEnded(): boolean {
    return this.current.status !== 'working';
  }

  /** Runs a step when it is its turn. @throws CodecraftError `model-stopped` when the turn was ended meanwhile. */
  private inQueue<Result>(step: () => Result | Promise<Result>): Promise<Result> {
    return this.room.serial.run(async () => {
      if (this.hasEnded) throw new CodecraftError('model-stopped', 'This turn has ended.');
      return step();
    });
  }

  /** Who asked may have become a viewer, or left, or lost the AI to the settings, since. */
  private requireAllowed(): void {
    const asker = this.room.state.members[this.current.userId];
    if (asker && mayPrompt(asker.role, this.room.state.settings)) return;
    throw new CodecraftError(
      'forbidden',
      `${this.current.name} cannot change files any more, so this ended.`,
    );
  }

  private sentenceFor(error: unknown): string {
    if (error instanceof CodecraftError) return error.message;
    this.room.host.log.error('turn-failed', error, {turn: this.current.id});
    return 'The AI could not be asked. Try again in a moment.';
  }
}
