import {compileScript, compileStyle, compileTemplate, parse} from '@vue/compiler-sfc';

globalThis.codecraftCompilers = {
  ...globalThis.codecraftCompilers,
  vue: {parse, compileScript, compileTemplate, compileStyle},
};
