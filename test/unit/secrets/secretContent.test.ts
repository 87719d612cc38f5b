import assert from 'node:assert/strict';
import { defaultPassword, passwordProblem } from '../../../src/core/secrets/password';
import { bytesOf, composeSecret, type FieldValue } from '../../../src/core/secrets/secretContent';
import { secretNameProblem } from '../../../src/core/secrets/secretName';
import type { PasswordSpec } from '../../../src/core/stores/secretChanges';
import { sensitive } from '../../../src/core/value/sensitive';

const given = (text: string): FieldValue => ({ kind: 'given', value: sensitive(text) });
const never = () => Promise.reject(new Error('nothing is generated here'));

describe('what a new secret holds', () => {
  it('is JSON with its keys in their order, numbers as numbers', async () => {
    const fields = [
      { key: 'engine', value: given('postgres') },
      { key: 'port', value: { kind: 'number', value: 5432 } as const },
      { key: '2', value: given('"\n') },
      { key: '1', value: given('ü') },
      { key: '__proto__', value: given('x') },
    ];
    const value = await composeSecret({ form: 'json', fields }, never);
    assert.equal(value?.reveal(), '{"engine":"postgres","port":5432,"2":"\\"\\n","1":"ü","__proto__":"x"}');
    assert.equal(JSON.parse(value?.reveal() ?? '').port, 5432);
  });

  it('generates where that is asked for, and shows nothing by itself', async () => {
    const fields = [{ key: 'password', value: { kind: 'generated', password: defaultPassword } as const }];
    const generate = async ({ passwordLength }: PasswordSpec) => sensitive('p'.repeat(passwordLength));
    const value = await composeSecret({ form: 'json', fields }, generate);
    assert.equal(value?.reveal(), `{"password":"${'p'.repeat(32)}"}`);
    assert.doesNotMatch(`${value} ${JSON.stringify(value)}`, /ppp/);
  });

  it('is plain text, or nothing', async () => {
    assert.equal((await composeSecret({ form: 'text', value: given('a b') }, never))?.reveal(), 'a b');
    assert.equal(await composeSecret({ form: 'empty' }, never), undefined);
  });

  it('is measured in bytes', () => assert.equal(bytesOf(sensitive('aü😀')), 7));
});

describe('the name of a secret', () => {
  const names: readonly (readonly [name: string, problem: string | undefined])[] = [
    ['prod/my-app/database', undefined],
    ['/leading', undefined],
    ['a_b+c=d.e@f-g', undefined],
    ['a-bcdef', undefined],
    ['a-abcdef', 'looks-like-suffix'],
    ['my-secret', 'looks-like-suffix'],
    ['a-abcde1', 'looks-like-suffix'],
    ['a-abcdefg', undefined],
    ['', 'empty'],
    ['a b', 'characters'],
    ['a!', 'characters'],
    ['ä', 'characters'],
    ['a/', 'no-leaf'],
    ['x'.repeat(512), undefined],
    ['x'.repeat(513), 'too-long'],
  ];
  for (const [name, problem] of names)
    it(`${name.slice(0, 20) || 'nothing'}: ${problem ?? 'fits'}`, () =>
      assert.equal(secretNameProblem(name), problem));
});

describe('a password to generate', () => {
  const digitsAlone = { excludeLowercase: true, excludeUppercase: true, excludePunctuation: true };
  const specs: readonly (readonly [why: string, more: Partial<PasswordSpec>, problem: object | undefined])[] =
    [
      ['the default', {}, undefined],
      ['none', { passwordLength: 0 }, { kind: 'length' }],
      ['the longest', { passwordLength: 4_096 }, undefined],
      ['too long', { passwordLength: 4_097 }, { kind: 'length' }],
      ['not whole', { passwordLength: 8.5 }, { kind: 'length' }],
      ['one of each of four', { passwordLength: 3 }, { kind: 'too-short', atLeast: 4 }],
      ['not one of each', { passwordLength: 3, requireEachIncludedType: false }, undefined],
      ['digits', digitsAlone, undefined],
      [
        'digits without digits',
        { ...digitsAlone, excludeCharacters: '0123456789' },
        { kind: 'nothing-left' },
      ],
      ['nothing', { ...digitsAlone, excludeNumbers: true }, { kind: 'nothing-left' }],
      ['spaces', { ...digitsAlone, excludeNumbers: true, includeSpace: true }, undefined],
      [
        'spaces without spaces',
        { ...digitsAlone, excludeNumbers: true, includeSpace: true, excludeCharacters: ' ' },
        { kind: 'nothing-left' },
      ],
      ['a kind used up', { excludeCharacters: '0123456789' }, { kind: 'nothing-left', type: 'Numbers' }],
    ];
  for (const [why, more, problem] of specs)
    it(`${why}: ${problem ? 'AWS would not' : 'fits'}`, () =>
      assert.deepEqual(passwordProblem({ ...defaultPassword, ...more }), problem));
});
