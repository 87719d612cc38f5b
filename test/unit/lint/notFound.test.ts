import assert from 'node:assert/strict';
import { catalogIdsOf, lint } from '../../../src/core/lint';
import { account, assertFixesMend, lintText, modelOf, shown } from './support';

const CODE = 'reference/not-found';
const template = (value: string, more = '') =>
  `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: { Type: String, Default: prod }
  Hidden: { Type: String, Default: hunter2, NoEcho: true }
  Looked: { Type: "AWS::SSM::Parameter::Value<String>", Default: /looked/up }
  Bare: { Type: String }
Resources:
${more}  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Description: ${value}
`;
const json = (value: unknown) =>
  JSON.stringify({
    Resources: { Worker: { Type: 'AWS::Lambda::Function', Properties: { Description: value } } },
  });

describe(CODE, () => {
  const there = account(['/app/host', 'prod/db', '/prod/host', '/looked/up'], ['/app/host']);
  const found: [string, string, string][] = [
    ['parameter', template('"{{resolve:ssm:/app/hots}}"'), '/app/hots'],
    ['pinned', template('"{{resolve:ssm:/app/hots:3}}"'), '/app/hots'],
    ['secret', template('"{{resolve:secretsmanager:prod/dv:SecretString:password}}"'), 'prod/dv'],
    [
      'secure',
      template('x').replace('Description: x', 'Description: "{{resolve:ssm:/app/hots}}"'),
      '/app/hots',
    ],
    ['under a default', template('!Sub "{{resolve:ssm:/${Env}/hots}}"'), '/${Env}/hots'],
    ['joined', template('!Join ["", ["{{resolve:ssm:", /app/hots, "}}"]]'), '/app/hots'],
    [
      'one branch',
      template('!If [A, "{{resolve:ssm:/app/host}}", "{{resolve:ssm:/app/hots}}"]'),
      '/app/hots',
    ],
    ['JSON', json('{{resolve:ssm:/app/hots}}'), '/app/hots'],
    ['JSON Sub', json({ 'Fn::Sub': 'x{{resolve:ssm:/app/hots}}y' }), '/app/hots'],
  ];
  for (const [name, text, marked] of found) {
    it(name, () => {
      const problems = lintText(text, there);
      assert.deepEqual(shown(text, problems), [`warning ${CODE}: ${marked}`]);
      assert.equal(problems[0]?.evidence, 'live');
      assert.equal(problems[0]?.readAt, Date.UTC(2026, 10, 20, 8, 30));
      if (!text.includes('secretsmanager')) assertFixesMend(text, there);
    });
  }

  it('says which connection was asked, when, and under which default', () => {
    const [problem] = lintText(template('!Sub "{{resolve:ssm:/${Env}/hots}}"'), there);
    assert.equal(
      problem?.message,
      'No such parameter in dev · 123456789012 · eu-west-1 (read 2026-11-20 08:30 UTC, with the default Env = prod): /prod/hots',
    );
  });

  it('offers a similar name, and none that could break the file', () => {
    const text = template('"{{resolve:ssm:/app/hots}}"');
    const [problem] = lintText(text, account(['/looked/up'], ['/app/host', '}}"\nEvil: x']));
    assert.deepEqual(
      problem?.fixes?.map(fix => fix.title),
      ['Change to /app/host'],
    );
  });

  const silent: [string, string][] = [
    ['it exists', template('"{{resolve:ssm:/app/host:3}}"')],
    ['a name still being typed', template('"{{resolve:ssm:/app/}}"')],
    ['public parameter', template('"{{resolve:ssm:/aws/service/x}}"')],
    ['secret through Parameter Store', template('"{{resolve:ssm:/aws/reference/secretsmanager/x}}"')],
    [
      'secret by ARN',
      template('"{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:x}}"'),
    ],
    [
      'a secret that stays as it is written',
      template('x')
        .replace('AWS::Lambda::Function', 'Custom::Thing')
        .replace(': x', ': "{{resolve:secretsmanager:nope}}"'),
    ],
    ['no default', template('!Sub "{{resolve:ssm:/${Bare}/x}}"')],
    ['hidden default', template('!Sub "{{resolve:ssm:/${Hidden}/x}}"')],
    ['the default is a name of a parameter itself', template('!Sub "{{resolve:ssm:/${Looked}/x}}"')],
    ['pseudo parameter', template('!Sub "{{resolve:ssm:/${AWS::Region}/x}}"')],
    [
      'not resolved there',
      template('x').replace('Parameters:', 'Description: "{{resolve:ssm:/nope}}"\nParameters:'),
    ],
    [
      'made by this template',
      template(
        '"{{resolve:ssm:/prod/mine}}"',
        '  P: { Type: AWS::SSM::Parameter, Properties: { Name: !Sub "/${Env}/mine", Type: String, Value: x } }\n',
      ),
    ],
  ];
  for (const [name, text] of silent) {
    it(`silent: ${name}`, () => {
      const problems = lintText(text, there).filter(problem => problem.code === CODE);
      assert.deepEqual(shown(text, problems), []);
    });
  }

  it('is an error where the template is bound to the account and nothing is left open', () => {
    const severities = (text: string) =>
      lint(modelOf(text), there, { bound: true }).map(({ severity }) => severity);
    assert.deepEqual(severities(template('"{{resolve:ssm:/app/hots}}"')), ['error']);
    assert.deepEqual(severities(template('!Sub "{{resolve:ssm:/${Env}/hots}}"')), ['warning']);
    assert.deepEqual(severities(template('!If [A, "{{resolve:ssm:/app/hots}}", x]')), ['warning']);
  });

  it('needs an answer that says absent', () => {
    const text = template('"{{resolve:ssm:/app/hots}}"');
    const origin = { connection: 'x', generation: 1, readAt: 0 };
    const failure = { kind: 'failure', code: 'denied', message: 'no', operation: 'x' } as const;
    assert.deepEqual(lintText(text), []);
    assert.deepEqual(
      lintText(text, () => undefined),
      [],
    );
    assert.deepEqual(
      lintText(text, () => ({ status: 'unavailable' })),
      [],
    );
    const denied = lintText(text, () => ({ status: 'denied', failure, origin }));
    assert.ok(denied.every(({ code }) => code === 'reference/unreadable'));
  });
});

describe('catalogIdsOf', () => {
  it('gives each item once, with the version, stage and key that are picked, and only what can be asked about', () => {
    const text = template(
      [
        '"{{resolve:ssm:/a:1}}{{resolve:ssm:/a:2}}{{resolve:ssm:/a:2}}{{resolve:ssm-secure:/b}}{{resolve:ssm:/aws/service/x}}',
        '{{resolve:secretsmanager:s:SecretString:k}}{{resolve:secretsmanager:s:::BLUE}}{{resolve:secretsmanager:s::::v1}}"',
      ].join(''),
    );
    assert.deepEqual(catalogIdsOf(modelOf(text)), [
      { kind: 'parameter', name: '/a', version: 1 },
      { kind: 'parameter', name: '/a', version: 2 },
      { kind: 'parameter', name: '/b' },
      { kind: 'secret', id: 's', jsonKey: 'k' },
      { kind: 'secret', id: 's', versionStage: 'BLUE' },
      { kind: 'secret', id: 's', versionId: 'v1' },
      { kind: 'parameter', name: '/looked/up' },
    ]);
  });

  it('leaves out what CloudFormation does not resolve', () => {
    const text = template('x').replace('Parameters:', 'Description: "{{resolve:ssm:/nope}}"\nParameters:');
    assert.deepEqual(catalogIdsOf(modelOf(text)), [{ kind: 'parameter', name: '/looked/up' }]);
  });
});
