import {compile, compileModule} from 'svelte/compiler';

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, svelte: {compile, compileModule}};
