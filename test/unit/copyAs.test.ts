import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { transformSync } from 'esbuild';
import type { CopyItem, CopyPlace } from '../../src/core/copyAs/item';
import { copyFormats } from '../../src/core/copyAs/table';
import { createAnalyzer } from '../../src/core/document';
import { lint } from '../../src/core/lint';
import { lintFile } from './policy/support';

const place: CopyPlace = { region: 'eu-west-1', account: '111122223333' };
const arnOf = (rest: string) => `arn:aws:${rest}`;
const host: CopyItem = {
  kind: 'parameter',
  name: '/my-app/prod/database/host-name',
  type: 'String',
  version: 3,
  arn: arnOf('ssm:eu-west-1:111122223333:parameter/my-app/prod/database/host-name'),
};
const password: CopyItem = {
  ...host,
  name: '/my-app/prod/database/password',
  type: 'SecureString',
  keyId: 'alias/my-app-prod',
  arn: arnOf('ssm:eu-west-1:111122223333:parameter/my-app/prod/database/password'),
};
const secret: CopyItem = {
  kind: 'secret',
  name: 'prod/my-app/database',
  arn: arnOf('secretsmanager:eu-west-1:111122223333:secret:prod/my-app/database-AbCdEf'),
  keyId: arnOf('kms:eu-west-1:111122223333:key/7d1c9a52-0000-4000-8000-000000000000'),
};
const key: CopyItem = {
  kind: 'key',
  id: '7d1c9a52-0000-4000-8000-000000000000',
  arn: arnOf('kms:eu-west-1:111122223333:key/7d1c9a52-0000-4000-8000-000000000000'),
  alias: 'alias/my-app-prod',
};
/** An emulator takes any name. */
const hostile: readonly CopyItem[] = [
  { ...host, name: `/x'; rm -rf ~ #"$(id)\`id\`\${id}\n%{x}` },
  { ...secret, name: `a"b\\c'd$(id)\${x}\u2028\u{1f511}` },
  { ...key, alias: `alias/'"$(id)` },
];
const items = { host, password, secret, key };

function textOf(id: string, item: CopyItem): string | undefined {
  const format = copyFormats.find(one => one.id === id);
  assert.ok(format, id);
  return format.text(item, place);
}

describe('Copy As', () => {
  const golden: Readonly<Record<string, Partial<Record<keyof typeof items, string | undefined>>>> = {
    name: { host: host.name, key: 'alias/my-app-prod' },
    'quoted-name': { secret: '"prod/my-app/database"' },
    arn: { key: key.arn },
    reference: {
      host: '{{resolve:ssm:/my-app/prod/database/host-name}}',
      password: '{{resolve:ssm-secure:/my-app/prod/database/password}}',
      secret: '{{resolve:secretsmanager:prod/my-app/database}}',
      key: undefined,
    },
    'pinned-reference': {
      host: '{{resolve:ssm:/my-app/prod/database/host-name:3}}',
      password: '{{resolve:ssm-secure:/my-app/prod/database/password:3}}',
      secret: undefined,
    },
    'json-key-reference': {
      secret: '{{resolve:secretsmanager:prod/my-app/database:SecretString:KEY}}',
      host: undefined,
    },
    'template-parameter': {
      host: 'HostName:\n  Type: AWS::SSM::Parameter::Value<String>\n  Default: /my-app/prod/database/host-name\n',
      password: undefined,
      secret: undefined,
    },
    cli: {
      host: "aws ssm get-parameter --name '/my-app/prod/database/host-name' --query Parameter.Value --output text --region 'eu-west-1'",
      password:
        "aws ssm get-parameter --name '/my-app/prod/database/password' --with-decryption --query Parameter.Value --output text --region 'eu-west-1'",
      secret:
        "aws secretsmanager get-secret-value --secret-id 'prod/my-app/database' --query SecretString --output text --region 'eu-west-1'",
      key: "aws kms describe-key --key-id 'alias/my-app-prod' --region 'eu-west-1'",
    },
    'cdk-typescript': {
      host: 'ssm.StringParameter.valueForStringParameter(this, "/my-app/prod/database/host-name");\n',
      password:
        'ssm.StringParameter.fromSecureStringParameterAttributes(this, "MyAppProdDatabasePassword", { parameterName: "/my-app/prod/database/password", version: 3 });\n',
      secret: 'secretsmanager.Secret.fromSecretNameV2(this, "ProdMyAppDatabase", "prod/my-app/database");\n',
      key: 'kms.Alias.fromAliasName(this, "MyAppProd", "alias/my-app-prod");\n',
    },
    'cdk-python': {
      password:
        'ssm.StringParameter.from_secure_string_parameter_attributes(self, "MyAppProdDatabasePassword", parameter_name="/my-app/prod/database/password", version=3)\n',
      secret:
        'secretsmanager.Secret.from_secret_name_v2(self, "ProdMyAppDatabase", "prod/my-app/database")\n',
      key: 'kms.Alias.from_alias_name(self, "MyAppProd", "alias/my-app-prod")\n',
    },
    terraform: {
      host: 'data "aws_ssm_parameter" "host_name" {\n  name = "/my-app/prod/database/host-name"\n}\n',
      secret:
        'data "aws_secretsmanager_secret_version" "database" {\n  secret_id = "prod/my-app/database"\n}\n',
    },
    'ecs-secret': {
      password: `{\n  "name": "PASSWORD",\n  "valueFrom": "${password.arn}"\n}\n`,
      key: undefined,
    },
    'github-actions': {
      secret: `- uses: aws-actions/aws-secretsmanager-get-secrets@v2\n  with:\n    secret-ids: |\n      DATABASE, ${secret.arn}\n`,
      key: undefined,
    },
  };
  for (const [id, texts] of Object.entries(golden)) {
    it(id, () => {
      for (const [name, text] of Object.entries(texts))
        assert.equal(textOf(id, items[name as keyof typeof items]), text, name);
    });
  }

  it('an IAM statement allows this item and no other, the key of another service through that alone', () => {
    const statement = (item: CopyItem) => JSON.parse(textOf('iam-statement', item) ?? '');
    assert.deepEqual(statement(host), { Effect: 'Allow', Action: 'ssm:GetParameter', Resource: host.arn });
    const [read, decrypt] = statement(password);
    assert.equal(read.Resource, password.arn);
    assert.deepEqual(decrypt, {
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: 'arn:aws:kms:eu-west-1:111122223333:key/*',
      Condition: {
        StringEquals: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' },
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/my-app-prod' },
      },
    });
    assert.equal(statement(secret)[1].Resource, secret.keyId);
    assert.equal(statement({ ...password, keyId: 'alias/aws/ssm' }).Resource, password.arn);
    for (const item of Object.values(items)) {
      const all = [statement(item)].flat();
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: all }, null, 2);
      assert.deepEqual(lintFile(policy, { kind: 'identity' }), []);
    }
  });

  it('a template takes what is copied for one', () => {
    const parameter = textOf('template-parameter', host)?.replace(/^/gm, '  ').trimEnd();
    const values = [host, password, secret].map(item => textOf('reference', item));
    const text = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
${parameter}
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.t4g.micro
      Engine: '${values[0]}'
      MasterUserPassword: '${values[1]}'
      MasterUsername: '{{resolve:secretsmanager:prod/my-app/database:SecretString:KEY}}'
      DBName: !Ref HostName
`;
    const problems = lint(createAnalyzer().analyze({ path: 'template.yaml', text }));
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  const all = [...Object.values(items), ...hostile];
  const written = (ids: readonly string[]) => ids.flatMap(id => all.flatMap(item => textOf(id, item) ?? []));

  it('shells take it, and run nothing of a name', () => {
    const scripts = written(['cli', 'cli-encrypt', 'user-data']);
    assert.ok(scripts.length > 12);
    // A stand-in that says what it was given, one argument a line.
    const said = spawnSync(
      'bash',
      [
        '-c',
        `aws() { printf '<%s>\\n' "$@"; }\nbase64() { cat; }\n${scripts.filter(text => !text.startsWith('#!')).join('\n')}`,
      ],
      { encoding: 'utf8', cwd: '/' },
    );
    assert.equal(said.status, 0, said.stderr);
    assert.doesNotMatch(said.stdout, /uid=/);
    assert.ok(said.stdout.includes(`<${hostile[0]?.kind === 'parameter' ? hostile[0].name : ''}>`));
    for (const script of scripts)
      assert.equal(spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' }).stderr, '', script);
  });

  it('a step of GitHub Actions masks each line, and sets one variable whatever the value holds', () => {
    const [, ...lines] = (textOf('github-actions', host) ?? '').split('  run: |\n');
    const script = lines.join('').replace(/^ {4}/gm, '');
    const said = spawnSync(
      'bash',
      [
        '-c',
        `aws() { printf 'one\\n\\nPATH=two\\n'; }\nopenssl() { echo DELIMITER; }\nGITHUB_ENV=$(mktemp)\n${script}\ncat "$GITHUB_ENV" >&2; rm "$GITHUB_ENV"`,
      ],
      { encoding: 'utf8' },
    );
    assert.equal(said.stdout, '::add-mask::one\n::add-mask::PATH=two\n');
    assert.equal(said.stderr, 'HOST_NAME<<DELIMITER\none\n\nPATH=two\nDELIMITER\n');
  });

  it('Python compiles it, and gets the name back', () => {
    const programs = written(['python', 'cdk-python']);
    const names = all.map(item => textOf('quoted-name', item) ?? '');
    const check = `
import json, sys
given = json.load(sys.stdin)
for program in given["programs"]:
    compile(program, "copied", "exec")
print(json.dumps([eval(name) for name in given["names"]]))
`;
    const result = spawnSync('python3', ['-c', check], {
      input: JSON.stringify({ programs, names }),
      encoding: 'utf8',
    });
    assert.equal(result.status, 0, result.stderr);
    assert.deepEqual(
      JSON.parse(result.stdout),
      all.map(item => textOf('name', item)),
    );
  });

  it('JavaScript and TypeScript parse it', () => {
    for (const text of written(['javascript']))
      transformSync(text, { loader: 'js', format: 'esm', target: 'es2022' });
    for (const text of written(['cdk-typescript'])) transformSync(text, { loader: 'ts' });
    for (const item of all)
      assert.equal(new Function(`return ${textOf('quoted-name', item)}`)(), textOf('name', item));
  });

  it('YAML and Terraform keep a name whole', () => {
    for (const item of hostile) {
      if (item.kind !== 'parameter') continue;
      assert.match(textOf('template-parameter', item) ?? '', /Default: "\/x'; rm -rf ~ #\\"\$\(id\)/);
      assert.match(textOf('terraform', item) ?? '', /\$\$\{id\}\\n%%\{x\}/);
    }
  });

  it('is told apart by id and label', () => {
    assert.equal(new Set(copyFormats.map(({ id }) => id)).size, copyFormats.length);
    assert.equal(new Set(copyFormats.map(({ label }) => label)).size, copyFormats.length);
  });
});
