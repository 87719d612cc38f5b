import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '../../../src/cli/command';
import { parametersFrom } from '../../../src/cli/lint/parameters';
import { checkText } from '../../../src/cli/lint/report';

const TEMPLATE = `Parameters:
  Env: {Type: String, Default: dev}
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: prod/db
      KmsKeyId: alias/secrets
      GenerateSecretString: {SecretStringTemplate: '{"username": "app"}', GenerateStringKey: password}
  Database:
    Type: AWS::RDS::DBInstance
    DependsOn: Secret
    Properties:
      MasterUserPassword: !Sub '{{resolve:secretsmanager:\${Env}/db:SecretString:pasword}}'
`;

describe('keyhole lint --parameters', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'keyhole-parameters-'));
    const files: Readonly<Record<string, string>> = {
      'prod.json': '{"Parameters": {"Env": "prod"}}',
      'broken.json': '{',
      'other.json': '{}',
      'samconfig.toml':
        '[default.deploy.parameters]\nparameter_overrides = "Env=test"\n[prod.deploy.parameters]\nparameter_overrides = "Env=prod"\n',
      'one.toml': '[prod.deploy.parameters]\nparameter_overrides = "Env=prod"\n',
      'broken.toml': '[[',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('knows names under the values of the file', async () => {
    const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);
    assert.deepEqual(codes(checkText('a.yaml', TEMPLATE).problems), []);
    const set = await parametersFrom('prod.json', folder);
    assert.deepEqual(codes(checkText('a.yaml', TEMPLATE, set).problems), ['reference/unknown-secret-key']);
  });

  it('takes an environment of samconfig.toml, the default one, or the only one', async () => {
    const env = async (argument: string) => (await parametersFrom(argument, folder)).values.get('Env');
    assert.equal(await env('samconfig.toml'), 'test');
    assert.equal(await env('samconfig.toml:prod'), 'prod');
    assert.equal(await env('one.toml'), 'prod');
  });

  for (const [argument, message] of [
    ['nowhere.json', /nowhere\.json$/],
    ['broken.json', /^broken\.json: not JSON at line 1, column 1$/],
    ['other.json', /No values/],
    ['broken.toml', /^broken\.toml: not TOML at line 1, column \d+$/],
    ['samconfig.toml:stage', /no such environment.*\(default, prod\): stage/],
  ] as const) {
    it(`refuses ${argument}`, () =>
      assert.rejects(
        parametersFrom(argument, folder),
        (error: unknown) => error instanceof UsageError && message.test(error.message),
      ));
  }
});
