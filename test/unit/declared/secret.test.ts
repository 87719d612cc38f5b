import assert from 'node:assert/strict';
import { jsonFaultOf } from '../../../src/core/declared/jsonTemplate';
import { scheduleDoubt, scheduleFault } from '../../../src/core/declared/scheduleExpression';
import { HOLE } from '../../../src/core/template/symbolic';
import { applyEdits } from '../../../src/core/text/range';
import { lintText } from '../lint/support';
import { choose, forms, NO_VALUE, resource, resources, shownOf, table } from './support';

const secret = (properties: object, more: object = {}) =>
  resource('AWS::SecretsManager::Secret', properties, more);
const loop = (variable: string, body: object) => ({ 'Fn::ForEach::Things': [variable, ['a', 'b'], body] });

describe('secret/generate', () => {
  const CODE = 'secret/generate';
  const generate = (properties: object) => secret({ GenerateSecretString: properties });
  const template = (SecretStringTemplate: unknown) =>
    generate({ SecretStringTemplate, GenerateStringKey: 'k' });
  const OK = { SecretStringTemplate: '{"username":"admin"}', GenerateStringKey: 'password' };
  const found = (text: string, severity = 'error') => [`${severity} ${CODE}: ${text}`];
  table(CODE, [
    { name: 'generated', template: generate(OK) },
    { name: 'generated without a template', template: generate({ PasswordLength: 32 }) },
    { name: 'a string', template: secret({ SecretString: '{"a":"b"}' }) },
    { name: 'neither', template: secret({ Name: 'x' }) },
    {
      name: 'both',
      template: secret({ SecretString: 'x', GenerateSecretString: OK }),
      found: found('GenerateSecretString'),
    },
    {
      name: 'both under one condition',
      template: secret({ SecretString: 'x', GenerateSecretString: choose(OK, NO_VALUE) }),
      found: found('GenerateSecretString'),
    },
    {
      name: 'one or the other',
      template: secret({ SecretString: choose('x', NO_VALUE), GenerateSecretString: choose(NO_VALUE, OK) }),
    },
    {
      name: 'conditions that may exclude each other',
      template: secret({
        SecretString: choose({ Ref: 'Given' }, NO_VALUE, 'IsGiven'),
        GenerateSecretString: choose(OK, NO_VALUE, 'IsNotGiven'),
      }),
    },
    { name: 'an empty string', template: secret({ SecretString: '', GenerateSecretString: OK }) },
    {
      name: 'a template without a key',
      template: generate({ SecretStringTemplate: '{}' }),
      found: found('SecretStringTemplate'),
    },
    {
      name: 'a key without a template',
      template: generate({ GenerateStringKey: 'password' }),
      found: found('GenerateStringKey'),
    },
    {
      name: 'a key that a transform may bring',
      template: generate({ SecretStringTemplate: '{}', 'Fn::Transform': { Name: 'AWS::Include' } }),
    },
    { name: 'a key known later', template: generate({ ...OK, GenerateStringKey: { Ref: 'Key' } }) },
    { name: 'an empty template', template: generate({ SecretStringTemplate: '' }) },
    { name: 'not JSON', template: template('{username: admin}'), found: found('{username: admin}') },
    { name: 'plain text', template: template('admin'), found: found('admin') },
    { name: 'a list', template: template('[1]'), found: found('[1]', 'warning') },
    {
      name: 'a branch that is not JSON',
      template: template(choose('{}', '{username}')),
      found: found('{username}'),
    },
    { name: 'Sub inside a string', template: template({ 'Fn::Sub': '{"username": "${User}"}' }) },
    { name: 'Sub outside of strings', template: template({ 'Fn::Sub': '{"port": ${Port}}' }) },
    { name: 'Join', template: template({ 'Fn::Join': ['', ['{"u":"', { Ref: 'U' }, '"}']] }) },
    { name: 'a reference', template: template('{"u":"{{resolve:ssm:/u}}"}') },
    { name: 'a reference for all', template: template('{{resolve:ssm:/u}}') },
    { name: 'known later', template: template({ 'Fn::ToJsonString': { a: 'b' } }) },
    {
      name: 'a macro may change it',
      template: secret({ SecretString: 'x', GenerateSecretString: OK }, { Transform: 'Mine' }),
      found: found('GenerateSecretString', 'warning'),
    },
    {
      name: 'ForEach',
      template: resources(
        loop('X', {
          'S${X}': {
            Type: 'AWS::SecretsManager::Secret',
            Properties: {
              GenerateSecretString: { SecretStringTemplate: '{"a": ${X}}', GenerateStringKey: 'p' },
            },
          },
        }),
      ),
    },
  ]);

  it('Sub, broken around it', () => {
    for (const text of forms(template({ 'Fn::Sub': '{username: "${User}"}' }))) {
      assert.deepEqual(
        lintText(text).map(({ code, severity }) => `${severity} ${code}`),
        [`warning ${CODE}`],
      );
    }
  });

  it('says nothing is missing in a text that is being typed', () => {
    const text =
      'Resources:\n  S:\n    Type: AWS::SecretsManager::Secret\n    Properties:\n      GenerateSecretString:\n        SecretStringTemplate: "{}"\n        Tags: [\n';
    assert.deepEqual(shownOf(text, lintText(text)), []);
  });

  it('reads a block scalar, and SAM templates', () => {
    const text =
      'Transform: AWS::Serverless-2016-10-31\nResources:\n  S:\n    Type: AWS::SecretsManager::Secret\n    Properties:\n      GenerateSecretString:\n        GenerateStringKey: p\n        SecretStringTemplate: |\n          {"a": 1,}\n';
    assert.deepEqual(
      lintText(text).map(({ code, severity, propertyPath }) => [severity, code, propertyPath]),
      [['error', CODE, 'GenerateSecretString.SecretStringTemplate']],
    );
  });

  const json: readonly (readonly [string, ReturnType<typeof jsonFaultOf>])[] = [
    ['{"a":1}', undefined],
    ['{"a":1', 'broken'],
    ['null', 'no-object'],
    [`{"a":"${HOLE}"}`, undefined],
    [`{"a":"\\"${HOLE}"}`, undefined],
    [`{"a":"${HOLE}"`, 'broken-around-values'],
    [`{"a":${HOLE}}`, undefined],
    [HOLE, undefined],
    ['', 'broken'],
  ];
  for (const [text, fault] of json) {
    it(`JSON ${JSON.stringify(text)}: ${fault}`, () => assert.equal(jsonFaultOf(text), fault));
  }
});

describe('secret/size', () => {
  const CODE = 'secret/size';
  const large = 'ü'.repeat(32_769);
  const policy = (ResourcePolicy: unknown) =>
    resource('AWS::SecretsManager::ResourcePolicy', {
      SecretId: 's',
      ResourcePolicy,
      BlockPublicPolicy: true,
    });
  const statements = (count: number, Sid: unknown) => ({
    Version: '2012-10-17',
    Statement: Array.from({ length: count }, () => ({ Sid, Effect: 'Allow', Resource: '*' })),
  });
  table(CODE, [
    { name: 'at the limit', template: secret({ SecretString: 'ü'.repeat(32_768) }) },
    { name: 'one more', template: secret({ SecretString: large }), found: [`error ${CODE}: ${large}`] },
    {
      name: 'in a branch',
      template: secret({ SecretString: choose(large, 'x') }),
      found: [`error ${CODE}: ${large}`],
    },
    {
      name: 'references count nothing',
      template: secret({ SecretString: `{{resolve:ssm:/a}}${'x'.repeat(65_530)}` }),
    },
    { name: 'another type', template: resource('AWS::S3::Bucket', { SecretString: large }) },
    { name: 'a small policy', template: policy(statements(10, 'One')) },
    { name: 'a policy below the limit', template: policy(statements(10, 's'.repeat(1_980))) },
    { name: 'a policy that is known later', template: policy({ Ref: 'P' }) },
    { name: 'what may not be there', template: policy(statements(20, choose('s'.repeat(2_000), NO_VALUE))) },
    {
      name: 'what is known later',
      template: policy(statements(20, { 'Fn::GetAtt': ['A', 's'.repeat(2_000)] })),
    },
  ]);

  const tooLong: readonly (readonly [string, object])[] = [
    ['a large policy', policy(statements(10, 's'.repeat(2_020)))],
    ['a large policy through Sub', policy(statements(20, { 'Fn::Sub': `\${A}${'s'.repeat(1_000)}` }))],
    [
      'large in both branches',
      policy(choose(statements(20, 's'.repeat(2_000)), statements(21, 's'.repeat(2_000)))),
    ],
    ['as JSON text', policy(JSON.stringify(statements(20, 's'.repeat(2_000)), null, 2))],
  ];
  for (const [name, template] of tooLong) {
    it(name, () => {
      for (const text of forms(template)) {
        const codes = lintText(text).map(({ code, severity }) => `${severity} ${code}`);
        // What the statements lack is told too; their size is told once.
        const ofSize = codes.filter(
          code => !/policy\/(?:missing-element|sid|redundant-statement)$/.test(code),
        );
        assert.deepEqual([...new Set(ofSize)], [`error ${CODE}`]);
      }
    });
  }

  it('is silent about a policy that is just as long as it may be', () => {
    const edge = statements(10, 's'.repeat(1_990));
    const rest = 20_480 - JSON.stringify(edge).length;
    const [first, ...others] = edge.Statement;
    const sized = (extra: number) =>
      policy({ ...edge, Statement: [{ ...first, Sid: 's'.repeat(1_990 + extra) }, ...others] });
    // Quotes around strings are not counted: a number would have none.
    for (const text of forms(sized(rest))) {
      const ofSize = lintText(text).filter(({ code }) => code === CODE || code === 'policy/too-big');
      assert.deepEqual(ofSize, []);
    }
  });

  it('message holds no value', () => {
    const [problem] = lintText(forms(secret({ SecretString: large }))[0] ?? '');
    assert.ok(!problem?.message.includes('ü'));
  });
});

describe('secret/rotation-schedule', () => {
  const CODE = 'secret/rotation-schedule';
  const TYPE = 'AWS::SecretsManager::RotationSchedule';
  const rules = (RotationRules: unknown, more: object = {}) =>
    resource(TYPE, { SecretId: 's', RotationRules }, more);
  const found = (text: string, severity = 'error') => [`${severity} ${CODE}: ${text}`];
  const hosted = (more: object) =>
    resource(TYPE, { SecretId: 's', HostedRotationLambda: { RotationType: 'MySQLSingleUser' } }, more);
  table(CODE, [
    { name: 'days', template: rules({ AutomaticallyAfterDays: 30 }) },
    { name: 'days as text', template: rules({ AutomaticallyAfterDays: '1000' }) },
    { name: 'no days', template: rules({ AutomaticallyAfterDays: 0 }), found: found('0') },
    { name: 'too many days', template: rules({ AutomaticallyAfterDays: 1001 }), found: found('1001') },
    { name: 'negative days', template: rules({ AutomaticallyAfterDays: -3 }), found: found('-3') },
    { name: 'days known later', template: rules({ AutomaticallyAfterDays: { Ref: 'Days' } }) },
    {
      name: 'days of one branch',
      template: rules({ AutomaticallyAfterDays: choose(30, 2000) }),
      found: found('2000'),
    },
    {
      name: 'both',
      template: rules({ AutomaticallyAfterDays: 30, ScheduleExpression: 'rate(30 days)' }),
      found: found('AutomaticallyAfterDays'),
    },
    {
      name: 'one or the other',
      template: rules({
        AutomaticallyAfterDays: choose(30, NO_VALUE),
        ScheduleExpression: choose(NO_VALUE, 'rate(30 days)'),
      }),
    },
    { name: 'a rate', template: rules({ ScheduleExpression: 'rate(4 hours)' }) },
    {
      name: 'minutes',
      template: rules({ ScheduleExpression: 'rate(30 minutes)' }),
      found: found('rate(30 minutes)'),
    },
    {
      name: 'a day in hours',
      template: rules({ ScheduleExpression: 'rate(24 hours)' }),
      found: found('rate(24 hours)', 'warning'),
    },
    {
      name: 'every hour',
      template: rules({ ScheduleExpression: 'cron(0 * * * ? *)' }),
      found: found('cron(0 * * * ? *)', 'warning'),
    },
    {
      name: 'every other hour',
      template: rules({ ScheduleExpression: 'cron(0 /2 * * ? *)' }),
      found: found('cron(0 /2 * * ? *)', 'warning'),
    },
    { name: 'every four hours', template: rules({ ScheduleExpression: 'cron(0 0/4 * * ? *)' }) },
    {
      name: 'a rate known later',
      template: rules({ ScheduleExpression: { 'Fn::Sub': 'rate(${N} minutes)' } }),
    },
    { name: 'a reference', template: rules({ ScheduleExpression: '{{resolve:ssm:/schedule}}' }) },
    {
      name: 'rules of one branch',
      template: rules(choose({ ScheduleExpression: 'daily' }, NO_VALUE)),
      found: found('daily'),
    },
    {
      name: 'SAM',
      template: rules({ ScheduleExpression: 'daily' }, { Transform: 'AWS::Serverless-2016-10-31' }),
      found: found('daily'),
    },
    {
      name: 'ForEach',
      template: resources(
        loop('X', {
          R: { Type: TYPE, Properties: { RotationRules: { ScheduleExpression: 'rate(${X} days)' } } },
        }),
      ),
    },
    {
      name: 'another type',
      template: resource('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' }),
    },
    { name: 'hosted, no transform', template: hosted({}), found: found('HostedRotationLambda', 'warning') },
    {
      name: 'hosted, another transform',
      template: hosted({ Transform: ['AWS::LanguageExtensions'] }),
      found: found('HostedRotationLambda', 'warning'),
    },
    { name: 'hosted, transform of 2020', template: hosted({ Transform: 'AWS::SecretsManager-2020-07-23' }) },
    {
      name: 'hosted, transform of 2024',
      template: hosted({ Transform: ['AWS::LanguageExtensions', 'AWS::SecretsManager-2024-09-16'] }),
    },
    { name: 'hosted, a macro', template: hosted({ Transform: ['Mine'] }) },
  ]);

  const right = [
    // From AWS's pages, in their editions.
    'rate(8 days)',
    'rate(4 hours)',
    'rate(1 day)',
    'rate(10 days)',
    'cron(0 10 * * ? *)',
    'cron(0 18 ? * SAT *)',
    'cron(0 8 1 * ? *)',
    'cron(0 1 * 1/3 SUN *)',
    'cron(0 1 ? 1/3 SUN#1 *)',
    'cron(0 17 L * ? *)',
    'cron(0 8 ? * MON-FRI *)',
    'cron(0 16 1,15 * ? *)',
    'cron(0 0 ? * SUN#1 *)',
    'cron(0 4/12 * * ? *)',
    'cron(0 /8 * * ? *)',
    'cron(0 8 ? JAN,APR,JUL,OCT 3L *)',
    'cron(0 8 ? * SUNL *)',
    // Not documented to fail.
    'rate(1 days)',
    'rate(1000 days)',
    'cron(00 8 15W * ? *)',
    'cron(0 8 * * * *)',
    ' rate(1 day)',
  ];
  for (const expression of right) {
    it(`silent: ${expression}`, () => {
      assert.equal(scheduleFault(expression), undefined);
      assert.equal(scheduleDoubt(expression), undefined);
    });
  }
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /1 to 256/],
    [`rate(1 day)${' '.repeat(256)}`, /1 to 256/],
    ['every day', /rate\(…\) or cron/],
    ['rate(1 day', /rate\(…\) or cron/],
    ['rate(10 days);', /character/],
    ['rate(10)', /whole number/],
    ['rate(ten days)', /whole number/],
    ['rate(1 week)', /whole number/],
    ['rate(0 days)', /at least one day/],
    ['rate(3 hours)', /every 4 hours/],
    ['rate(1001 days)', /at most 1000 days/],
    ['rate(24001 hours)', /at most 1000 days/],
    ['cron(0 10 * * ?)', /six fields/],
    ['cron(0 10 * * ? * *)', /six fields/],
    ['cron(30 10 * * ? *)', /minutes are 0/],
    ['cron(* 10 * * ? *)', /minutes are 0/],
    ['cron(0 10 * * ? 2030)', /year/],
    ['cron(0 24 * * ? *)', /hours are 0 to 23/],
    ['cron(0 10 32 * ? *)', /days of the month are 1 to 31/],
    ['cron(0 10 0 * ? *)', /days of the month are 1 to 31/],
    ['cron(0 10 1 13 ? *)', /months are 1 to 12/],
    ['cron(0 10 ? * 0 *)', /days of the week are 1 to 7/],
    ['cron(0 10 ? * MON-FOO *)', /no such days of the week/],
    ['cron(0 10 1 * MON *)', /the other is \?/],
  ];
  for (const [expression, message] of wrong) {
    it(expression.trim() || 'nothing', () => assert.match(scheduleFault(expression) ?? '', message));
  }
});

describe('secret/block-public-policy', () => {
  const CODE = 'secret/block-public-policy';
  const policy = (properties: object, more: object = {}) =>
    resource(
      'AWS::SecretsManager::ResourcePolicy',
      { SecretId: 'a', ResourcePolicy: {}, ...properties },
      more,
    );
  const CONDITIONS = { Conditions: { Live: { 'Fn::Equals': ['a', 'b'] } } };
  table(CODE, [
    { name: 'true', template: policy({ BlockPublicPolicy: true }) },
    { name: 'as a text', template: policy({ BlockPublicPolicy: 'true' }) },
    { name: 'filled in', template: policy({ BlockPublicPolicy: { Ref: 'Block' } }) },
    { name: 'a macro may add it', template: policy({}, { Transform: 'Mine' }) },
    { name: 'brought in', template: policy({ 'Fn::Transform': { Name: 'AWS::Include' } }) },
    { name: 'absent', template: policy({}), found: [`warning ${CODE}: Thing`] },
    { name: 'false', template: policy({ BlockPublicPolicy: false }), found: [`warning ${CODE}: false`] },
    {
      name: 'false under a condition',
      template: policy({ BlockPublicPolicy: choose(true, false) }, CONDITIONS),
      found: [`warning ${CODE}: false`],
    },
  ]);

  it('is mended by saying it', () => {
    for (const properties of [{}, { BlockPublicPolicy: false }]) {
      for (const text of forms(policy(properties))) {
        const before = lintText(text).find(({ code }) => code === CODE);
        assert.ok(before?.fixes?.[0]);
        const after = applyEdits(text, before.fixes[0].edits);
        assert.match(after, /"?BlockPublicPolicy"?: ?true\b/);
        assert.ok(!lintText(after).some(({ code }) => code === CODE));
      }
    }
  });
});

describe('secret/customer-key', () => {
  const CODE = 'secret/customer-key';
  const of = (properties: object, more: object = {}) =>
    resource('AWS::SecretsManager::Secret', properties, more);
  table(CODE, [
    { name: 'none', template: of({ Name: 'a' }), found: [`info ${CODE}: Thing`] },
    { name: 'one', template: of({ KmsKeyId: { Ref: 'Key' } }) },
    { name: 'one brought in', template: of({ 'Fn::Transform': { Name: 'AWS::Include' } }) },
    { name: 'a macro may add it', template: of({ Name: 'a' }, { Transform: 'Mine' }) },
  ]);
});
