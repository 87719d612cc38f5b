import assert from 'node:assert/strict';
import { createAnalyzer, type DocumentModel } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { nameAt } from '../../../src/core/reference/completion';
import { hoverOf } from '../../../src/core/reference/hover';
import { versionedIdOf } from '../../../src/core/reference/use';
import { applyEdits } from '../../../src/core/text/range';
import { account } from '../lint/support';

const analyze = (path: string, text: string): DocumentModel => createAnalyzer().analyze({ path, text });
/** What is named, and the text that is pointed at. */
const named = ({ references, text }: DocumentModel) =>
  references.map(use => {
    const id = versionedIdOf(use);
    const { reference } = use;
    const name = id?.kind === 'parameter' ? id.name : id?.id;
    const key = reference.kind === 'secretsmanager' ? reference.jsonKey?.text : undefined;
    return [name, ...(key === undefined ? [] : [key]), text.slice(use.span.start, use.span.end)];
  });

const ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-AbCdEf';

const TASK = JSON.stringify(
  {
    family: 'web',
    containerDefinitions: [
      {
        name: 'web',
        secrets: [
          { name: 'A', valueFrom: '/app/a' },
          { name: 'B', valueFrom: `${ARN}:password::` },
          { name: 'C', valueFrom: 'arn:aws:ssm:eu-west-1:123456789012:parameter/app/c' },
          { name: 'D', valueFrom: '${PIPELINE}' },
          { name: 'E', valueFrom: 'hots' },
        ],
        environment: [{ name: 'X', value: '/app/no' }],
        repositoryCredentials: { credentialsParameter: ARN },
        logConfiguration: { secretOptions: [{ name: 'token', valueFrom: '/app/token' }] },
      },
    ],
  },
  null,
  2,
);

const BUILDSPEC = `version: 0.2
env:
  variables:
    PLAIN: /app/no
  parameter-store:
    A: /app/a
    B: "/app/hots"
    C: $OTHER
  secrets-manager:
    D: prod/db:password
    E: prod/db
    F: ${ARN}:username:AWSPREVIOUS
phases:
  build:
    commands: [echo "$A"]
`;

const SERVERLESS = `service: app
provider:
  name: aws
  environment:
    A: \${ssm:/app/a}
    B: \${ssm:/app/hots~true}   # \${ssm:/app/no}
    C: \${ssm(eu-west-1):/app/no}
    D: \${ssm:/app/\${sls:stage}/no}
    E: \${ssm(raw):/app/e}
    F: \${ssm:/app/f, 'x'}
    G: \${env:NO}
`;

describe('names where a service reads them by itself', () => {
  it('ECS task definitions', () => {
    const model = analyze('task-definition.json', TASK);
    assert.equal(model.kind, 'ecs-task-definition');
    assert.deepEqual(named(model), [
      ['/app/a', '/app/a'],
      [ARN, 'password', `${ARN}:password::`],
      ['hots', 'hots'],
      ['/app/token', '/app/token'],
      [ARN, ARN],
    ]);
  });

  it('buildspec', () => {
    for (const file of ['buildspec.yml', 'ci/build.yaml']) {
      const model = analyze(file, BUILDSPEC);
      assert.equal(model.kind, 'buildspec');
      assert.deepEqual(named(model), [
        ['/app/a', '/app/a'],
        ['/app/hots', '/app/hots'],
        ['prod/db', 'password', 'prod/db:password'],
        ['prod/db', 'prod/db'],
        [ARN, 'username', `${ARN}:username:AWSPREVIOUS`],
      ]);
    }
  });

  it('serverless.yml', () => {
    const model = analyze('serverless.yml', SERVERLESS);
    assert.equal(model.kind, 'serverless');
    assert.deepEqual(named(model), [
      ['/app/a', '/app/a'],
      ['/app/hots', '/app/hots'],
      ['/app/e', '/app/e'],
      ['/app/f', '/app/f'],
    ]);
  });

  const silent: readonly (readonly [file: string, text: string])[] = [
    ['compose.yaml', 'services:\n  env:\n    parameter-store: x\n'],
    ['values.yaml', 'env:\n  parameter-store:\n    A: /a\n'],
    ['a.yaml', 'x: ${ssm:/a}\n'],
    ['a.json', '{"valueFrom": "/a"}'],
    ['a.json', '{"containerDefinitions": 3}'],
    ['a.json', '{"containerDefinitions": [{"secrets": [{"valueFrom": ""}, 7, null]}]}'],
    ['buildspec.yml', 'env:\n  parameter-store:\n'],
    ['buildspec.yml', 'env:\n  parameter-store: [a, b]\n'],
  ];
  for (const [file, text] of silent) {
    it(`silent: ${file}: ${text.slice(0, 40).replaceAll('\n', ' ')}`, () => {
      const model = analyze(file, text);
      assert.deepEqual([named(model), lint(model)], [[], []]);
    });
  }

  it('are checked in the account, and mended', () => {
    const there = account(
      ['/app/a', '/app/e', '/app/f', '/app/token', '/app/host', 'host', 'prod/db', ARN],
      ['/app/host', 'host'],
    );
    for (const [file, text, wrong, right] of [
      ['task.json', TASK, '"hots"', '"/app/host"'],
      ['buildspec.yml', BUILDSPEC, '/app/hots', '/app/host'],
      ['serverless.yml', SERVERLESS, '/app/hots', '/app/host'],
    ] as const) {
      const problems = lint(analyze(file, text), there);
      assert.deepEqual(
        problems.map(({ code, severity }) => `${severity} ${code}`),
        ['warning reference/not-found'],
        file,
      );
      const fixed = applyEdits(text, problems[0]?.fixes?.[0]?.edits ?? []);
      assert.equal(fixed, text.replace(wrong, right), file);
    }
  });

  it('say in a hover what they are, and nothing of CloudFormation', () => {
    const [use] = analyze('buildspec.yml', BUILDSPEC).references;
    assert.ok(use);
    const { markdown } = hoverOf(use, undefined, undefined, false);
    assert.match(markdown, /\*\*Parameter\*\* `\/app\/a`/);
    assert.doesNotMatch(markdown, /CloudFormation/);
  });

  it('are completed from what is written of them', () => {
    const model = analyze('buildspec.yml', BUILDSPEC);
    const at = BUILDSPEC.indexOf('/app/hots') + 5;
    assert.deepEqual(nameAt(model, at), {
      kind: 'parameter-name',
      prefix: '/app/',
      replaceSpan: { start: at - 5, end: at + 4 },
      service: 'ssm',
      open: false,
      closed: true,
    });
    const secret = nameAt(model, BUILDSPEC.indexOf('prod/db:password') + 4);
    assert.deepEqual([secret?.kind, secret?.prefix], ['secret-id', 'prod']);
    assert.equal(nameAt(model, 3), undefined);
  });
});
