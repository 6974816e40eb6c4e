import {limits} from '@codecraft/core/protocol';
import {dictionary} from '@zxcvbn-ts/language-common';

let common: Set<string> | undefined;

/** True for a password among the some tens of thousands that are tried first, whatever its case. */
export function isCommonPassword(password: string): boolean {
  common ??= new Set(
    dictionary['passwords-common']
      .filter((word) => String(word).length >= limits.minPasswordLength)
      .map(String),
  );
  return common.has(password.toLowerCase());
}
