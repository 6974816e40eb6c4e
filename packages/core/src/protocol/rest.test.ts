import {describe, expect, it} from 'vitest';
import {ChangePasswordBody, RegisterBody} from './rest.js';

const accepts = (password: string) =>
  RegisterBody.safeParse({email: 'a@b.example', name: 'A', password}).success &&
  ChangePasswordBody.safeParse({password: 'x', newPassword: password}).success;

describe('RB1 a new password', () => {
  it.each([
    ['of eight letters', 'a'.repeat(8)],
    ['of 128', 'a'.repeat(128)],
    ['of eight emoji, which are two units each', '🐈'.repeat(8)],
    ['of 128 emoji', '🐈'.repeat(128)],
    ['of another script', 'пароль из слов'],
    ['of spaces and controls', ' \t \n \u0000 \u202e'],
  ])('%s is taken', (_, password) => {
    expect(accepts(password)).toBe(true);
  });

  it.each([
    ['of seven letters', 'a'.repeat(7), '7 characters. Use 8 to 128.'],
    ['of seven emoji', '🐈'.repeat(7), '7 characters. Use 8 to 128.'],
    ['of 129', 'a'.repeat(129), '129 characters. Use 8 to 128.'],
  ])('%s is refused with its length', (_, password, sentence) => {
    const result = RegisterBody.safeParse({email: 'a@b.example', name: 'A', password});
    expect(result.error?.issues.map(({path, message}) => [path.join(), message])).toEqual([
      ['password', sentence],
    ]);
  });
});
