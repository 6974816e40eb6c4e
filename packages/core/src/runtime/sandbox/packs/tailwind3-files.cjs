// In the place of `fs`: the one file that Tailwind 3 reads while it compiles.
const preflight = require('tailwindcss3/lib/css/preflight.css');

module.exports = {readFileSync: () => preflight};
