import assert from 'node:assert/strict';
import type { PolicyKind } from '../../../src/core/policy/kind';
import { brief, fixed, keyTemplate, lintFile, lintTemplate, conditionPolicy as policy } from './support';

const CODE = 'policy/forbidden-condition-key';

describe('policy/forbidden-condition-key', () => {
  for (const key of [
    'aws:ResourceTag/team',
    'AWS:resourcetag/a',
    'kms:ResourceTag/a',
    'kms:ResourceAliases',
  ]) {
    it(key, () => {
      const text = policy({ StringEquals: { [key]: 'a' } });
      assert.deepEqual(brief(text, lintFile(text)), [`error ${CODE} "${key}"`]);
    });
  }

  it('is told in key policies alone, and of these keys alone', () => {
    const text = policy({ StringEquals: { 'aws:ResourceTag/team': 'a' } });
    for (const kind of ['secret', 'identity', 'unknown'] satisfies readonly PolicyKind[])
      assert.ok(!lintFile(text, { kind }).some(({ code }) => code === CODE), kind);
    for (const key of [
      'aws:PrincipalTag/ResourceTag',
      'kms:RequestAlias',
      'aws:ResourceAccount',
      'kms:ResourceTags',
    ])
      assert.ok(!lintFile(policy({ StringEquals: { [key]: 'a' } })).some(({ code }) => code === CODE), key);
  });

  it('is taken out as far as nothing else stands beside it', () => {
    const gone = 'aws:ResourceTag/team';
    for (const [before, after] of [
      [
        { StringEquals: { [gone]: 'a', 'aws:PrincipalTag/team': 'a' } },
        { StringEquals: { 'aws:PrincipalTag/team': 'a' } },
      ],
      [
        { StringLike: { [gone]: 'a' }, Bool: { 'aws:SecureTransport': 'true' } },
        { Bool: { 'aws:SecureTransport': 'true' } },
      ],
      [{ StringEquals: { [gone]: 'a' } }, undefined],
    ]) {
      const text = policy(before);
      const [problem] = lintFile(text);
      assert.match(problem?.fixes?.[0]?.title ?? '', /holds without it/);
      const mended = fixed(text, lintFile(text), CODE);
      assert.equal(mended, policy(after));
      assert.deepEqual(lintFile(mended), []);
    }
  });

  it('is taken out of YAML with its lines', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: 'kms:*'
          Resource: '*'
          Condition:
            StringEquals:
              aws:ResourceTag/team: a
              aws:PrincipalTag/team: a`);
    const mended = fixed(yaml, lintTemplate(yaml), CODE);
    assert.equal(mended, yaml.replace('              aws:ResourceTag/team: a\n', ''));
    const only = yaml.replace('              aws:PrincipalTag/team: a\n', '');
    const without = fixed(only, lintTemplate(only), CODE);
    assert.ok(!without.includes('Condition:'));
    assert.match(without, /Resource: '\*'\n {8}- /);
    assert.deepEqual(lintTemplate(without), []);
  });
});
