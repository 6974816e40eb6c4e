// In the place of Node's modules. Babel calls `assert`; the others it only wraps when it is loaded.
const missing = (name) => () => {
  throw new Error(`${name} does not exist in browsers.`);
};

function assert(isTrue, message = 'Assertion failed') {
  if (!isTrue) throw new Error(message);
}

module.exports = Object.assign(assert, {
  existsSync: missing('existsSync'),
  readFileSync: missing('readFileSync'),
  statSync: missing('statSync'),
});
