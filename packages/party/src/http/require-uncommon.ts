import {isCommonPassword} from '../account/common-passwords.js';
import {FieldError} from './problem.js';

/** @throws FieldError for a password that is guessed first. */
export function requireUncommon(password: string, field: string): void {
  if (!isCommonPassword(password)) return;
  throw new FieldError(field, 'This password is among the first that are tried. Choose another one.');
}
