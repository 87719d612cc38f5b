// What others may do: policy/cross-account-ineffective, policy/kms-star-non-root, policy/not-principal-allow.
import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import {
  allow,
  fixed,
  keyTemplate,
  lintFile,
  lintTemplate,
  OTHER,
  OWN,
  only,
  ROOT,
  statements,
} from './support';

describe('policy/cross-account-ineffective', () => {
  const CODE = 'policy/cross-account-ineffective';
  const found = (text: string) => only(CODE, text, lintFile(text));
  const other = (action: unknown, aws: unknown = `arn:aws:iam::${OTHER}:role/app`) =>
    statements(ROOT, allow({ AWS: aws }, action));

  it('what works across accounts', () => {
    assert.deepEqual(
      found(
        other([
          'kms:Decrypt',
          'kms:CreateGrant',
          'kms:Describe*',
          'kms:*',
          'kms:DeriveSharedSecret',
          'kms:Get*',
        ]),
      ),
      [],
    );
  });

  it('what does not', () => {
    assert.deepEqual(
      found(
        other([
          'kms:Decrypt',
          'kms:PutKeyPolicy',
          'kms:Enable*',
          'kms:ListKeyRotations',
          'kms:GetKeyLastUsage',
        ]),
      ),
      [
        'warning "kms:PutKeyPolicy"',
        'warning "kms:Enable*"',
        'warning "kms:ListKeyRotations"',
        'warning "kms:GetKeyLastUsage"',
      ],
    );
    assert.deepEqual(found(other('kms:TagResource', OTHER)), ['warning "kms:TagResource"']);
  });

  it('is taken out', () => {
    const text = other(['kms:Decrypt', 'kms:PutKeyPolicy']);
    assert.equal(fixed(text, lintFile(text), CODE), other(['kms:Decrypt']));
  });

  it('silent for the own account, beside it, and where it is not known', () => {
    assert.deepEqual(found(other('kms:PutKeyPolicy', OWN)), []);
    assert.deepEqual(found(other('kms:PutKeyPolicy', [OWN, OTHER])), []);
    assert.deepEqual(found(statements(allow({ AWS: OTHER }, 'kms:PutKeyPolicy'))), []);
    const yaml = keyTemplate(
      `        - {Effect: Allow, Principal: {AWS: '${OTHER}'}, Action: 'kms:PutKeyPolicy', Resource: '*'}`,
    );
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), []);
  });
});

describe('policy/kms-star-non-root', () => {
  const CODE = 'policy/kms-star-non-root';
  const ROLE = `arn:aws:iam::${OWN}:role/app`;

  it('a role, a user, a service', () => {
    for (const principal of [
      { AWS: ROLE },
      { AWS: [OWN, `arn:aws:iam::${OWN}:user/a`] },
      { Service: 's3.amazonaws.com' },
    ]) {
      const text = statements(ROOT, allow(principal, 'kms:*'));
      assert.deepEqual(only(CODE, text, lintFile(text)), ['warning "kms:*"']);
    }
  });

  it('is mended to one of the two hands, where the account keeps the key', () => {
    const fixesOf = (text: string) => lintFile(text).find(({ code }) => code === CODE)?.fixes ?? [];
    const text = statements(ROOT, allow({ AWS: ROLE }, 'kms:*'));
    const fixes = fixesOf(text);
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Let it use the key, and not manage it', 'Let it manage the key, and not use it'],
    );
    for (const { edits } of fixes) {
      const mended = applyEdits(text, edits);
      assert.deepEqual(lintFile(mended), []);
      assert.ok(JSON.parse(mended).Statement[1].Action.length > 4);
    }
    const service = fixesOf(statements(ROOT, allow({ Service: 's3.amazonaws.com' }, 'kms:*')));
    assert.deepEqual(
      service.map(({ title }) => title),
      ['Let it use the key, and not manage it'],
    );
    // Nobody else could change the policy then.
    assert.deepEqual(fixesOf(statements(allow({ AWS: ROLE }, 'kms:*'))), []);
    assert.deepEqual(fixesOf(statements(allow({ AWS: [OWN, ROLE] }, 'kms:*'))), []);
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: '${ROLE}'}
          Action: kms:*
          Resource: '*'`);
    const [use] = lintTemplate(yaml).find(({ code }) => code === CODE)?.fixes ?? [];
    assert.ok(use);
    assert.equal(
      applyEdits(yaml, use.edits),
      yaml.replace(
        'Action: kms:*\n',
        'Action: [kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*, kms:DescribeKey]\n',
      ),
    );
  });

  it('an account, a condition, a Deny, fewer actions', () => {
    for (const one of [
      ROOT,
      allow({ AWS: OTHER }, 'kms:*'),
      allow({ AWS: ROLE }, 'kms:*', {
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      }),
      { ...allow({ AWS: ROLE }, 'kms:*'), Effect: 'Deny' },
      allow({ AWS: ROLE }, 'kms:Decrypt*'),
    ])
      assert.deepEqual(only(CODE, '', lintFile(statements(one))), []);
  });

  it('in YAML, through functions', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal:
            AWS: !If [IsProd, !GetAtt Role.Arn, !Sub 'arn:aws:iam::\${AWS::AccountId}:role/x']
          Action: kms:*
          Resource: '*'`);
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ['warning kms:*']);
  });
});

describe('policy/not-principal-allow', () => {
  const CODE = 'policy/not-principal-allow';
  const but = (more: Record<string, unknown> = {}) => ({
    Effect: 'Allow',
    NotPrincipal: { AWS: OWN },
    Action: 'kms:Decrypt',
    Resource: '*',
    ...more,
  });

  it('is turned into the Deny that was meant', () => {
    const user = { AWS: `arn:aws:iam::${OWN}:user/anna` };
    const text = statements(ROOT, but({ NotPrincipal: user }));
    const mended = fixed(text, lintFile(text, { kind: 'key' }), CODE);
    const { NotPrincipal: _, ...rest } = but();
    assert.deepEqual(JSON.parse(mended).Statement[1], { ...rest, Effect: 'Deny', Principal: user });
    assert.deepEqual(lintFile(mended, { kind: 'key' }), []);
    const yaml = keyTemplate(`        - Effect: Allow
          NotPrincipal: {AWS: 'arn:aws:iam::${OWN}:user/anna'}
          Action: kms:Decrypt
          Resource: '*'`);
    assert.equal(
      fixed(yaml, lintTemplate(yaml), CODE),
      yaml.replace('Effect: Allow\n          NotPrincipal', 'Effect: Deny\n          Principal'),
    );
  });

  it('is not, where that would lock out: an account, somebody filled in, nobody else allowed', () => {
    const fixes = (text: string) => lintFile(text, { kind: 'key' }).find(({ code }) => code === CODE)?.fixes;
    assert.equal(fixes(statements(ROOT, but())), undefined);
    assert.equal(fixes(statements(ROOT, but({ NotPrincipal: { Service: 's3.amazonaws.com' } }))), undefined);
    assert.equal(fixes(statements(but({ NotPrincipal: { AWS: `arn:aws:iam::${OWN}:user/a` } }))), undefined);
  });

  it('an error, or a warning where something else may hold it back', () => {
    const found = (one: Record<string, unknown>, kind: 'key' | 'unknown' = 'key') => {
      const text = statements(ROOT, one);
      return only(CODE, text, lintFile(text, { kind }));
    };
    assert.deepEqual(found(but()), ['error "NotPrincipal"']);
    assert.deepEqual(found(but(), 'unknown'), ['warning "NotPrincipal"']);
    assert.deepEqual(found(but({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })), [
      'warning "NotPrincipal"',
    ]);
    assert.deepEqual(found(but({ Effect: 'Deny' })), []);
  });

  it('in YAML', () => {
    const yaml = keyTemplate(
      "        - {Effect: Allow, NotPrincipal: {AWS: !Ref AWS::AccountId}, Action: 'kms:Decrypt', Resource: '*'}",
    );
    assert.deepEqual(only(CODE, yaml, lintTemplate(yaml)), ['error NotPrincipal']);
  });
});
