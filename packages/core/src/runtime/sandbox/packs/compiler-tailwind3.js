import postcss from 'postcss';
import features from 'tailwindcss3/lib/processTailwindFeatures';
import resolveConfig from 'tailwindcss3/resolveConfig';
import {modules} from './tailwind-plugins.js';

/**
 * @param config as `tailwind.config.js` exports it
 * @returns a function that answers CSS for the class names in all contents it was ever given: `{content, extension}`
 */
function compile(css, {from, config}) {
  const resolved = resolveConfig(config);
  let context;
  let added = [];
  // Tailwind's own plugin for PostCSS looks for files; this is what it does once it has found them.
  const plugin = features.default(({createContext}) => () => {
    context ??= createContext(resolved, []);
    context.changedContent = added;
    return context;
  });
  return async (contents) => {
    added = contents;
    return (await postcss([plugin]).process(css, {from, map: false})).css;
  };
}

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, tailwind3: {compile, modules}};
