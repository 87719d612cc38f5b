// Actions that do nothing where they stand: policy/foreign-service-action, policy/iam-only-action.
import assert from 'node:assert/strict';
import type { PolicyKind } from '../../../src/core/policy/kind';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const policy = (action: unknown, element = 'Action') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, [element]: action, Resource: '*' }],
  });
const block = (...actions: readonly string[]) =>
  keyTemplate(`        - Effect: Allow
          Principal: {AWS: '111122223333'}
          Action:
${actions.map(action => `            - ${action}`).join('\n')}
          Resource: '*'`);

describe('policy/foreign-service-action', () => {
  const CODE = 'policy/foreign-service-action';
  const cases: readonly (readonly [string, unknown, readonly string[], PolicyKind?])[] = [
    ['its own', ['kms:Decrypt', 'KMS:Encrypt', '*'], []],
    ['another beside its own', ['kms:Decrypt', 's3:GetObject'], [`warning ${CODE} "s3:GetObject"`]],
    ['another alone', 's3:*', [`error ${CODE} "s3:*"`]],
    ['a service that is known too', ['ssm:GetParameter'], [`error ${CODE} "ssm:GetParameter"`]],
    ['everything beside it', ['s3:*', '*'], [`warning ${CODE} "s3:*"`]],
    ['a wildcard in the service', ['k*:Decrypt'], []],
    ['a secret', ['kms:Decrypt', 'secretsmanager:*'], [`warning ${CODE} "kms:Decrypt"`], 'secret'],
    ['a secret, of which nothing is known', 'kms:Decrypt', [`warning ${CODE} "kms:Decrypt"`], 'secret'],
    ['unknown kinds hold several services', ['kms:Decrypt', 's3:GetObject'], [], 'unknown'],
    ['identity policies too', ['kms:Decrypt', 's3:GetObject'], [], 'identity'],
  ];
  for (const [name, action, expected, kind = 'key'] of cases) {
    it(name, () => {
      const text = policy(action);
      const found = lintFile(text, { kind }).filter(({ code }) => code === CODE);
      assert.deepEqual(brief(text, found), expected);
    });
  }

  it('leaves NotAction alone', () =>
    assert.deepEqual(lintFile(policy('s3:*', 'NotAction'), { kind: 'key' }), []));

  it('is taken out of its list, and nothing else is', () => {
    for (const [before, after] of [
      [['s3:*', 'kms:Decrypt'], ['kms:Decrypt']],
      [['kms:Decrypt', 's3:*'], ['kms:Decrypt']],
      [
        ['kms:Decrypt', 's3:*', 'kms:Encrypt'],
        ['kms:Decrypt', 'kms:Encrypt'],
      ],
    ]) {
      const text = policy(before);
      assert.equal(fixed(text, lintFile(text, { kind: 'key' }), CODE), policy(after));
      const yaml = block(...(before ?? []));
      assert.equal(fixed(yaml, lintTemplate(yaml), CODE), block(...(after ?? [])));
      const pretty = JSON.stringify(JSON.parse(text), null, 2);
      const mended = fixed(pretty, lintFile(pretty, { kind: 'key' }), CODE);
      assert.equal(mended, JSON.stringify(JSON.parse(policy(after)), null, 2));
      assert.deepEqual(lintFile(mended, { kind: 'key' }), []);
    }
  });

  it('stays where it is an argument of a function', () => {
    for (const action of [
      `!If [IsProd, 's3:*', 'kms:Decrypt']`,
      `{'Fn::If': [IsProd, 's3:*', 'kms:Decrypt']}`,
      `['kms:Encrypt', !If [IsProd, 's3:*', 'kms:Decrypt']]`,
      `['kms:Encrypt', !Join [':', [s3, '*']]]`,
    ]) {
      const yaml = keyTemplate(
        `        - {Effect: Allow, Principal: {AWS: '111122223333'}, Action: ${action}, Resource: '*'}`,
      );
      const found = lintTemplate(yaml).find(({ code }) => code === CODE);
      assert.ok(found, action);
      assert.equal(found.fixes, undefined, action);
    }
  });

  it('stays where nothing would be left, or a comment would be lost', () => {
    for (const text of [
      policy('s3:*'),
      policy(['s3:*']),
      policy(['s3:*', 'kms:Decrypt']).replace('"s3:*",', '"s3:*", // for the bucket\n'),
    ]) {
      const found = lintFile(text, { kind: 'key' }).find(({ code }) => code === CODE);
      assert.ok(found);
      assert.equal(found.fixes, undefined, text);
    }
  });
});

describe('policy/iam-only-action', () => {
  const CODE = 'policy/iam-only-action';
  const cases: readonly (readonly [string, unknown, readonly string[], PolicyKind?])[] = [
    ['actions of a key', ['kms:Decrypt', 'kms:CreateAlias', 'kms:ListGrants'], []],
    ['one without a key', ['kms:Decrypt', 'kms:ListKeys'], [`warning ${CODE} "kms:ListKeys"`]],
    ['in any case', ['kms:createkey'], [`warning ${CODE} "kms:createkey"`]],
    ['a wildcard that matches others too', ['kms:List*', 'kms:*', '*'], []],
    ['a wildcard that does not', ['kms:*CustomKeyStore?'], [`warning ${CODE} "kms:*CustomKeyStore?"`]],
    ['IAM policies allow them', ['kms:ListKeys'], [], 'identity'],
    ['nothing is known of others', ['kms:ListKeys'], [], 'unknown'],
  ];
  for (const [name, action, expected, kind = 'key'] of cases) {
    it(name, () => {
      const text = policy(action);
      const found = lintFile(text, { kind }).filter(({ code }) => code === CODE);
      assert.deepEqual(brief(text, found), expected);
    });
  }

  it('is taken out', () => {
    const yaml = block('kms:Decrypt', 'kms:ListKeys');
    const mended = fixed(yaml, lintTemplate(yaml), CODE);
    assert.equal(mended, block('kms:Decrypt'));
    assert.deepEqual(lintTemplate(mended), []);
  });
});
