/*
 * The only door to xterm.js. The build bundles this file with xterm.js into `vendor/xterm.js`, which the terminal
 * imports when it is shown; nothing else may import it for more than its types.
 */
import '@xterm/xterm/css/xterm.css';

export {FitAddon} from '@xterm/addon-fit';
export {WebLinksAddon} from '@xterm/addon-web-links';
export {type ITheme, Terminal} from '@xterm/xterm';

/** The CSS of xterm.js as text, for the shadow root. The build adds it. */
export declare const styles: string;
