import assert from 'node:assert/strict';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms, inProperty } from './forms';
import { accountOf } from './liveSupport';

const CODE = 'reference/unreadable';

function setUp(...denied: string[]) {
  const fake = fakeAccount([], ['db']);
  fake.parameters.set('/a', parameter('/a', { version: 5 }));
  for (const action of denied) fake.denied.add(action);
  return { fake, account: accountOf(fake) };
}
const LIST = 'ssm:DescribeParameters';
const GET = 'ssm:GetParameters';
const many = (count: number) =>
  inProperty(Array.from({ length: count }, (_, index) => `{{resolve:ssm:/p/${index}}}`).join(' '));

describe(CODE, () => {
  const bad: [string, string[], unknown, string, string][] = [
    ['a parameter', [LIST, GET], '{{resolve:ssm:/a}}', '{{resolve:ssm:/a}}', LIST],
    ['Sub', [LIST, GET], { 'Fn::Sub': 'x{{resolve:ssm:/${Env}}}' }, '{{resolve:ssm:/${Env}}}', LIST],
    ['If', [LIST, GET], { 'Fn::If': ['A', '{{resolve:ssm:/a}}', 'x'] }, '{{resolve:ssm:/a}}', LIST],
    [
      'a pinned version',
      ['ssm:GetParameterHistory'],
      '{{resolve:ssm:/a:2}}',
      '{{resolve:ssm:/a:2}}',
      'ssm:GetParameterHistory',
    ],
    [
      'a secret',
      ['secretsmanager:DescribeSecret'],
      '{{resolve:secretsmanager:db}}',
      '{{resolve:secretsmanager:db}}',
      'secretsmanager:DescribeSecret',
    ],
    [
      'a version of a secret',
      ['secretsmanager:ListSecretVersionIds'],
      '{{resolve:secretsmanager:db::::nothing}}',
      '{{resolve:secretsmanager:db::::nothing}}',
      'secretsmanager:ListSecretVersionIds',
    ],
  ];
  for (const [name, denied, value, marked, action] of bad) {
    it(name, async () => {
      for (const text of forms(inProperty(value))) {
        const { account } = setUp(...denied);
        assert.deepEqual(await account.found(text, CODE), [`info: ${marked}`]);
        const problem = (await account.problems(text)).find(({ code }) => code === CODE);
        assert.equal(
          problem?.message,
          `One name of this file could not be checked in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC). The missing permission is: ${action}`,
        );
        assert.equal(problem.readAt, 1_000_000);
      }
    });
  }

  it('is said once for an action and a file, with the number of names', async () => {
    const text = JSON.stringify(many(300));
    const { account } = setUp(LIST, GET);
    // More than CloudFormation takes, which is another matter.
    const problems = (await account.problems(text)).filter(({ code }) => code !== 'reference/too-many');
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [[CODE, 'info']],
    );
    assert.match(problems[0]?.message ?? '', /^300 names of this file/);
  });

  it('is said of each action, and the default of a template parameter counts', async () => {
    const template = inProperty('{{resolve:ssm:/a}}{{resolve:secretsmanager:db}}', {
      Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/p' } },
    });
    for (const text of forms(template)) {
      const problems = await setUp(LIST, GET, 'secretsmanager:DescribeSecret').account.problems(text);
      assert.deepEqual(
        problems.map(({ message }) => `${message.split(' ')[0]} ${message.split(': ').at(-1)}`),
        [`2 ${LIST}`, 'One secretsmanager:DescribeSecret'],
      );
    }
  });

  it('is no error where the template is bound', async () => {
    const text = JSON.stringify(inProperty('{{resolve:ssm:/a}}'));
    assert.deepEqual(
      (await setUp(LIST, GET).account.problems(text, { bound: true })).map(({ severity }) => severity),
      ['info'],
    );
  });

  const good: [string, string[], unknown][] = [
    ['who may not list may read', [LIST], '{{resolve:ssm:/a}}'],
    ['nothing is asked of what is denied', ['ssm:GetParameterHistory'], '{{resolve:ssm:/a:5}}'],
    ['not resolved', [LIST, GET], { 'Fn::Base64': '{{resolve:ssm:/a}}' }],
    ['public parameters', [LIST, GET], '{{resolve:ssm:/aws/service/x}}'],
  ];
  for (const [name, denied, value] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(inProperty(value)))
        assert.deepEqual(await setUp(...denied).account.found(text, CODE), []);
    });
  }
});
