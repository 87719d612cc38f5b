import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { choose, forms, resource, resources, table } from '../declared/support';
import { assertFixesMend, lintText } from './support';

const CODE = 'reference/arn-expected';
const SECRET = '{{resolve:secretsmanager:prod/db}}';
const found = (text: string) => [`warning ${CODE}: ${text}`];
const proxy = (SecretArn: unknown) => resource('AWS::RDS::DBProxy', { Auth: [{ SecretArn }] });
const container = (ValueFrom: unknown) =>
  resources({
    Secret: { Type: 'AWS::SecretsManager::Secret' },
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: { ContainerDefinitions: [{ Name: 'web', Secrets: [{ Name: 'DB', ValueFrom }] }] },
    },
  });
const sub = (text: string) => ({ 'Fn::Sub': text });

describe(CODE, () => {
  table(CODE, [
    { name: 'a proxy', template: proxy(SECRET), found: found(SECRET) },
    { name: 'one branch', template: proxy(choose(SECRET, { Ref: 'Secret' })), found: found(SECRET) },
    { name: 'ECS', template: container(SECRET), found: found(SECRET) },
    { name: 'a Ref', template: proxy({ Ref: 'Secret' }) },
    { name: 'a parameter that holds an ARN', template: proxy('{{resolve:ssm:/my-app/secret-arn}}') },
    {
      name: 'a key that holds an ARN',
      template: proxy('{{resolve:secretsmanager:all:SecretString:masterArn}}'),
    },
    { name: 'a part of a longer text', template: proxy(`arn:${SECRET}`) },
    { name: 'another property', template: resource('AWS::RDS::DBProxy', { DBProxyName: 'x', RoleArn: 'x' }) },
    {
      name: 'an environment variable',
      template: resource('AWS::ECS::TaskDefinition', {
        ContainerDefinitions: [{ Environment: [{ Name: 'a', Value: SECRET }] }],
      }),
    },
    { name: 'a type of somebody’s own', template: resource('Custom::Proxy', { Auth: [{ SecretArn: 'x' }] }) },
  ]);

  it('finds and mends one of the same template', () => {
    const cases = [
      ['{{resolve:secretsmanager:${Secret}}}', /Ref/],
      ['{{resolve:secretsmanager:${Secret}:SecretString:password}}', /\$\{Secret\}:password::/],
      [
        '{{resolve:secretsmanager:${Secret}:SecretString:password:AWSPREVIOUS}}',
        /\$\{Secret\}:password:AWSPREVIOUS:/,
      ],
    ] as const;
    for (const [reference, mended] of cases) {
      for (const text of forms(container(sub(reference)))) {
        const problem = lintText(text).find(({ code }) => code === CODE);
        const [fix, ...others] = problem?.fixes ?? [];
        assert.ok(fix !== undefined && others.length === 0, text);
        assert.match(applyEdits(text, fix.edits), mended);
        if (!reference.includes('AWSPREVIOUS')) assertFixesMend(text);
      }
    }
  });

  it('offers nothing where no key may stand', () => {
    const template = proxy(sub('{{resolve:secretsmanager:${Secret}:SecretString:password}}'));
    for (const text of forms(template)) {
      const [problem] = lintText(text);
      assert.equal(problem?.code, CODE);
      assert.equal(problem.fixes, undefined);
    }
  });
});
