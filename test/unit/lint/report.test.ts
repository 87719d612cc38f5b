import assert from 'node:assert/strict';
import type { CatalogAnswer, CatalogId } from '../../../src/core/ports';
import { type Ask, reportOn } from '../../../src/core/report';
import { account, modelOf } from './support';

const TEMPLATE = `Parameters:
  Env: {Type: String, Default: prod}
Resources:
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          A: '{{resolve:ssm:/a}}'
          B: '{{resolve:ssm:/missing}}'
          C: !Sub '{{resolve:ssm:/\${Env}/missing}}'
          D: '{{resolve:ssm-secure:/a}}'
          E: '{{resolve:ssm:/a}}'
`;

const answering =
  (names: readonly string[]): Ask =>
  async ids =>
    ids.map(id => account(names)(id, '') ?? { status: 'unavailable' });

describe('reportOn', () => {
  it('takes the account at its word: what a deployment there fails with is an error, and comes first', async () => {
    const report = await reportOn(modelOf(TEMPLATE), answering(['/a']));
    assert.deepEqual(
      report.problems.map(({ severity, code, propertyPath }) => `${severity} ${code} ${propertyPath}`),
      [
        'error reference/not-found Environment.Variables.B',
        'error reference/secure-not-supported-here Environment.Variables.D',
        'error reference/wrong-kind Environment.Variables.D',
        // With the default of a parameter, which a deployment may give another value.
        'warning reference/not-found Environment.Variables.C',
      ],
    );
    assert.equal(report.problems[0]?.message, 'No such parameter: /missing');
    assert.equal(
      report.problems[3]?.message,
      'No such parameter (with the default Env = prod): /prod/missing',
    );
    assert.equal(report.references, 5);
    assert.equal(report.names, 3);
    assert.equal(report.connection, 'dev · 123456789012 · eu-west-1');
    assert.deepEqual(report.unanswered, []);
  });

  it('finds nothing where nothing is wrong', async () => {
    const text = TEMPLATE.replace(/.*(?:missing|secure).*\n/g, '');
    const report = await reportOn(modelOf(text), answering(['/a']));
    assert.deepEqual(report.problems, []);
  });

  it('says what it could not find out, and takes it for nothing', async () => {
    const failure = {
      kind: 'failure',
      code: 'denied',
      message: '',
      operation: 'ssm:DescribeParameters',
    } as const;
    const origin = { connection: 'dev', generation: 1, readAt: 0 };
    const denied = async (ids: readonly CatalogId[]) =>
      ids.map(
        (_, index): CatalogAnswer =>
          index === 0 ? { status: 'denied', failure, origin } : { status: 'unavailable' },
      );
    const report = await reportOn(modelOf(TEMPLATE), denied);
    assert.deepEqual(
      report.problems.map(({ code }) => code),
      ['reference/secure-not-supported-here'],
    );
    assert.deepEqual(report.unanswered, [
      { reason: 'a permission is missing: ssm:DescribeParameters', names: 1 },
      { reason: 'the account was not asked', names: 2 },
    ]);
  });

  it('speaks of the text alone where nobody answers', async () => {
    const report = await reportOn(modelOf(TEMPLATE), async () => []);
    assert.equal(report.connection, undefined);
    assert.deepEqual(report.unanswered, [{ reason: 'the account was not asked', names: 3 }]);
  });
});
