import { type CopyFormat, type CopyItem, keyName } from '../item';
import { quoted } from '../quote';

interface Calls {
  readonly parameter: (name: string) => readonly string[];
  readonly secret: (name: string) => readonly string[];
}

function program(calls: Calls): CopyFormat['text'] {
  return item => {
    if (item.kind === 'key') return undefined;
    return [...calls[item.kind](quoted(item.name)), ''].join('\n');
  };
}

export const python: CopyFormat = {
  id: 'python',
  label: 'Lambda, Python',
  detail: 'Read once for each execution environment',
  text: program({
    parameter: name => [
      'import boto3',
      '',
      `VALUE = boto3.client("ssm").get_parameter(Name=${name}, WithDecryption=True)["Parameter"]["Value"]`,
      '',
      '',
      'def handler(event, context):',
      '    return len(VALUE)',
    ],
    secret: name => [
      'import json',
      '',
      'import boto3',
      '',
      `SECRET = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId=${name})["SecretString"])`,
      '',
      '',
      'def handler(event, context):',
      '    return len(SECRET)',
    ],
  }),
};

export const javascript: CopyFormat = {
  id: 'javascript',
  label: 'Lambda, JavaScript',
  detail: 'Read once for each execution environment',
  text: program({
    parameter: name => [
      "import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';",
      '',
      'const ssm = new SSMClient({});',
      'const { Parameter } = await ssm.send(',
      `  new GetParameterCommand({ Name: ${name}, WithDecryption: true }),`,
      ');',
      '',
      'export const handler = async () => Parameter.Value.length;',
    ],
    secret: name => [
      "import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';",
      '',
      'const secretsManager = new SecretsManagerClient({});',
      `const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: ${name} }));`,
      'const secret = JSON.parse(SecretString);',
      '',
      'export const handler = async () => Object.keys(secret).length;',
    ],
  }),
};

export const java: CopyFormat = {
  id: 'java',
  label: 'Java',
  text: program({
    parameter: name => [
      'try (SsmClient ssm = SsmClient.create()) {',
      `    String value = ssm.getParameter(request -> request.name(${name}).withDecryption(true)).parameter().value();`,
      '}',
    ],
    secret: name => [
      'try (SecretsManagerClient secretsManager = SecretsManagerClient.create()) {',
      `    String secret = secretsManager.getSecretValue(request -> request.secretId(${name})).secretString();`,
      '}',
    ],
  }),
};

export const go: CopyFormat = {
  id: 'go',
  label: 'Go',
  text: program({
    parameter: name => [
      'parameter, err := ssm.NewFromConfig(cfg).GetParameter(ctx, &ssm.GetParameterInput{',
      `\tName:           aws.String(${name}),`,
      '\tWithDecryption: aws.Bool(true),',
      '})',
      'if err != nil {',
      '\treturn err',
      '}',
      'value := aws.ToString(parameter.Parameter.Value)',
    ],
    secret: name => [
      'secret, err := secretsmanager.NewFromConfig(cfg).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{',
      `\tSecretId: aws.String(${name}),`,
      '})',
      'if err != nil {',
      '\treturn err',
      '}',
      'value := aws.ToString(secret.SecretString)',
    ],
  }),
};

/** https://docs.aws.amazon.com/cdk/v2/guide/get-ssm-value.html */
export const cdkTypeScript: CopyFormat = {
  id: 'cdk-typescript',
  label: 'CDK, TypeScript',
  text: item =>
    `${cdk(item, { self: 'this', call: name => `from${name}`, option: camel => camel, end: ';' })}\n`,
};

export const cdkPython: CopyFormat = {
  id: 'cdk-python',
  label: 'CDK, Python',
  text: item =>
    `${cdk(item, { self: 'self', call: name => `from${snake(name)}`, option: snake, end: '' })}\n`,
};

interface Dialect {
  readonly self: string;
  call(name: string): string;
  option(name: string): string;
  readonly end: string;
}

function cdk(item: CopyItem, { self, call, option, end }: Dialect): string {
  const id = quoted(constructId(item));
  switch (item.kind) {
    case 'parameter': {
      const python = self === 'self';
      if (item.type !== 'SecureString') {
        const method = python ? 'value_for_string_parameter' : 'valueForStringParameter';
        return `ssm.StringParameter.${method}(${self}, ${quoted(item.name)})${end}`;
      }
      const method = call('SecureStringParameterAttributes');
      const [name, version] = [option('parameterName'), option('version')];
      const options = python
        ? `${name}=${quoted(item.name)}, ${version}=${item.version}`
        : `{ ${name}: ${quoted(item.name)}, ${version}: ${item.version} }`;
      return `ssm.StringParameter.${method}(${self}, ${id}, ${options})${end}`;
    }
    case 'secret':
      return `secretsmanager.Secret.${call('SecretNameV2')}(${self}, ${id}, ${quoted(item.name)})${end}`;
    case 'key':
      return item.alias === undefined
        ? `kms.Key.${call('KeyArn')}(${self}, ${id}, ${quoted(item.arn)})${end}`
        : `kms.Alias.${call('AliasName')}(${self}, ${id}, ${quoted(keyName(item))})${end}`;
  }
}

function constructId(item: CopyItem): string {
  const name = item.kind === 'key' ? keyName(item).replace(/^alias\//, '') : item.name;
  const words = name.split(/[^A-Za-z\d]+/).filter(Boolean);
  return words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Item';
}

function snake(camel: string): string {
  return camel.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
