/** Says in a message's own text who sent it and when, so that whoever gets it can tell how long it took. */
export function stamp(sender) {
  return `~t${performance.now().toFixed(2)},${sender};`;
}

/** Every stamp in a frame: a batch of cursors carries many. @returns {{sentAt: number, sender: number}[]} */
export function readStamps(frame) {
  const stamps = [];
  for (let start = frame.indexOf('~t'); start >= 0; start = frame.indexOf('~t', start + 2)) {
    const text = frame.toString('latin1', start + 2, frame.indexOf(';', start));
    const [sentAt, sender] = text.split(',').map(Number);
    stamps.push({sentAt, sender});
  }
  return stamps;
}
