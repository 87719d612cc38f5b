import assert from 'node:assert/strict';
import { conditionPolicy, fixed, keyTemplate, lintFile, lintTemplate, only } from './support';

const CODE = 'policy/via-service-name';
const policy = (value: unknown, operator = 'StringEquals') =>
  conditionPolicy({ [operator]: { 'kms:ViaService': value } });

describe('policy/via-service-name', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    's3.eu-west-1.amazonaws.com': [],
    'ec2.us-gov-west-1.amazonaws.com': [],
    'rds.cn-north-1.amazonaws.com': [],
    'secretsmanager.eusc-de-east-1.amazonaws.com': [],
    'bedrock.us-east-1.amazonaws.com': [],
    's3.*.amazonaws.com': [],
    '*.amazonaws.com': [],
    'ebs.eu-west-1.amazonaws.com': ['error'],
    's3.cn-north-1.amazonaws.com.cn': ['error'],
    's3.amazonaws.com': ['warning'],
    s3: ['warning'],
    's3.eu-west.amazonaws.com': ['warning'],
    'secretmanager.eu-west-1.amazonaws.com': ['warning'],
    'frobnicate.eu-west-1.amazonaws.com': ['warning'],
  };
  for (const [host, expected] of Object.entries(cases)) {
    it(`${expected[0] ?? 'nothing'}: ${host}`, () => {
      const text = policy(host, 'StringLike');
      assert.deepEqual(
        only(CODE, text, lintFile(text)),
        expected.map(severity => `${severity} "${host}"`),
      );
    });
  }

  it('corrects what is known', () => {
    for (const [before, after] of [
      ['ebs.eu-west-1.amazonaws.com', 'ec2.eu-west-1.amazonaws.com'],
      ['s3.cn-north-1.amazonaws.com.cn', 's3.cn-north-1.amazonaws.com'],
      ['secretmanager.eu-west-1.amazonaws.com', 'secretsmanager.eu-west-1.amazonaws.com'],
    ]) {
      const text = policy(['sns.eu-west-1.amazonaws.com', before]);
      const mended = fixed(text, lintFile(text), CODE);
      assert.equal(mended, policy(['sns.eu-west-1.amazonaws.com', after]));
      assert.deepEqual(lintFile(mended), []);
    }
  });

  it('sees through functions, and asks the template for the Region', () => {
    const yaml = keyTemplate(`        - Effect: Allow
          Principal: {AWS: !Ref AWS::AccountId}
          Action: kms:Decrypt
          Resource: '*'
          Condition:
            StringEquals:
              kms:ViaService:
                - !Sub 's3.\${AWS::Region}.amazonaws.com'
                - !Sub 'ebs.\${AWS::Region}.amazonaws.com'
                - !Sub '\${Env}.\${AWS::Region}.amazonaws.com'
                - sns.amazonaws.com`);
    const found = () => lintTemplate(yaml).filter(({ code }) => code === CODE);
    assert.deepEqual(
      found().map(({ severity, message }) => `${severity} ${message}`),
      [
        'error EBS calls KMS as ec2, not as: ebs.….amazonaws.com',
        'warning A service calls KMS as service.region.amazonaws.com, not as: sns.amazonaws.com',
      ],
    );
    assert.ok(fixed(yaml, found(), CODE).includes("!Sub 'ec2.${AWS::Region}.amazonaws.com'"));
    const [, second] = found();
    assert.ok(second);
    const mended = fixed(yaml, [second], CODE);
    assert.ok(mended.includes("- !Sub 'sns.${AWS::Region}.amazonaws.com'\n"));
    assert.equal(lintTemplate(mended).length, 1);
  });
});
