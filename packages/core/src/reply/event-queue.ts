import type {ErrorCode} from '../errors.js';
import type {ReplyEvent} from './reply-event.js';

/** A model that repeats itself must not flood those who listen; what is over these limits is left out. */
const maxProblems = 50;
const maxCommands = 10;

/** Events on their way out. Texts that follow each other become one. */
export class EventQueue {
  #events: ReplyEvent[] = [];
  #problems = 0;
  #commands = 0;

  add(event: ReplyEvent): void {
    if (event.type === 'text') this.say(event.text);
    else if (event.type === 'problem' && ++this.#problems > maxProblems) return;
    else if (event.type === 'command' && ++this.#commands > maxCommands) return;
    else this.#events.push(event);
  }

  addAll(events: Iterable<ReplyEvent>): void {
    for (const event of events) this.add(event);
  }

  say(text: string): void {
    const last = this.#events.at(-1);
    if (last?.type === 'text') last.text += text;
    else if (text !== '') this.#events.push({type: 'text', text});
  }

  problem(code: ErrorCode, message: string): void {
    this.add({type: 'problem', code, message});
  }

  take(): ReplyEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
