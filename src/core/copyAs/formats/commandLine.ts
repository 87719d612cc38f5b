import { type CopyFormat, type CopyItem, type CopyPlace, keyName } from '../item';
import { shellQuoted } from '../quote';
import { variableName } from '../words';

/** What prints the value, and nothing else. A value never stands on the command line itself: it would be in its history. */
function read(item: CopyItem, { region }: CopyPlace): string | undefined {
  const where = `--output text --region ${shellQuoted(region)}`;
  switch (item.kind) {
    case 'parameter': {
      const decrypted = item.type === 'SecureString' ? ' --with-decryption' : '';
      return `aws ssm get-parameter --name ${shellQuoted(item.name)}${decrypted} --query Parameter.Value ${where}`;
    }
    case 'secret':
      return `aws secretsmanager get-secret-value --secret-id ${shellQuoted(item.name)} --query SecretString ${where}`;
    case 'key':
      return undefined;
  }
}

export const cli: CopyFormat = {
  id: 'cli',
  label: 'AWS CLI',
  text: (item, place) =>
    item.kind === 'key'
      ? `aws kms describe-key --key-id ${shellQuoted(keyName(item))} --region ${shellQuoted(place.region)}`
      : read(item, place),
};

export const encryptFile: CopyFormat = {
  id: 'cli-encrypt',
  label: 'AWS CLI: encrypt a small file',
  detail: 'Up to 4,096 bytes; the text itself is read from a file',
  text(item, { region }) {
    if (item.kind !== 'key') return undefined;
    return `aws kms encrypt --key-id ${shellQuoted(keyName(item))} --plaintext fileb://plaintext.txt --query CiphertextBlob --output text --region ${shellQuoted(region)} | base64 --decode > ciphertext.bin`;
  },
};

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
export const userData: CopyFormat = {
  id: 'user-data',
  label: 'EC2 user data',
  detail: 'The role of the instance needs the permission; the value is in no template',
  text(item, place) {
    const command = read(item, place);
    if (command === undefined) return undefined;
    const variable = variableName(item);
    return ['#!/bin/bash', `${variable}="$(${command})"`, `export ${variable}`, ''].join('\n');
  },
};

/**
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_github.html; of a parameter each line is
 * masked before anything can print it, and none of them can set another variable:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
 */
export const githubActions: CopyFormat = {
  id: 'github-actions',
  label: 'GitHub Actions step',
  detail: 'After aws-actions/configure-aws-credentials',
  text(item, place) {
    const variable = variableName(item);
    // A line of YAML's own could begin in it. No name in AWS holds one.
    if (item.kind !== 'key' && /[\r\n]/.test(`${item.name}${item.arn ?? ''}`)) return undefined;
    if (item.kind === 'secret')
      return [
        '- uses: aws-actions/aws-secretsmanager-get-secrets@v2',
        '  with:',
        '    secret-ids: |',
        `      ${variable}, ${item.arn}`,
        '',
      ].join('\n');
    const command = read(item, place);
    if (command === undefined) return undefined;
    return [
      `- name: Read ${variable}`,
      '  run: |',
      `    value="$(${command})"`,
      '    while read -r line; do [ -z "$line" ] || echo "::add-mask::$line"; done <<< "$value"',
      '    delimiter="$(openssl rand -hex 16)"',
      `    printf '%s\\n' "${variable}<<$delimiter" "$value" "$delimiter" >> "$GITHUB_ENV"`,
      '',
    ].join('\n');
  },
};
