import assert from 'node:assert/strict';
import { catalogIdsOf } from '../../../src/core/lint';
import { fakeAccount, parameter } from '../catalog/fakes';
import { forms } from '../lint/forms';
import { accountOf } from '../lint/liveSupport';
import { modelOf } from '../lint/support';

const CODE = 'parameter/shared-default-key';
const SUB = 'arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/shared/token';

function account(keyId: string | undefined, type: 'SecureString' | 'String' = 'SecureString') {
  const fake = fakeAccount();
  for (const name of ['/shared/token', 'token'])
    fake.parameters.set(name, parameter(name, { type, ...(keyId !== undefined && { keyId }) }));
  return accountOf(fake);
}

const share = (arns: unknown, more: object = {}) => ({
  Resources: {
    Share: { Type: 'AWS::RAM::ResourceShare', Properties: { Name: 'x', ResourceArns: arns } },
    ...more,
  },
});
const policy = (arn: unknown) => ({
  Resources: {
    Policy: { Type: 'AWS::SSM::ResourcePolicy', Properties: { ResourceArn: arn, Policy: {} } },
  },
});

describe(CODE, () => {
  const bad: Readonly<Record<string, object>> = {
    'a share': share([{ 'Fn::Sub': SUB }]),
    'a policy': policy({ 'Fn::Sub': SUB }),
    'a name without a folder': share([{ 'Fn::Sub': SUB.replace('shared/', '') }]),
    'a partition written out': share([{ 'Fn::Sub': SUB.replace('${AWS::Partition}', 'aws') }]),
    'one of several': share(['arn:aws:ec2:eu-west-1:111122223333:subnet/x', { 'Fn::Sub': SUB }]),
    'put together': share([
      {
        'Fn::Join': [
          ':',
          [
            'arn',
            { Ref: 'AWS::Partition' },
            'ssm',
            { Ref: 'AWS::Region' },
            { Ref: 'AWS::AccountId' },
            'parameter/shared/token',
          ],
        ],
      },
    ]),
  };
  for (const [name, given] of Object.entries(bad)) {
    it(name, async () => {
      for (const text of forms(given)) {
        for (const key of ['alias/aws/ssm', 'arn:aws:kms:eu-west-1:111122223333:alias/aws/ssm']) {
          const found = await account(key).problems(text);
          assert.deepEqual(
            found.map(({ severity, code, logicalId }) => [severity, code, logicalId]),
            [['warning', CODE, name === 'a policy' ? 'Policy' : 'Share']],
          );
        }
      }
    });
  }

  it('says where it was read', async () => {
    const [problem] = await account('alias/aws/ssm').problems(JSON.stringify(share([{ 'Fn::Sub': SUB }])));
    assert.equal(
      problem?.message,
      'Other accounts cannot decrypt it: a SecureString under aws/ssm in dev · 111122223333 · eu-west-1 (read 1970-01-01 00:16 UTC): /shared/token',
    );
    assert.equal(problem.evidence, 'live');
  });

  it('is none under another key, one that is not told, or where it is no SecureString', async () => {
    const text = JSON.stringify(share([{ 'Fn::Sub': SUB }]));
    assert.deepEqual(await account('alias/shared').problems(text), []);
    assert.deepEqual(await account(undefined).problems(text), []);
    assert.deepEqual(await account('alias/aws/ssm', 'String').problems(text), []);
    assert.deepEqual(await accountOf(fakeAccount()).problems(text), []);
  });

  const unasked: Readonly<Record<string, object>> = {
    'another Region': share([{ 'Fn::Sub': SUB.replace('${AWS::Region}', 'us-east-1') }]),
    'another account': share([{ 'Fn::Sub': SUB.replace('${AWS::AccountId}', '999999999999') }]),
    'a name that is filled in': share([{ 'Fn::Sub': SUB.replace('token', '${Name}') }]),
    'something else': share([{ 'Fn::Sub': SUB.replace('parameter/', 'document/') }]),
    'in a loop': {
      Transform: 'AWS::LanguageExtensions',
      Resources: {
        'Fn::ForEach::Shares': [
          'X',
          ['a', 'b'],
          {
            'Share${X}': {
              Type: 'AWS::RAM::ResourceShare',
              Properties: { ResourceArns: [{ 'Fn::Sub': SUB }] },
            },
          },
        ],
      },
    },
  };
  for (const [name, given] of Object.entries(unasked)) {
    it(`is not asked about: ${name}`, () => {
      for (const text of forms(given)) assert.deepEqual(catalogIdsOf(modelOf(text)), []);
    });
  }

  it('leaves one that the same template makes: CloudFormation makes no SecureString', async () => {
    const own = {
      P: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/shared/token', Type: 'String', Value: 'x', Tier: 'Advanced' },
      },
    };
    for (const text of forms(share([{ 'Fn::Sub': SUB }], own)))
      assert.deepEqual(await account('alias/aws/ssm').found(text, CODE), []);
  });
});
