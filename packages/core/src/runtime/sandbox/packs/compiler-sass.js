import {compileString} from 'sass';

// Sass leaves the names of Node's modules behind, and esbuild, in the same worker, wants to define this one.
delete globalThis.fs;

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, sass: compileString};
