import {CodecraftError} from '../errors.js';
import {quotePath} from '../files/index.js';
import {limits} from '../protocol/limits.js';
import {EventQueue} from './event-queue.js';
import {closesFence, type Fence, openingFence, startsFence} from './fences.js';
import {FileGate} from './file-gate.js';
import {JsonScan} from './json-scan.js';
import {readReferenceReply, referenceEvents, resemblesReferenceReply} from './reference-reply.js';
import type {ReplyEvent} from './reply-event.js';
import {closesFile, maxTagLength, readTag, startsTag, type Tag} from './tags.js';

/** Where in the reply we are. */
type State =
  | {in: 'prose'}
  /** A code block in prose; `isSilent` for what is left of one after its reference reply. */
  | {in: 'fence'; fence: Fence; isSilent: boolean}
  /** Without a path the content is not wanted. */
  | {in: 'file'; path: string | undefined; indent: string; lines: string[]; length: number}
  /** What may be a reference reply; `opening` is the line of the fence it stands in, if any. */
  | {in: 'json'; scan: JsonScan; opening: string; isWholeReply: boolean}
  /** After a reference reply so broken that what follows means nothing. */
  | {in: 'nothing'}
  | {in: 'end'};

type StateIn<Place extends State['in']> = Extract<State, {in: Place}>;

/** What the current line is: not known yet, prose that goes out as it comes, waiting for its end, or unwanted. */
type Line = 'undecided' | 'text' | 'held' | 'skipped';

/**
 * Reads a model's reply while it arrives, in chunks cut anywhere; how it was cut makes no difference to what is
 * read. Takes time in proportion to the length, and holds at most one file or one reference reply.
 */
export class ReplyStream {
  readonly #queue = new EventQueue();
  readonly #gate = new FileGate();
  #state: State = {in: 'prose'};
  #line: Line = 'undecided';
  /** The line so far, unless it has gone out. */
  #held = '';
  /** True once something other than white space was read. */
  #hasBegun = false;

  /** The events that this chunk completes. @throws CodecraftError `invalid-input` after `end()`. */
  push(chunk: string): ReplyEvent[] {
    if (this.#state.in === 'end') throw new CodecraftError('invalid-input', 'This reply has already ended.');
    this.#read(chunk);
    return this.#queue.take();
  }

  /** The events that were waiting for more. A file that is not complete becomes a problem, never a file. */
  end(): ReplyEvent[] {
    if (this.#state.in === 'json') this.#endJson(this.#state);
    if (this.#held !== '') this.#readLine(this.#takeHeld());
    if (this.#state.in === 'file') this.#reportCut(this.#state);
    this.#state = {in: 'end'};
    return this.#queue.take();
  }

  #read(text: string): void {
    let position = 0;
    while (position < text.length && this.#state.in !== 'nothing') {
      if (this.#state.in === 'json') {
        position = this.#state.scan.read(text, position);
        if (this.#state.scan.status !== 'open') this.#endJson(this.#state);
        continue;
      }
      const newline = text.indexOf('\n', position);
      const end = newline === -1 ? text.length : newline + 1;
      this.#readPiece(text.slice(position, end));
      position = end;
    }
  }

  /** Reads a line, or the next part of one. */
  #readPiece(piece: string): void {
    const isWhole = piece.endsWith('\n');
    if (this.#line === 'text') this.#say(piece);
    if (this.#line === 'undecided' || this.#line === 'held') {
      this.#hold(piece);
      if (this.#beginsBareJson()) return;
      if (this.#isOverlong()) this.#giveUpLine();
      else if (isWhole) this.#readLine(this.#takeHeld());
      else if (this.#line === 'undecided') this.#decide();
    }
    if (isWhole) this.#line = 'undecided';
  }

  #hold(piece: string): void {
    const isStart = !this.#hasBegun && this.#held === '';
    // Past the limit a line is only too large; the rest of it need not be kept to know that.
    if (this.#held.length <= limits.maxFileBytes)
      this.#held += isStart ? piece.replace(/^\ufeff+/, '') : piece;
  }

  #takeHeld(): string {
    const held = this.#held;
    this.#held = '';
    return held;
  }

  /** Settles, if its start suffices, what a line is. */
  #decide(): void {
    if (this.#state.in === 'file') {
      this.#line = 'held';
      return;
    }
    if (!this.#hasBegun && this.#held.trim() === '') return;
    const start = this.#held.replace(/^ {1,3}/, '');
    const answers = [startsFence(start), this.#state.in === 'prose' ? startsTag(start) : 'no'];
    if (answers.includes('yes')) this.#line = 'held';
    else if (!answers.includes('maybe')) {
      this.#line = 'text';
      this.#say(this.#takeHeld());
    }
  }

  #isOverlong(): boolean {
    return this.#state.in !== 'file' && this.#held.length > maxTagLength;
  }

  /** A line too long for markup is prose, unless it began as a tag. */
  #giveUpLine(): void {
    const line = this.#takeHeld();
    const tag = this.#state.in === 'prose' ? readTag(line.slice(0, maxTagLength + 1)) : undefined;
    if (tag) this.#readTag(tag);
    else this.#say(line);
    this.#line = tag ? 'skipped' : 'text';
  }

  #readLine(line: string): void {
    const state = this.#state;
    if (state.in === 'file') this.#readFileLine(state, line);
    else if (state.in === 'fence') this.#readFenceLine(state, line);
    else this.#readProseLine(line);
  }

  #readProseLine(line: string): void {
    const tag = readTag(line);
    const fence = openingFence(line);
    if (tag) this.#readTag(tag);
    else if (fence?.info === 'json' || fence?.info === '') this.#beginJson(line);
    else {
      if (fence) this.#state = {in: 'fence', fence, isSilent: false};
      this.#say(line);
    }
  }

  #readFenceLine({fence}: StateIn<'fence'>, line: string): void {
    this.#say(line);
    if (closesFence(line, fence)) this.#state = {in: 'prose'};
  }

  #readTag(tag: Tag): void {
    this.#hasBegun = true;
    if (tag.name === 'command') {
      this.#queue.add({type: 'command', kind: tag.kind, command: tag.command});
    } else if (tag.name === 'file') {
      const events = this.#gate.open(tag.path);
      this.#queue.addAll(events);
      const isAccepted = events.some(({type}) => type === 'file-start');
      this.#beginFile(isAccepted ? tag.path : undefined, tag.indent);
    } else {
      this.#queue.problem('reply-unreadable', tag.message);
      if (tag.opens) this.#beginFile(undefined, tag.indent);
    }
  }

  #beginFile(path: string | undefined, indent: string): void {
    this.#state = {in: 'file', path, indent, lines: [], length: 0};
  }

  #readFileLine(state: StateIn<'file'>, line: string): void {
    const {path, indent, lines} = state;
    if (closesFile(line, indent)) {
      this.#state = {in: 'prose'};
      if (path !== undefined) this.#queue.addAll(this.#gate.close(path, lines.join('')));
      return;
    }
    const next = readTag(line);
    if (next?.name === 'file' && next.indent === indent) {
      this.#reportCut(state);
      this.#readTag(next);
      return;
    }
    if (path === undefined) return;
    state.length += line.length;
    if (state.length <= limits.maxFileBytes) lines.push(line);
    else {
      this.#queue.add(this.#gate.tooLarge(path));
      this.#beginFile(undefined, indent);
    }
  }

  #reportCut({path}: StateIn<'file'>): void {
    if (path === undefined) return;
    this.#queue.problem(
      'reply-unreadable',
      `The reply broke off inside ${quotePath(path)}, so this file is not written. Ask again.`,
    );
  }

  /** A reply whose first character is a brace may be a reference reply without its fence. */
  #beginsBareJson(): boolean {
    if (this.#hasBegun || this.#state.in !== 'prose' || !/^\s{0,4096}\{/.test(this.#held)) return false;
    this.#beginJson('');
    this.#line = 'undecided';
    this.#read(this.#takeHeld());
    return true;
  }

  #beginJson(opening: string): void {
    const scan = new JsonScan(2 * limits.maxTurnBytes);
    this.#state = {in: 'json', scan, opening, isWholeReply: !this.#hasBegun};
    this.#hasBegun = true;
  }

  /** What was scanned is a reference reply, a broken one, or prose after all. */
  #endJson({scan, opening, isWholeReply}: StateIn<'json'>): void {
    const {text, status} = scan;
    const fence = openingFence(opening);
    const reply = status === 'closed' ? readReferenceReply(text, isWholeReply) : undefined;
    const isBroken = !reply && resemblesReferenceReply(text);
    if (fence) this.#state = {in: 'fence', fence, isSilent: reply !== undefined || isBroken};
    else this.#state = isBroken && status !== 'closed' ? {in: 'nothing'} : {in: 'prose'};

    if (reply) {
      this.#queue.addAll(referenceEvents(reply, this.#gate));
    } else if (isBroken) {
      this.#queue.problem(
        scan.isTooLong ? 'too-large' : 'reply-unreadable',
        'The project in this reply is too large, cut short or not JSON, so none of it is written. Ask again.',
      );
    } else {
      // JsonScan stops before anything that could begin another reference reply, so this reads nothing a third time.
      this.#say(opening);
      this.#read(text);
    }
  }

  #say(text: string): void {
    if (this.#state.in === 'fence' && this.#state.isSilent) return;
    this.#queue.say(text);
    this.#hasBegun ||= text.trim() !== '';
  }
}
