// What readable-stream asks of `process`: the one of the program, which is there by the time a stream is used.
module.exports = {nextTick: (...args) => globalThis.process.nextTick(...args)};
