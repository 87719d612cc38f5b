import { randomInt } from 'node:crypto';
import type { Operation } from '../context';
import { awsError } from '../errors';
import { flag, optionalInteger, optionalText } from '../input';

const TYPES = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
] as const;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html: 32 characters, one of each type. */
export const getRandomPassword: Operation = input => {
  const length = optionalInteger(input, 'PasswordLength', { min: 1, max: 4_096 }) ?? 32;
  const excluded = optionalText(input, 'ExcludeCharacters', { max: 4_096 }) ?? '';
  const left = (characters: string) => [...characters].filter(one => !excluded.includes(one)).join('');
  const types = TYPES.filter(([member]) => !flag(input, member)).map(([, characters]) => left(characters));
  const required = input['RequireEachIncludedType'] === false ? [] : types;
  const all = [...types, flag(input, 'IncludeSpace') ? left(' ') : ''].join('');
  if (all === '' || required.includes(''))
    throw awsError('InvalidParameterException', 'The character set is empty after the exclusions.');
  if (length < required.length)
    throw awsError('InvalidParameterException', 'Password length is too short based on the required types.');
  const characters = [...required, ...Array.from({ length: length - required.length }, () => all)].map(one);
  return { RandomPassword: shuffled(characters).join('') };
};

function one(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffled(characters: readonly string[]): readonly string[] {
  const mixed = [...characters];
  for (let last = mixed.length - 1; last > 0; last--) {
    const at = randomInt(last + 1);
    [mixed[last], mixed[at]] = [mixed[at] ?? '', mixed[last] ?? ''];
  }
  return mixed;
}
