/** For every rule about policies what is found and what is right, and the forms in which either may be written. */
import { allow, OTHER, OWN, ROOT } from './support';

type Element = Readonly<Record<string, unknown>>;

export interface Example {
  readonly bad: Element | readonly Element[];
  readonly good: Element | readonly Element[];
  /** What stands beside the statement: the account's root, unless that is what the rule is about. */
  readonly beside?: readonly Element[];
  readonly key?: Element;
  readonly in?: 'template';
  /** The functions the rule is silent at, and why that is right. */
  readonly silent?: Partial<Record<'Fn::If' | 'Fn::Sub', string>>;
}

const ROLE = `arn:aws:iam::${OWN}:role/app`;
const decrypt = (more: Element = {}) => allow({ AWS: ROLE }, 'kms:Decrypt', more);
const when = (Condition: unknown, action = 'kms:Decrypt') => allow({ AWS: ROLE }, action, { Condition });
const anybody = (Condition?: unknown) =>
  allow({ AWS: '*' }, 'kms:Decrypt', Condition === undefined ? {} : { Condition });
const secret = (principal: unknown, action: unknown, more: Element = {}) => allow(principal, action, more);

export const examples: Readonly<Record<string, Example>> = {
  'policy/syntax': { bad: { ...decrypt(), Effect: 'allow' }, good: decrypt() },
  'policy/missing-element': {
    bad: { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'kms:Decrypt' },
    good: decrypt(),
  },
  'policy/element-conflict': { bad: decrypt({ NotAction: 'kms:Encrypt' }), good: decrypt() },
  'policy/empty-element': { bad: allow({ AWS: ROLE }, []), good: allow({ AWS: ROLE }, ['kms:Decrypt']) },
  'policy/resource-not-star': {
    bad: decrypt({ Resource: `arn:aws:kms:eu-west-1:${OWN}:key/*` }),
    good: decrypt(),
  },
  'policy/too-big': {
    bad: decrypt({
      Condition: { StringEquals: { 'aws:PrincipalArn': Array(700).fill(`${ROLE}-${'x'.repeat(32)}`) } },
    }),
    good: decrypt(),
    silent: { 'Fn::If': 'it may be left out', 'Fn::Sub': 'what is filled in counts as nothing' },
  },
  'policy/bad-characters': { bad: decrypt({ Sid: 'Allow – all' }), good: decrypt({ Sid: 'Allow - all' }) },
  'policy/group-principal': {
    bad: allow({ AWS: `arn:aws:iam::${OWN}:group/admins` }, 'kms:Decrypt'),
    good: decrypt(),
  },
  'policy/wildcard-in-principal-arn': { bad: allow({ AWS: `${ROLE}-*` }, 'kms:Decrypt'), good: decrypt() },
  'policy/orphan-principal-id': {
    bad: allow({ AWS: [ROLE, 'AROAEXAMPLEROLEID1234'] }, 'kms:Decrypt'),
    good: decrypt(),
  },
  'policy/malformed-principal': { bad: allow({ AWS: '11112222333' }, 'kms:Decrypt'), good: decrypt() },
  'policy/unknown-action': { bad: allow({ AWS: ROLE }, 'kms:Decript'), good: decrypt() },
  'policy/foreign-service-action': {
    bad: allow({ AWS: ROLE }, ['kms:Decrypt', 's3:GetObject']),
    good: decrypt(),
  },
  'policy/iam-only-action': { bad: allow({ AWS: ROLE }, ['kms:Decrypt', 'kms:ListKeys']), good: decrypt() },
  'policy/action-wrong-key-type': {
    bad: allow({ AWS: ROLE }, 'kms:Sign'),
    good: allow({ AWS: ROLE }, 'kms:GenerateMac'),
    key: { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' },
  },
  'policy/cross-account-ineffective': {
    bad: allow({ AWS: OTHER }, ['kms:Decrypt', 'kms:ListKeyPolicies']),
    good: allow({ AWS: OTHER }, 'kms:Decrypt'),
  },
  'policy/forbidden-condition-key': {
    bad: when({ StringEquals: { 'aws:ResourceTag/team': 'a' } }),
    good: when({ StringEquals: { 'aws:PrincipalTag/team': 'a' } }),
  },
  'policy/unknown-condition-key': {
    bad: when({ StringEquals: { 'kms:CallerAcount': OWN } }),
    good: when({ StringEquals: { 'kms:CallerAccount': OWN } }),
  },
  'policy/condition-not-for-action': {
    bad: when({ StringEquals: { 'kms:GrantOperations': 'Decrypt' } }),
    good: when({ 'ForAllValues:StringEquals': { 'kms:GrantOperations': 'Decrypt' } }, 'kms:CreateGrant'),
  },
  'policy/condition-type': {
    bad: when({ StringEquals: { 'aws:MultiFactorAuthAge': '3600' } }),
    good: when({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }),
  },
  'policy/duplicate-key': {
    bad: when({ StringEquals: { 'kms:CallerAccount': OWN, 'kms:callerAccount': OTHER } }),
    good: when({ StringEquals: { 'kms:CallerAccount': [OWN, OTHER] } }),
  },
  'policy/set-operator': {
    bad: when({ 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3' } }),
    good: when({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }),
  },
  'policy/wildcard-without-like': {
    bad: when({ StringEquals: { 'aws:PrincipalArn': `${ROLE}-*` } }),
    good: when({ ArnLike: { 'aws:PrincipalArn': `${ROLE}-*` } }),
  },
  'policy/network-value': {
    bad: when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
    good: when({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
  },
  'policy/variable': {
    bad: when({ StringEquals: { 'kms:EncryptionContext:user': '${aws:username' } }),
    good: when({ StringEquals: { 'kms:EncryptionContext:user': '${aws:username}' } }),
  },
  'policy/via-service-name': {
    bad: when({ StringEquals: { 'kms:ViaService': 'ebs.eu-west-1.amazonaws.com' } }),
    good: when({ StringEquals: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' } }),
  },
  'policy/via-service-region': {
    bad: when({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }),
    good: when({ StringEquals: { 'kms:ViaService': { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' } } }),
    in: 'template',
  },
  'policy/encryption-context-name': {
    bad: when({ ArnLike: { 'kms:EncryptionContext:aws:logs:arm': 'arn:aws:logs:*:*:*' } }),
    good: when({ ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:*:*:*' } }),
  },
  'policy/condition-constant': {
    bad: when({ StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } }, 'kms:CreateKey'),
    good: when({ StringEquals: { 'kms:CallerAccount': OWN } }),
    key: { KeySpec: 'SYMMETRIC_DEFAULT' },
  },
  'policy/dead-statement': {
    bad: when({ StringEquals: { 'kms:CallerAccount': OWN }, StringNotEquals: { 'kms:CallerAccount': OWN } }),
    good: when({ StringEquals: { 'kms:CallerAccount': OWN } }),
  },
  'policy/redundant-statement': {
    bad: allow({ AWS: ROLE }, ['kms:Decrypt', 'kms:ReEncrypt*', 'kms:ReEncryptTo']),
    good: allow({ AWS: ROLE }, ['kms:Decrypt', 'kms:ReEncrypt*']),
  },
  'policy/sid': {
    bad: [decrypt({ Sid: 'Use' }), allow({ AWS: ROLE }, 'kms:Encrypt', { Sid: 'Use' })],
    good: [decrypt({ Sid: 'Use' }), allow({ AWS: ROLE }, 'kms:Encrypt', { Sid: 'Use2' })],
  },
  'policy/reachable-from-any-account': {
    bad: anybody(),
    good: anybody({ StringEquals: { 'kms:CallerAccount': OWN } }),
  },
  'policy/bound-is-ineffective': {
    bad: anybody({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }),
    good: anybody({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }),
  },
  'policy/not-principal-allow': {
    bad: { Effect: 'Allow', NotPrincipal: { AWS: ROLE }, Action: 'kms:Decrypt', Resource: '*' },
    good: decrypt(),
  },
  'policy/foreign-account': { bad: allow({ AWS: OTHER }, 'kms:Decrypt'), good: decrypt() },
  'policy/confused-deputy': {
    bad: allow({ Service: 'cloudtrail.amazonaws.com' }, 'kms:GenerateDataKey*'),
    good: allow({ Service: 'cloudtrail.amazonaws.com' }, 'kms:GenerateDataKey*', {
      Condition: { StringEquals: { 'aws:SourceAccount': OWN } },
    }),
  },
  'policy/create-grant-open': {
    bad: allow({ AWS: '*' }, 'kms:CreateGrant', {
      Condition: { StringEquals: { 'kms:CallerAccount': OWN } },
    }),
    good: allow({ AWS: ROLE }, 'kms:CreateGrant', {
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  },
  'policy/kms-star-non-root': { bad: allow({ AWS: ROLE }, 'kms:*'), good: decrypt() },
  'policy/lockout': { bad: decrypt(), good: ROOT, beside: [] },
  'policy/root-missing': { bad: allow({ AWS: [ROLE, `${ROLE}-2`] }, 'kms:*'), good: ROOT, beside: [] },
  'policy/single-admin': {
    bad: allow({ AWS: ROLE }, 'kms:*'),
    good: ROOT,
    beside: [],
    silent: { 'Fn::If': 'without it there is nobody' },
  },
  'policy/hardcoded-account': {
    bad: ROOT,
    good: allow({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }, 'kms:*'),
    beside: [],
    in: 'template',
  },
  'secret/public': {
    bad: secret('*', 'secretsmanager:GetSecretValue'),
    good: secret('*', 'secretsmanager:GetSecretValue', {
      Condition: { StringEquals: { 'aws:PrincipalAccount': OWN } },
    }),
  },
  'secret/dead-action': {
    bad: secret({ AWS: ROLE }, ['secretsmanager:GetSecretValue', 'secretsmanager:ListSecrets']),
    good: secret({ AWS: ROLE }, 'secretsmanager:GetSecretValue'),
  },
  'secret/resource-not-this-secret': {
    bad: secret({ AWS: ROLE }, 'secretsmanager:GetSecretValue', { Resource: `arn:aws:s3:::bucket` }),
    good: secret({ AWS: ROLE }, 'secretsmanager:GetSecretValue'),
  },
};

/** The files a person may have these statements in, by what they are. */
export function writtenIn(
  code: string,
  example: Example,
  elements: Example['bad'],
): Readonly<Record<string, string>> {
  const policy = policyOf(code, example, elements);
  const template = (of: Element) => templateOf(code, example, of);
  return {
    ...(example.in !== 'template' && {
      'a JSON file': JSON.stringify(policy),
      'a YAML file': yaml(policy),
    }),
    // What a key is for stands in other arguments there.
    ...(example.in !== 'template' &&
      example.key === undefined && {
        'a Terraform heredoc': terraform(code, `<<-POLICY\n${heredoc(policy)}\n  POLICY`),
        'what Terraform encodes': terraform(code, `jsonencode(${hcl(policy)})`),
      }),
    'a JSON template': JSON.stringify(template(policy), null, 2),
    'a YAML template': yaml(template(policy)),
    'a YAML template without quotes': yaml(template(policy), '', bare),
    'a YAML template through Fn::If': yaml(template(policyOf(code, example, elements, chosen))),
    'a YAML template through Fn::Sub': yaml(template(substituted(policy))),
  };
}

function policyOf(
  code: string,
  { beside }: Example,
  elements: Example['bad'],
  wrap: (statement: unknown) => unknown = statement => statement,
): Element {
  const others = beside ?? (code.startsWith('secret/') ? [] : [ROOT]);
  return { Version: '2012-10-17', Statement: [...[elements].flat().map(wrap), ...others] };
}

function chosen(statement: unknown): unknown {
  return { 'Fn::If': ['IsProd', statement, { Ref: 'AWS::NoValue' }] };
}

/** Every value of an action, a principal and a condition as Fn::Sub of itself. */
function substituted(value: unknown, inside = false): Element {
  const walk = (one: unknown, within: boolean): unknown => {
    if (typeof one === 'string') return within ? { 'Fn::Sub': one } : one;
    if (Array.isArray(one)) return one.map(item => walk(item, within));
    if (typeof one !== 'object' || one === null || 'Fn::Sub' in one) return one;
    return Object.fromEntries(
      Object.entries(one).map(([name, item]) => [name, walk(item, within || name !== 'Version')]),
    );
  };
  return Object(walk(value, inside));
}

function terraform(code: string, policy: string): string {
  const type = code.startsWith('secret/') ? 'aws_secretsmanager_secret_policy' : 'aws_kms_key';
  return `resource "${type}" "it" {\n  policy = ${policy}\n}\n`;
}

function heredoc(policy: Element): string {
  return doubled(JSON.stringify(policy, null, 2)).replace(/^/gm, '    ');
}

/** With names as people write them, and no commas between lines. */
function hcl(value: unknown, indent = '  '): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[${value.map(item => hcl(item, inner)).join(', ')}]`;
  }
  if (typeof value !== 'object' || value === null) return doubled(JSON.stringify(value));
  const entries = Object.entries(value).map(
    ([name, item]) => `${inner}${/^\w+$/.test(name) ? name : JSON.stringify(name)} = ${hcl(item, inner)}\n`,
  );
  return `{\n${entries.join('')}${indent}}`;
}

function doubled(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}

function templateOf(code: string, { key }: Example, policy: Element): Element {
  const resource = code.startsWith('secret/')
    ? {
        Type: 'AWS::SecretsManager::ResourcePolicy',
        Properties: { SecretId: 'prod/db', ResourcePolicy: policy },
      }
    : { Type: 'AWS::KMS::Key', Properties: { ...key, KeyPolicy: policy } };
  return {
    Parameters: { Env: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Resources: { It: resource },
  };
}

/** In blocks, as people write it. */
function yaml(value: unknown, indent = '', scalar: (value: unknown) => string = JSON.stringify): string {
  if (Array.isArray(value)) {
    return (
      value.map(item => `\n${indent}- ${yaml(item, `${indent}  `, scalar).trimStart()}`).join('') || ' []'
    );
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([name, item]) => `\n${indent}${name}:${yaml(item, `${indent}  `, scalar)}`,
    );
    const text = entries.join('');
    return indent === '' ? text.trimStart() : text;
  }
  return ` ${scalar(value)}`;
}

/** Without quotes where YAML reads the same then. */
function bare(value: unknown): string {
  const isPlain =
    typeof value === 'string' && /^[A-Za-z][\w:/.@*+=${} –-]*$/.test(value) && !/: |[\s:]$/.test(value);
  return isPlain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) ? value : JSON.stringify(value);
}
