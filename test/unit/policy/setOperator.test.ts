import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { brief, fixed, keyTemplate, lintFile, lintTemplate, conditionPolicy as policy } from './support';

const CODE = 'policy/set-operator';
const found = (text: string) => lintFile(text).filter(({ code }) => code === CODE);

describe('policy/set-operator', () => {
  const silent: Readonly<Record<string, unknown>> = {
    'one value': { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } },
    'several, with a qualifier': {
      'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] },
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3/*' },
    },
    'Null asks whether it is there': { Null: { 'kms:GrantOperations': 'false', 'aws:CalledVia': 'true' } },
    'ForAnyValue on one value': {
      'ForAnyValue:StringEquals': { 'secretsmanager:VersionStage': 'AWSCURRENT' },
    },
    'an open end': {
      'ForAllValues:StringEquals': { 'aws:PrincipalTag/a': 'b', 'kms:EncryptionContext:a': 'b' },
    },
    'another service': { 'ForAllValues:StringEquals': { 's3:prefix': 'a' } },
    'a list that is not sure': { StringEquals: { 'ssm:DocumentCategories': 'a' } },
  };
  for (const [name, condition] of Object.entries(silent)) {
    it(`silent: ${name}`, () => assert.deepEqual(brief(policy(condition), found(policy(condition))), []));
  }

  const cases: Readonly<Record<string, readonly [before: unknown, operator: string, after: unknown]>> = {
    'ForAllValues on one value': [
      { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3' } },
      'ForAllValues:StringEquals',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } },
    ],
    'operations without one': [
      { StringEquals: { 'kms:GrantOperations': ['Decrypt'] } },
      'StringEquals',
      { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } },
    ],
    'operations, any of them': [
      { 'ForAnyValue:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } },
      'ForAnyValue:StringEquals',
      { 'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } },
    ],
    'several without one': [
      { StringEquals: { 'kms:EncryptionContextKeys': 'app' } },
      'StringEquals',
      { 'ForAnyValue:StringEquals': { 'kms:EncryptionContextKeys': 'app' } },
    ],
  };
  for (const [name, [before, operator, after]] of Object.entries(cases)) {
    it(name, () => {
      const text = policy(before);
      assert.deepEqual(brief(text, found(text)), [`warning ${CODE} "${operator}"`]);
      const mended = fixed(text, found(text), CODE);
      assert.equal(mended, policy(after));
      assert.deepEqual(lintFile(mended), []);
    });
  }

  it('offers both where either may be meant', () => {
    const text = policy({ StringEquals: { 'aws:CalledVia': 'cloudformation.amazonaws.com' } });
    const [first, second] = found(text)[0]?.fixes ?? [];
    assert.ok(first && second);
    for (const { edits } of [first, second]) assert.deepEqual(lintFile(applyEdits(text, edits)), []);
  });

  it('leaves a Deny of any of the operations alone', () => {
    const text = policy({ 'ForAnyValue:StringEquals': { 'kms:GrantOperations': ['Decrypt'] } }, 'Deny');
    assert.deepEqual(found(text), []);
  });

  it('has no fix where the operator says something of another key, or would stand there twice', () => {
    for (const condition of [
      { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'a', 'kms:GrantOperations': 'Decrypt' } },
      {
        'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'a' },
        StringEquals: { 'kms:CallerAccount': '111122223333' },
      },
    ]) {
      const [problem] = found(policy(condition));
      assert.ok(problem);
      assert.equal(problem.fixes, undefined);
    }
  });

  it('is mended in YAML', () => {
    for (const condition of [
      `\n            StringEquals:\n              kms:GrantOperations: [Decrypt]`,
      ` {StringEquals: {kms:GrantOperations: [Decrypt]}}`,
      ` {'StringEquals': {"kms:GrantOperations": Decrypt}}`,
    ]) {
      const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: 'kms:CreateGrant'
          Resource: '*'
          Condition:${condition}`);
      const mended = fixed(yaml, lintTemplate(yaml), CODE);
      assert.ok(mended.includes('ForAllValues:StringEquals'));
      assert.deepEqual(lintTemplate(mended), []);
    }
  });
});
