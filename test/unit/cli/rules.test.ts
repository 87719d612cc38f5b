import assert from 'node:assert/strict';
import { UsageError } from '../../../src/cli/command';
import { checkText } from '../../../src/cli/lint/report';
import { levelsFrom, trustedFrom } from '../../../src/cli/rules';

const TEXT = `Resources:
  T:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{resolve:ssm:}}'
`;

describe('--rule', () => {
  it('changes levels, by code and by area', () => {
    const severities = (...given: readonly string[]) =>
      checkText('a.yaml', TEXT, undefined, { levels: levelsFrom(given) }).problems.map(
        ({ severity }) => severity,
      );
    assert.deepEqual(severities(), ['error']);
    assert.deepEqual(severities('reference/syntax=info'), ['info']);
    assert.deepEqual(severities('reference/*=warning'), ['warning']);
    assert.deepEqual(severities('reference/*=warning', 'reference/syntax=off'), []);
  });

  it('keeps what else a problem says', () => {
    const [plain] = checkText('a.yaml', TEXT).problems;
    const [leveled] = checkText('a.yaml', TEXT, undefined, {
      levels: levelsFrom(['reference/*=info']),
    }).problems;
    assert.deepEqual(leveled, { ...plain, severity: 'info' });
  });

  it('names what it does not know', () => {
    for (const [given, message] of [
      ['reference/syntax', 'A level is off, info, warning or error, in: reference/syntax'],
      ['reference/syntax=loud', 'A level is off, info, warning or error, in: reference/syntax=loud'],
      ['reference/sintax=off', 'There is no such rule (did you mean reference/syntax?): reference/sintax'],
      ['nothing/*=off', 'There is no such rule: nothing/*'],
    ] as const)
      assert.throws(
        () => levelsFrom([given]),
        (thrown: unknown) => thrown instanceof UsageError && thrown.message === message,
      );
  });
});

describe('--trusted-account', () => {
  const POLICY = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::111122223333:root' },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Principal: {
          AWS: ['444455556666', 'arn:aws:iam::444455556666:role/a', '777788889999', '111122223333'],
        },
        Action: 'kms:Decrypt',
        Resource: '*',
      },
    ],
  });
  const messages = (...trusted: readonly string[]) =>
    checkText('a.json', POLICY, undefined, { trusted: trustedFrom(trusted) }).problems.map(
      ({ message }) => message,
    );

  it('others are told once for each account, those that are trusted not', () => {
    assert.deepEqual(messages(), [
      'Another account is let in: 444455556666',
      'Another account is let in: 777788889999',
    ]);
    assert.deepEqual(messages('444455556666'), ['Another account is let in: 777788889999']);
    assert.deepEqual(messages('444455556666', '777788889999'), []);
  });

  it('says what is no account', () => {
    assert.throws(() => trustedFrom(['4444']), /An account has twelve digits: 4444/);
  });
});
