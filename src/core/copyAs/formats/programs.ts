import type { CopyFormat } from '../item';
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
