import { leastStatement } from '../../access/missingStatement';
import { type CopyFormat, type CopyItem, type CopyPlace, keyName } from '../item';
import { hclQuoted } from '../quote';
import { snakeName, variableName } from '../words';

/** https://developer.hashicorp.com/terraform/language/state/sensitive-data */
export const terraform: CopyFormat = {
  id: 'terraform',
  label: 'Terraform data source',
  detail: 'What it reads is kept in the state, in plain text',
  text(item) {
    const [type, argument, value] = terraformOf(item);
    return [`data "${type}" "${snakeName(item)}" {`, `  ${argument} = ${hclQuoted(value)}`, '}', ''].join(
      '\n',
    );
  },
};

function terraformOf(item: CopyItem): readonly [type: string, argument: string, value: string] {
  switch (item.kind) {
    case 'parameter':
      return ['aws_ssm_parameter', 'name', item.name];
    case 'secret':
      return ['aws_secretsmanager_secret_version', 'secret_id', item.name];
    case 'key':
      return ['aws_kms_key', 'key_id', keyName(item)];
  }
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html */
export const ecsSecret: CopyFormat = {
  id: 'ecs-secret',
  label: 'ECS secrets entry',
  detail: 'Of a container; the execution role needs the permission',
  text: item =>
    item.kind === 'key' || item.arn === undefined
      ? undefined
      : `${JSON.stringify({ name: variableName(item), valueFrom: item.arn }, null, 2)}\n`,
};

/** What reads exactly this item, for a policy of whoever reads it. */
export const iamStatement: CopyFormat = {
  id: 'iam-statement',
  label: 'IAM statement',
  detail: 'That allows to read this, and nothing else',
  text: (item, place) => {
    const statements = statementsFor(item, place);
    return `${JSON.stringify(statements.length === 1 ? statements[0] : statements, null, 2)}\n`;
  },
};

function statementsFor(item: CopyItem, place: CopyPlace) {
  switch (item.kind) {
    case 'parameter': {
      const read = leastStatement('ssm:GetParameter', 'ssm', item.arn ?? item.name, place);
      return item.type === 'SecureString' ? [read, ...decrypt(item.keyId, 'ssm', place)] : [read];
    }
    case 'secret': {
      const read = leastStatement('secretsmanager:GetSecretValue', 'secretsmanager', item.arn, place);
      return [read, ...decrypt(item.keyId, 'secretsmanager', place)];
    }
    case 'key':
      return [leastStatement('kms:Decrypt', 'kms', item.arn, place)];
  }
}

/** The keys that AWS manages let in whoever may use the service: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html */
function decrypt(keyId: string | undefined, service: string, place: CopyPlace) {
  if (keyId === undefined || /(?:^|:)alias\/aws\//.test(keyId)) return [];
  return [leastStatement('kms:Decrypt', service, keyId, place)];
}
