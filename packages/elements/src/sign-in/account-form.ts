import {counted} from '../internal/counting.js';

export type SignInMode = 'sign-in' | 'create';

export type AccountField = 'name' | 'email' | 'password';

export type AccountErrors = Readonly<Partial<Record<AccountField, string>>>;

export interface AccountValues {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const shortestPassword = 8;
const longestPassword = 128;

/** What is wrong with a form before it is sent, in the order of its fields. The server decides again. */
export function accountErrors(mode: SignInMode, values: AccountValues, isEmail: boolean): AccountErrors {
  return {
    ...(mode === 'create' && !values.name.trim() ? {name: 'A name is needed.'} : {}),
    ...(isEmail
      ? {}
      : {email: values.email ? 'This is not an e-mail address.' : 'An e-mail address is needed.'}),
    ...passwordError(mode, values.password),
  };
}

function passwordError(mode: SignInMode, password: string): AccountErrors {
  if (password === '') return {password: 'A password is needed.'};
  const error = mode === 'create' ? newPasswordError(password) : undefined;
  return error ? {password: error} : {};
}

/** What is wrong with a password someone wants to have. Undefined when nothing is. */
export function newPasswordError(password: string): string | undefined {
  if (password === '') return 'A password is needed.';
  const length = [...password].length; // code points, as the server counts
  if (length >= shortestPassword && length <= longestPassword) return undefined;
  return `${counted(length, 'character')}. Use ${shortestPassword} to ${longestPassword}.`;
}

/** Which field a refusal of the server is about; the last one when it names none of ours. */
export function fieldOfError(error: {
  readonly code: string;
  readonly field?: string | undefined;
}): AccountField {
  if (error.field === 'name' || error.field === 'email' || error.field === 'password') return error.field;
  return error.code === 'email-taken' ? 'email' : 'password';
}
