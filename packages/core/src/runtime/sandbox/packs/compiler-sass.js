import {compileString} from 'sass';

globalThis.codecraftCompilers = {...globalThis.codecraftCompilers, sass: compileString};
