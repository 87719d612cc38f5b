import assert from 'node:assert/strict';
import { UsageError } from '../../../src/cli/command';
import { checkText } from '../../../src/cli/lint/report';
import { levelsFrom } from '../../../src/cli/rules';

const TEXT = `Resources:
  T:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{resolve:ssm:}}'
`;

describe('--rule', () => {
  it('changes levels, by code and by area', () => {
    const severities = (...given: readonly string[]) =>
      checkText('a.yaml', TEXT, undefined, levelsFrom(given)).problems.map(({ severity }) => severity);
    assert.deepEqual(severities(), ['error']);
    assert.deepEqual(severities('reference/syntax=info'), ['info']);
    assert.deepEqual(severities('reference/*=warning'), ['warning']);
    assert.deepEqual(severities('reference/*=warning', 'reference/syntax=off'), []);
  });

  it('keeps what else a problem says', () => {
    const [plain] = checkText('a.yaml', TEXT).problems;
    const [leveled] = checkText('a.yaml', TEXT, undefined, levelsFrom(['reference/*=info'])).problems;
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
