import { choose, resources, table } from './support';

const CODE = 'secret/rotation';
const INFO = [`info ${CODE}: Attachment`];

const of = (Type: string, Properties: object, more: object = {}) => ({ Type, Properties, ...more });
const secret = (properties: object = {}) =>
  of('AWS::SecretsManager::Secret', { GenerateSecretString: { PasswordLength: 32 }, ...properties });
const attachment = (SecretId: unknown) =>
  of('AWS::SecretsManager::SecretTargetAttachment', {
    SecretId,
    TargetId: { Ref: 'Database' },
    TargetType: 'AWS::RDS::DBInstance',
  });
const rotation = (SecretId: unknown) =>
  of('AWS::SecretsManager::RotationSchedule', {
    SecretId,
    RotationLambdaARN: { 'Fn::GetAtt': ['Function', 'Arn'] },
    RotationRules: { AutomaticallyAfterDays: 30 },
  });
const ref = (name: string) => ({ Ref: name });

describe('secret/rotation', () => {
  table(CODE, [
    {
      name: 'a secret of a database, without a schedule',
      template: resources({ Secret: secret(), Attachment: attachment(ref('Secret')) }),
      found: INFO,
    },
    {
      name: 'the schedule of another secret',
      template: resources({
        Secret: secret(),
        Attachment: attachment(ref('Secret')),
        Other: secret(),
        Rotation: rotation(ref('Other')),
      }),
      found: INFO,
    },
    {
      name: 'a schedule whose secret is chosen, one way or as somebody fills in',
      template: {
        Parameters: { Given: { Type: 'String' }, Prod: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Prod' }, 'yes'] } },
        ...resources({
          Secret: secret(),
          Attachment: attachment(ref('Secret')),
          Other: secret(),
          Rotation: rotation({ 'Fn::If': ['IsProd', ref('Other'), { 'Fn::ImportValue': 'secret' }] }),
        }),
      },
      found: [],
    },
    {
      name: 'one that is found through Fn::If is another either way',
      template: resources({
        Secret: secret(),
        A: secret(),
        B: secret(),
        Attachment: attachment(ref('Secret')),
        Rotation: rotation(choose(ref('A'), ref('B'))),
      }),
      found: INFO,
    },
    { name: 'a secret of something else', template: resources({ Secret: secret() }) },
    {
      name: 'a schedule for the secret',
      template: resources({
        Rotation: rotation(ref('Secret')),
        Secret: secret(),
        Attachment: attachment(ref('Secret')),
      }),
    },
    {
      name: 'a schedule for the attachment, as CDK writes it',
      template: resources({
        Secret: secret(),
        Attachment: attachment(ref('Secret')),
        Rotation: rotation(ref('Attachment')),
      }),
    },
    {
      name: 'a schedule by name',
      template: resources({
        Secret: secret({ Name: 'prod/db' }),
        Attachment: attachment(ref('Secret')),
        Rotation: rotation('prod/db'),
      }),
    },
    {
      name: 'a schedule for what is not known here',
      template: resources({
        Secret: secret(),
        Attachment: attachment(ref('Secret')),
        Rotation: rotation({ 'Fn::ImportValue': 'secret' }),
      }),
    },
    {
      name: 'a schedule for a parameter',
      template: resources({
        Secret: secret(),
        Attachment: attachment(ref('Secret')),
        Rotation: rotation(ref('Given')),
      }),
    },
    { name: 'the secret of another stack', template: resources({ Attachment: attachment(ref('Given')) }) },
    {
      name: 'a macro that may add it',
      template: resources(
        { Secret: secret(), Attachment: attachment(ref('Secret')) },
        { Transform: ['Company::Rotation'] },
      ),
    },
  ]);
});
