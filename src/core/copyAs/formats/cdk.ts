import { type CopyFormat, type CopyItem, keyName } from '../item';
import { quoted } from '../quote';

/** https://docs.aws.amazon.com/cdk/v2/guide/get-ssm-value.html */
export const cdkTypeScript: CopyFormat = {
  id: 'cdk-typescript',
  label: 'CDK, TypeScript',
  text: item =>
    cdk(item, {
      self: 'this',
      name: camel => camel,
      options: entries => `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(', ')} }`,
      end: ';\n',
    }),
};

export const cdkPython: CopyFormat = {
  id: 'cdk-python',
  label: 'CDK, Python',
  text: item =>
    cdk(item, {
      self: 'self',
      name: snake,
      options: entries => entries.map(([name, value]) => `${snake(name)}=${value}`).join(', '),
      end: '\n',
    }),
};

/** How a language writes what the CDK calls the same in all of them. */
interface Dialect {
  readonly self: string;
  name(camel: string): string;
  options(entries: readonly (readonly [name: string, value: string])[]): string;
  readonly end: string;
}

function cdk(item: CopyItem, { self, name, options, end }: Dialect): string {
  const call = (construct: string, method: string, ...args: readonly string[]) =>
    `${construct}.${name(method)}(${[self, ...args].join(', ')})${end}`;
  const id = quoted(constructId(item));
  switch (item.kind) {
    case 'parameter': {
      const parameter = quoted(item.name);
      if (item.type !== 'SecureString')
        return call('ssm.StringParameter', 'valueForStringParameter', parameter);
      const attributes = options([
        ['parameterName', parameter],
        ['version', String(item.version)],
      ]);
      return call('ssm.StringParameter', 'fromSecureStringParameterAttributes', id, attributes);
    }
    case 'secret':
      return call('secretsmanager.Secret', 'fromSecretNameV2', id, quoted(item.name));
    case 'key':
      return item.alias === undefined
        ? call('kms.Key', 'fromKeyArn', id, quoted(item.arn))
        : call('kms.Alias', 'fromAliasName', id, quoted(keyName(item)));
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
