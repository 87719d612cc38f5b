import assert from 'node:assert/strict';
import { keyTemplate, lintFile, lintTemplate, only, principalPolicy as policy } from './support';

const CODE = 'policy/malformed-principal';

describe('policy/malformed-principal', () => {
  const wrong: Readonly<Record<string, string>> = {
    '11112222333': 'error',
    '1111222233334': 'error',
    '1111-2222-3333': 'error',
    admin: 'error',
    'arn:aws:s3:::bucket': 'error',
    'arn:aws:iam::11112222333:root': 'error',
    'arn:aws:iam:::role/app': 'error',
    'arn:aws:iam::111122223333:app': 'error',
    'arn:aws:iam::111122223333:role/': 'error',
    'arn:aws:iam::111122223333:policy/app': 'error',
    'arn:aws:iam::111122223333:rootFoo': 'error',
    'arn:aws:sts::111122223333:assumed-role/app': 'error',
    'arn:amazon:iam::111122223333:root': 'warning',
  };
  for (const [aws, severity] of Object.entries(wrong)) {
    it(`${severity}: ${aws}`, () => {
      const text = policy({ AWS: aws });
      assert.deepEqual(only(CODE, text, lintFile(text)), [`${severity} "${aws}"`]);
      assert.deepEqual(only(CODE, text, lintFile(text, { kind: 'unknown' })), [`warning "${aws}"`]);
    });
  }

  for (const aws of [
    '*',
    '111122223333',
    'arn:aws:iam::111122223333:root',
    'arn:aws-us-gov:iam::111122223333:user/division/anna',
    'arn:aws-eusc:iam::111122223333:role/app',
    'arn:aws-iso-b:iam::111122223333:role/a/b',
    'arn:aws:sts::111122223333:assumed-role/app/session',
    'arn:aws:sts::111122223333:federated-user/anna',
    'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
    // Rules of their own speak of these.
    'AROAEXAMPLEROLEID1234',
    'arn:aws:iam::111122223333:group/admins',
  ]) {
    it(`nothing: ${aws}`, () => assert.deepEqual(only(CODE, '', lintFile(policy({ AWS: aws }))), []));
  }

  it('looks at services, and at what the policy of a key does not list', () => {
    const severities = (principal: unknown, kind: 'key' | 'secret' = 'key') =>
      lintFile(policy(principal), { kind })
        .filter(({ code }) => code === CODE)
        .map(({ severity }) => severity);
    assert.deepEqual(severities({ Service: ['s3.amazonaws.com', 'logs.eu-west-1.amazonaws.com'] }), []);
    assert.deepEqual(severities({ Service: ['s3.amazonaws.com.cn', 'dms.aws.internal'] }), []);
    assert.deepEqual(severities({ Service: 's3' }), ['warning']);
    assert.deepEqual(severities({ Federated: 'cognito-identity.amazonaws.com' }), ['warning']);
    assert.deepEqual(severities({ CanonicalUser: 'a'.repeat(64) }), ['warning']);
    assert.deepEqual(severities({ Federated: 'cognito-identity.amazonaws.com' }, 'secret'), []);
  });

  it('sees NotPrincipal', () => {
    const text = policy({ AWS: 'root' }, 'NotPrincipal');
    assert.deepEqual(only(CODE, text, lintFile(text)), ['error "root"']);
  });

  it('sees through functions, and leaves what is open', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal:
            AWS:
              - !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'
              - !Sub 'arn:\${AWS::Partition}:iam::\${Env}:role/app'
              - !Sub 'arn:aws:sts::\${AWS::AccountId}:assumed-role/\${Env}/x'
              - !Sub 'arn:aws:sts::\${AWS::AccountId}:assumed-role/\${Env}'
              - !GetAtt Role.Arn
              - !Ref Env
              - !Sub 'arn:aws:iam::1111222233\${Env}:root'
              - !Sub 'arn:aws:iam::\${AWS::AccountId}:roles/app'
          Action: kms:Decrypt
          Resource: '*'`);
    assert.deepEqual(
      lintTemplate(yaml)
        .filter(({ code }) => code === CODE)
        .map(({ message }) => message),
      ['Only accounts, users, roles and sessions are principals, not: arn:aws:iam::…:roles/app'],
    );
  });
});
