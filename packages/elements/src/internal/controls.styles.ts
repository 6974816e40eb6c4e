import {base} from './base.styles.js';
import {buttonsAndFields} from './buttons-and-fields.styles.js';
import {floating} from './floating.styles.js';
import {marks} from './marks.styles.js';

/**
 * The small things every element shares. Needs `tokens` beside it: `static styles = [tokens, controls, styles]`.
 *
 * Focus is a ring and only for the keyboard; no state is told by a colour alone.
 */
export const controls = [base, buttonsAndFields, marks, floating];
