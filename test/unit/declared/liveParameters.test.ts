import assert from 'node:assert/strict';
import { catalogIdsOf } from '../../../src/core/lint';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms } from '../lint/forms';
import { accountOf } from '../lint/liveSupport';
import { modelOf } from '../lint/support';

const NOT_FOUND = 'template-parameter/not-found';
const SECURE = 'template-parameter/secure-string-value';

function setUp() {
  const fake = fakeAccount(['/app/host', '/app/port']);
  fake.parameters.set('/app/secure', parameter('/app/secure', { type: 'SecureString' }));
  return { fake, account: accountOf(fake) };
}

const template = (Type: string, Default?: unknown, more: object = {}) => ({
  Parameters: { Host: { Type, ...(Default !== undefined && { Default }), ...more } },
  Resources: { T: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Host' } } } },
});
const VALUE = 'AWS::SSM::Parameter::Value<String>';

describe(NOT_FOUND, () => {
  const bad: [string, object][] = [
    ['a String', template(VALUE, '/app/hots')],
    ['a list', template('AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>', '/app/hots')],
    ['a name', template('AWS::SSM::Parameter::Name', '/app/hots')],
    [
      'one that the same template makes, which is too late',
      {
        ...template(VALUE, '/app/hots'),
        Resources: {
          P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/app/hots', Type: 'String', Value: 'x' } },
        },
      },
    ],
  ];
  for (const [name, given] of bad) {
    it(name, async () => {
      for (const text of forms(given)) {
        const { account } = setUp();
        assert.deepEqual(await account.found(text, NOT_FOUND), ['warning: "/app/hots"']);
        assert.deepEqual(await account.mended(text, NOT_FOUND), [
          `Change to /app/host: ${text.replace('/app/hots', '/app/host')}`,
        ]);
      }
    });
  }

  it('in YAML without quotes, and beside other documents of YAML', async () => {
    const text = `Parameters:\n  Host:\n    Type: ${VALUE}\n    Default: /app/hots # comment\nResources:\n  T:\n    Type: AWS::SNS::Topic\n`;
    const { account } = setUp();
    assert.deepEqual(await account.found(text, NOT_FOUND), ['warning: /app/hots']);
    const [problem] = await account.problems(text);
    assert.equal(
      problem?.message,
      'No such parameter in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC): /app/hots',
    );
    assert.deepEqual([problem.evidence, problem.readAt, problem.logicalId], ['live', 1_000_000, 'Host']);
  });

  it('may be given another value, so it is a warning also where the template is bound', async () => {
    const problems = await setUp().account.problems(JSON.stringify(template(VALUE, '/app/hots')), {
      bound: true,
    });
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ['warning'],
    );
  });

  const good: [string, object][] = [
    ['it exists', template(VALUE, '/app/host')],
    ['no default', template(VALUE)],
    ['public', template('AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', '/aws/service/ami/x')],
    ['shared', template(VALUE, 'arn:aws:ssm:eu-west-1:111122223333:parameter/shared')],
    ['a secret through Parameter Store', template(VALUE, '/aws/reference/secretsmanager/x')],
    ['a label', template(VALUE, '/app/hots:label')],
    ['a reference', template(VALUE, '{{resolve:ssm:/app/host:1}}')],
    ['another type', template('String', '/app/hots')],
    ['not to be seen', template(VALUE, '/app/hots', { NoEcho: true })],
    ['still being typed', template(VALUE, '/app/')],
    ['empty', template(VALUE, '')],
    ['no text', template(VALUE, { Ref: 'X' })],
  ];
  for (const [name, given] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(given)) assert.deepEqual(await setUp().account.found(text, NOT_FOUND), []);
    });
  }

  it('needs an answer that says absent', async () => {
    const { fake, account } = setUp();
    fake.denied.add('ssm:DescribeParameters').add('ssm:GetParameters');
    for (const text of forms(template(VALUE, '/app/hots')))
      assert.deepEqual(await account.found(text, NOT_FOUND), []);
  });
});

describe(SECURE, () => {
  for (const type of [VALUE, 'AWS::SSM::Parameter::Value<List<String>>']) {
    it(`found: ${type}`, async () => {
      for (const text of forms(template(type, '/app/secure'))) {
        assert.deepEqual(await setUp().account.found(text, SECURE), ['warning: "/app/secure"']);
        assert.deepEqual(await setUp().account.found(text, NOT_FOUND), []);
      }
    });
  }

  const good: [string, object][] = [
    ['the name is handed on', template('AWS::SSM::Parameter::Name', '/app/secure')],
    ['a String', template(VALUE, '/app/host')],
    ['not there', template(VALUE, '/app/none')],
    ['another type', template('String', '/app/secure')],
  ];
  for (const [name, given] of good) {
    it(`silent: ${name}`, async () => {
      for (const text of forms(given)) assert.deepEqual(await setUp().account.found(text, SECURE), []);
    });
  }
});

describe('catalogIdsOf', () => {
  it('asks about the defaults of template parameters by their name', () => {
    const text = JSON.stringify(template(VALUE, '/app/host'));
    assert.deepEqual(catalogIdsOf(modelOf(text)), [{ kind: 'parameter', name: '/app/host' }]);
  });
});
