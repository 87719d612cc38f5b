import { referenceTo } from '../../catalog/referenceText';
import { parameterVersionReference } from '../../catalog/versionReference';
import { type CopyFormat, keyName } from '../item';
import { quoted, yamlScalar } from '../quote';
import { pascalName } from '../words';

export const name: CopyFormat = {
  id: 'name',
  label: 'Name',
  text: item => (item.kind === 'key' ? keyName(item) : item.name),
};

/** For the languages whose literals are JSON's. */
export const quotedName: CopyFormat = {
  id: 'quoted-name',
  label: 'Name in quotes',
  text: item => quoted(item.kind === 'key' ? keyName(item) : item.name),
};

export const arn: CopyFormat = { id: 'arn', label: 'ARN', text: item => item.arn };

export const reference: CopyFormat = {
  id: 'reference',
  label: 'Dynamic reference',
  detail: 'The latest version at each deployment',
  text: item => (item.kind === 'key' ? undefined : referenceTo(item)),
};

export const pinnedReference: CopyFormat = {
  id: 'pinned-reference',
  label: 'Dynamic reference to this version',
  text: item => (item.kind === 'parameter' ? parameterVersionReference(item, item.version) : undefined),
};

export const jsonKeyReference: CopyFormat = {
  id: 'json-key-reference',
  label: 'Dynamic reference to one key of the JSON',
  detail: 'Put the name of the key in the place of KEY',
  text: item =>
    item.kind === 'secret' ? referenceTo(item).replace(/\}\}$/, ':SecretString:KEY}}') : undefined,
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html */
export const templateParameter: CopyFormat = {
  id: 'template-parameter',
  label: 'CloudFormation parameter',
  detail: 'For !Ref; the value is read when the stack is created or updated',
  text(item) {
    // SecureString is not a type that CloudFormation takes for a parameter.
    if (item.kind !== 'parameter' || item.type === 'SecureString') return undefined;
    const type = item.type === 'StringList' ? 'List<String>' : 'String';
    return [
      `${pascalName(item)}:`,
      `  Type: AWS::SSM::Parameter::Value<${type}>`,
      `  Default: ${yamlScalar(item.name)}`,
      '',
    ].join('\n');
  },
};
