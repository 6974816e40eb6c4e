/** What was asked of the server, what of it was acknowledged, and what was found afterwards. */
export class Ledger {
  #entries = {message: [], 'member change': [], line: []};
  #underWay = new Set();
  #lookups = 0;
  #lost = {message: new Set(), 'member change': new Set(), line: new Set()};
  #duplicated = {message: new Set(), 'member change': new Set(), line: new Set()};
  /** Roles found in the room's events so far, in their order. */
  #roles = [];

  nextText(kind) {
    return `${kind} ${this.#entries[kind].length}.`;
  }

  /** Each role differs from the one before, so that an event that is missing or comes twice shows. */
  nextRole() {
    return this.#entries['member change'].length % 2 === 0 ? 'viewer' : 'member';
  }

  follow(kind, text, stored) {
    const entry = {text, isAcknowledged: false};
    this.#entries[kind].push(entry);
    const done = stored.then(() => {
      entry.isAcknowledged = true;
    });
    this.#underWay.add(done);
    return done.finally(() => this.#underWay.delete(done));
  }

  /** A refusal is no loss, but this bench expects none. */
  refuse(error) {
    console.error('\nrefused:', error);
  }

  async settled() {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** What of each kind was acknowledged up to now. */
  acknowledged() {
    return Object.fromEntries(
      Object.entries(this.#entries).map(([kind, entries]) => [
        kind,
        entries.filter(({isAcknowledged}) => isAcknowledged),
      ]),
    );
  }

  /** @returns The number of the last event looked at. */
  check({acknowledged, room}) {
    this.#lookups++;
    if (room.state) throw new Error('More events than one welcome carries: kill more often.');
    this.#checkTexts(
      'message',
      acknowledged.message,
      room.chat.map(({text}) => text),
      oldest(room.chat),
    );
    this.#checkTexts('line', acknowledged.line, room.text.split('\n'));
    for (const {event} of room.events) {
      if (event.type === 'role-changed') this.#roles.push(event.role);
    }
    this.#checkRoles(acknowledged['member change'].length);
    return room.sequence;
  }

  rows() {
    return Object.entries(this.#entries).map(([kind, entries]) => ({
      what: `${kind}s`,
      asked: entries.length,
      acknowledged: entries.filter(({isAcknowledged}) => isAcknowledged).length,
      'acknowledged and lost': this.#lost[kind].size,
      duplicated: this.#duplicated[kind].size,
      'looked for': this.#lookups,
    }));
  }

  /** @param from The oldest number that can be there: a welcome carries the newest 200 messages. */
  #checkTexts(kind, acknowledged, found, from = 0) {
    const counts = new Map();
    for (const text of found) counts.set(text, (counts.get(text) ?? 0) + 1);
    for (const {text} of acknowledged) {
      if (!counts.has(text) && numberOf(text) >= from) this.#lost[kind].add(text);
    }
    for (const [text, count] of counts) if (text !== '' && count > 1) this.#duplicated[kind].add(text);
  }

  /** The events must be what was asked, in that order, and at least as much of it as was acknowledged. */
  #checkRoles(acknowledgedCount) {
    const asked = this.#entries['member change'];
    for (let number = this.#roles.length; number < acknowledgedCount; number++) {
      this.#lost['member change'].add(number);
    }
    this.#roles.forEach((role, number) => {
      if (asked[number]?.text !== role) this.#duplicated['member change'].add(number);
    });
  }
}

const numberOf = (text) => Number(/(\d+)\.$/.exec(text)[1]);

/** Messages that were under way come a little out of turn, hence the margin. */
function oldest(chat) {
  return chat.length < 200 ? 0 : Math.min(...chat.map(({text}) => numberOf(text))) + 50;
}
