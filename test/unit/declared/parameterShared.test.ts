import assert from 'node:assert/strict';
import { assertFixesMend, lintText } from '../lint/support';
import { choose, forms, resources, table } from './support';

const CODE = 'parameter/shared-not-advanced';

const parameter = (properties: object = {}) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Type: 'String', Value: 'x', ...properties },
});
const share = (...ResourceArns: unknown[]) => ({
  Type: 'AWS::RAM::ResourceShare',
  Properties: { Name: 'parameters', ResourceArns, Principals: ['444455556666'] },
});
const policy = (ResourceArn: unknown) => ({
  Type: 'AWS::SSM::ResourcePolicy',
  Properties: { ResourceArn, Policy: { Version: '2012-10-17', Statement: [] } },
});
const sub = (text: string) => ({ 'Fn::Sub': text });
const own = (name: string) =>
  sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${name}`);
const literal = 'arn:aws:ssm:eu-west-1:111122223333:parameter/shared/host';
const found = (text: string) => [`warning ${CODE}: ${text}`];
const written = (name: string) =>
  `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${name}`;

describe('parameter/shared-not-advanced', () => {
  table(CODE, [
    {
      name: 'by its name, without a tier',
      template: resources({ Host: parameter({ Name: '/shared/host' }), Share: share(literal) }),
      found: found(literal),
    },
    {
      name: 'by a Ref in the ARN',
      template: resources({ Share: share(own('${Host}')), Host: parameter({ Tier: 'Standard' }) }),
      found: found(written('${Host}')),
    },
    {
      name: 'by a Ref behind a slash, in a resource policy',
      template: resources({ Host: parameter({ Name: 'host' }), Policy: policy(own('/${Host}')) }),
      found: found(written('/${Host}')),
    },
    {
      name: 'standard in one case',
      template: resources({
        Host: parameter({ Name: '/shared/host', Tier: choose('Advanced', 'Standard') }),
        Share: share(literal),
      }),
      found: found(literal),
    },
    {
      name: 'one of several',
      template: resources({
        A: parameter({ Name: '/a', Tier: 'Advanced' }),
        B: parameter({ Name: '/b' }),
        Share: share(own('/a'), own('/b'), own('/c')),
      }),
      found: found(written('/b')),
    },
    {
      name: 'advanced',
      template: resources({
        Host: parameter({ Name: '/shared/host', Tier: 'Advanced' }),
        Share: share(literal),
      }),
    },
    {
      name: 'a tier that is filled in, or that moves by itself',
      template: resources({
        A: parameter({ Name: '/a', Tier: { Ref: 'Tier' } }),
        B: parameter({ Name: '/b', Tier: 'Intelligent-Tiering' }),
        Share: share(own('/a'), own('/b')),
      }),
    },
    {
      name: 'another parameter, another service, something else',
      template: resources({
        Host: parameter({ Name: '/shared/host' }),
        Share: share(
          own('/shared/hosts'),
          'arn:aws:ssm-incidents:eu-west-1:111122223333:parameter/shared/host',
          { Ref: 'Given' },
          { 'Fn::ImportValue': 'arn' },
          '',
        ),
      }),
    },
    {
      name: 'an ARN that is none, of any length',
      template: resources({
        Host: parameter({ Name: '/shared/host' }),
        Share: share(`arn:${'x:ssm:'.repeat(40_000)}`),
      }),
    },
    { name: 'not shared', template: resources({ Host: parameter({ Name: '/shared/host' }) }) },
    {
      name: 'a macro that may set it',
      template: resources(
        { Host: parameter({ Name: '/shared/host' }), Share: share(literal) },
        { Transform: ['Company::Tiers'] },
      ),
    },
  ]);

  it('is silent while the parameter is half typed', () => {
    const text = forms(resources({ Share: share(literal), Host: parameter({ Name: '/shared/host' }) })).at(
      -1,
    );
    assert.ok(text);
    assert.ok(lintText(text).some(({ code }) => code === CODE));
    const broken = text.replace('"Value": "x"', '"Value": "x');
    assert.ok(!lintText(broken).some(({ code }) => code === CODE));
  });

  it('is mended by the tier, wherever the parameter stands', () => {
    const padding = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`Topic${index}`, { Type: 'AWS::SNS::Topic' }]),
    );
    for (const properties of [{}, { Tier: 'Standard' }]) {
      const host = parameter({ Name: '/shared/host', ...properties });
      for (const template of [
        resources({ Host: host, Share: share(literal) }),
        resources({ Share: share(literal), ...padding, Host: host }),
      ])
        for (const text of forms(template)) {
          const problem = lintText(text).find(({ code }) => code === CODE);
          assert.equal(problem?.fixes?.length, 1);
          assertFixesMend(text);
        }
    }
  });
});
