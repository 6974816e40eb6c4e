import {transformSync} from '@babel/core';
import solidPreset from 'babel-preset-solid';

/** @returns the code, and the mappings of its source map */
function compileSolid(code, filename) {
  const compiled = transformSync(code, {
    filename,
    cwd: '/',
    envName: 'development',
    presets: [solidPreset],
    // Everything is decided here: nothing may be read from files.
    babelrc: false,
    configFile: false,
    browserslistConfigFile: false,
    sourceMaps: true,
    sourceType: 'module',
    compact: false,
  });
  return {code: compiled.code, mappings: compiled.map.mappings};
}

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, solid: compileSolid};
