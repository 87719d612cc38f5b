import assert from 'node:assert/strict';
import { keyMeaning } from '../../../src/core/policy/conditionKeys';
import { brief, fixed, keyTemplate, lintFile, lintTemplate, conditionPolicy as policy } from './support';

const CODE = 'policy/unknown-condition-key';
const found = (text: string) => lintFile(text).filter(({ code }) => code === CODE);

describe('policy/unknown-condition-key', () => {
  for (const key of [
    'kms:ViaService',
    'KMS:viaservice',
    'kms:EncryptionContext:aws:s3:arn',
    'kms:RecipientAttestation:PCR8',
    'kms:RecipientAttestation:NitroTPMPCR4',
    'kms:ResourceTag/team',
    'aws:PrincipalTag/team/a',
    'aws:PrincipalOrgPaths',
    'aws:ResourceTag/a',
    's3:prefix',
    'saml:sub',
  ]) {
    it(`silent: ${key}`, () => assert.notEqual(keyMeaning(key).kind, 'unknown'));
  }

  for (const [key, meant] of [
    ['kms:CallerAcount', 'kms:CallerAccount'],
    ['aws:PrincipalOrgId2', undefined],
    ['aws:PrincipalTags/team', 'aws:PrincipalTag/team'],
    ['kms:EncryptionContxt:app', 'kms:EncryptionContext:app'],
    ['kms:EncryptionContext', undefined],
    ['kms:PrincipalOrgID', undefined],
    ['no-key-at-all', undefined],
    ['secretsmanager:VersionStages', 'secretsmanager:VersionStage'],
  ] as const) {
    it(key, () => {
      const text = policy({ StringEquals: { [key]: 'a' } });
      assert.deepEqual(brief(text, found(text)), [`warning ${CODE} "${key}"`]);
      if (meant === undefined) return;
      const mended = fixed(text, found(text), CODE);
      assert.equal(mended, policy({ StringEquals: { [meant]: 'a' } }));
      assert.deepEqual(found(mended), []);
    });
  }

  it('names what a deprecated key is called now', () => {
    const text = policy({ StringEquals: { 'kms:CustomerMasterKeySpec': 'RSA_2048' } });
    assert.deepEqual(brief(text, found(text)), [`info ${CODE} "kms:CustomerMasterKeySpec"`]);
    assert.equal(fixed(text, found(text), CODE), policy({ StringEquals: { 'kms:KeySpec': 'RSA_2048' } }));
  });

  it('makes no key stand there twice', () => {
    const text = policy({ StringEquals: { 'kms:CallerAcount': 'a', 'kms:CallerAccount': 'b' } });
    assert.equal(found(text)[0]?.fixes, undefined);
  });

  it('is found in YAML', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: '111122223333'}
          Action: 'kms:*'
          Resource: '*'
          Condition: {StringEquals: {kms:CallerAcount: '111122223333'}}`);
    assert.deepEqual(brief(yaml, lintTemplate(yaml)), [`warning ${CODE} kms:CallerAcount`]);
    assert.deepEqual(lintTemplate(fixed(yaml, lintTemplate(yaml), CODE)), []);
  });
});
