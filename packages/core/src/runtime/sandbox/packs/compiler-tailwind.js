import {compile} from 'tailwindcss';
import index from 'tailwindcss/index.css';
import preflight from 'tailwindcss/preflight.css';
import theme from 'tailwindcss/theme.css';
import utilities from 'tailwindcss/utilities.css';
import {modules} from './tailwind-plugins.js';

/** What `@import` may name, with and without `.css`. */
const stylesheets = {
  tailwindcss: index,
  'tailwindcss/index': index,
  'tailwindcss/preflight': preflight,
  'tailwindcss/theme': theme,
  'tailwindcss/utilities': utilities,
};

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, tailwind: {compile, stylesheets, modules}};
