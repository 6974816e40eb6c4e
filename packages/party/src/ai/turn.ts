import {CodecraftError} from '@codecraft/core/errors';
import {type ChatMessage, type Member, may, newId, type Turn} from '@codecraft/core/protocol';
import {type ReplyEvent, ReplyStream, replyInstructions} from '@codecraft/core/reply';
import type {Room} from '../room/room.js';
import {describeProject} from './context.js';
import type {Model} from './model.js';
import {TurnFiles} from './turn-files.js';

/** Text kept of one reply; a longer one goes on writing files, and its talk is cut. */
const maxReplyCharacters = 64 * 1024;

/**
 * One question under way: the model's text in, chat, files and the turn's record out. Everything it changes goes
 * through the room's queue, so that people go on working between two of its steps.
 */
export class RunningTurn {
  private readonly room: Room;
  private readonly model: Model;
  private readonly files: TurnFiles;
  private readonly abort = new AbortController();
  private readonly reply = new ReplyStream();
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
    await this.room.report(this.current);
  }

  /** Runs to the end, however it ends. Never rejects. */
  async finish(): Promise<void> {
    try {
      await this.readReply();
      await this.room.serial.run(() => this.end({status: 'done'}));
    } catch (error) {
      await this.room.serial.run(() => this.end({status: 'failed', failure: this.sentenceFor(error)}));
    }
  }

  /** Ends it now. To be called in the room's queue. */
  async stop(by: Member): Promise<void> {
    const {length} = this.current.files;
    const written = this.current.files.filter(({status}) => status === 'done').length;
    const progress = length === 0 ? '' : ` after ${written} of ${length} ${length === 1 ? 'file' : 'files'}`;
    await this.end({status: 'stopped', failure: `${by.name} stopped this${progress}.`});
    this.abort.abort();
  }

  private async readReply(): Promise<void> {
    const request = {
      instructions: replyInstructions,
      project: await this.room.serial.run(() => describeProject(this.room)),
      prompt: this.current.prompt,
    };
    for await (const event of this.model.answer(request, this.abort.signal)) {
      if (event.type === 'model') this.current = {...this.current, model: event.name};
      else await this.take(this.reply.push(event.text));
    }
    await this.take(this.reply.end());
  }

  private async take(events: readonly ReplyEvent[]): Promise<void> {
    for (const event of events) await this.room.serial.run(() => this.apply(event));
  }

  private async apply(event: ReplyEvent): Promise<void> {
    this.requireGoingOn();
    switch (event.type) {
      case 'text':
        return this.write(event.text);
      case 'file-start':
        return this.report({files: this.files.begin(event.path)});
      case 'file':
        this.requireAllowed();
        return this.report({files: await this.files.write(event.path, event.content)});
      case 'command':
        return this.report({commands: [...this.current.commands, event.command]});
      case 'problem':
        throw new CodecraftError(event.code, event.message);
    }
  }

  private async write(text: string): Promise<void> {
    const room = maxReplyCharacters - this.message.text.length;
    if (room <= 0) return;
    const added = text.slice(0, room);
    this.message = {...this.message, text: this.message.text + added};
    this.room.tell({type: 'chat-append', messageId: this.message.id, text: added});
  }

  private async report(change: Partial<Turn>): Promise<void> {
    this.current = {...this.current, ...change};
    await this.room.report(this.current);
  }

  private async end(change: Pick<Turn, 'status'> & Partial<Turn>): Promise<void> {
    if (this.hasEnded) return;
    await this.report({...change, files: this.files.settle(), endedAt: this.room.host.now()});
    await this.room.sayAgain(this.message);
  }

  private get hasEnded(): boolean {
    return this.current.status !== 'working';
  }

  private requireGoingOn(): void {
    if (this.hasEnded) throw new CodecraftError('model-stopped', 'This turn has ended.');
  }

  /** Who asked may have become a viewer, or left, since. */
  private requireAllowed(): void {
    const asker = this.room.state.members[this.current.userId];
    if (asker && may(asker.role, 'prompt')) return;
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
