import {transform} from 'sucrase';

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, typescript: transform};
