import assert from 'node:assert/strict';
import { lintText } from '../lint/support';
import { keyTemplate, lintFile, lintTemplate } from './support';

const CODE = 'policy/too-big';
/** A policy of exactly so many bytes without blanks. */
function policyOf(bytes: number, letter = 'x'): string {
  const build = (id: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Id: id,
      Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' }],
    });
  const each = Buffer.byteLength(letter);
  const rest = bytes - Buffer.byteLength(build(''));
  const text = build(letter.repeat(Math.floor(rest / each)) + 'x'.repeat(rest % each));
  assert.equal(Buffer.byteLength(text), bytes);
  return text;
}

describe('policy/too-big', () => {
  const told = (text: string, kind: 'key' | 'secret' | 'unknown') =>
    lintFile(text, { kind })
      .filter(({ code }) => code === CODE)
      .map(({ severity, message }) => `${severity} ${message}`);

  it('is told to the byte, and from nine tenths on', () => {
    assert.deepEqual(told(policyOf(32_769), 'key'), ['error The policy is too large: 32769 of 32768 bytes']);
    assert.deepEqual(told(policyOf(32_768), 'key'), [
      'warning The policy is nearly too large: 32768 of 32768 bytes',
    ]);
    assert.deepEqual(told(policyOf(29_400), 'key'), []);
    assert.deepEqual(told(policyOf(20_481), 'secret'), [
      'error The policy is too large: 20481 of 20480 bytes',
    ]);
    assert.deepEqual(told(policyOf(40_000), 'unknown'), []);
  });

  it('counts bytes, not letters, and no blanks', () => {
    for (const letter of ['ä', '語', '😀'])
      assert.equal(told(policyOf(32_769, letter), 'key').length, 1, letter);
    const spaced = JSON.stringify(JSON.parse(policyOf(29_000)), null, 200);
    assert.deepEqual(told(spaced, 'key'), []);
  });

  it('counts no quotes around what may be a number', () => {
    const statements = (account: string) =>
      `Version: '2012-10-17'\nId: ${'x'.repeat(32_560)}\nStatement:\n  - {Effect: Allow, Principal: {AWS: [${account}]}, Action: 'kms:*', Resource: '*'}\n`;
    const sizeOf = (account: string) =>
      Number(/: (\d+) of/.exec(told(statements(account), 'key')[0] ?? '')?.[1]);
    assert.equal(sizeOf(`'111122223333'`) - sizeOf('111122223333'), 2);
  });

  it('ends where aliases make a short text as large as one likes', () => {
    for (const [type, property] of [
      ['AWS::KMS::Key', 'KeyPolicy'],
      ['AWS::SecretsManager::ResourcePolicy', 'ResourcePolicy'],
    ]) {
      const levels = Array.from({ length: 30 }, (_, at) => {
        const below = at === 0 ? 'x, x' : `*l${at - 1}, *l${at - 1}, *l${at - 1}`;
        return `      l${at}: &l${at} [${below}]\n`;
      });
      const text = `Resources:\n  It:\n    Type: ${type}\n    Metadata:\n${levels.join('')}    Properties:\n      ${property}:\n        Version: '2012-10-17'\n        Statement: []\n        Id: *l29\n`;
      assert.ok(lintText(text).length > 0, text);
    }
  });

  it('counts a policy in YAML as the JSON it becomes, and what is filled in as nothing', () => {
    const statement = (index: number) => `        - Sid: s${index}
          Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: 'kms:*'
          Resource: '*'`;
    const statements = (count: number) =>
      keyTemplate(Array.from({ length: count }, (_, index) => statement(index)).join('\n'));
    // They all say the same, and that is told too.
    const codes = (text: string) =>
      lintTemplate(text)
        .filter(({ code }) => code !== 'policy/redundant-statement')
        .map(({ severity, code }) => `${severity} ${code}`);
    assert.deepEqual(codes(statements(400)), [`error ${CODE}`]);
    assert.deepEqual(codes(statements(200)), []);
    assert.deepEqual(codes(statements(320)), [`warning ${CODE}`]);
    assert.deepEqual(codes(statements(320).replaceAll(`'111122223333'`, '!Ref AWS::AccountId')), []);
  });
});
