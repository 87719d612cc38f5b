// Writes src/core/facts/schemas.generated.ts: which properties of CloudFormation's resource types hold a credential, want
// the ARN of a secret, or make up the primary identifier. From the resource provider schemas that the Python package
// cfn-lint (MIT-0) carries, fetched by pip into a temporary folder. `--check` writes nothing and exits 1 when the file is
// not what would be written; `--review` prints what the words of a name suggest and nothing in the schema supports.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Newer schemas are a deliberate step: change this, run it, read the difference. */
const PACKAGE = 'cfn-lint==1.58.0';
/** The Region that has nearly every type. */
const REGION = 'us-east-1';

/** Words that end the name of a property holding a credential. */
const CREDENTIAL_NAME =
  /(password|passwords|passphrase|clientsecret|sharedsecret|secretkey|secretaccesskey|apikey|apikeyvalue|apisecretkey|apikeysecret|apitoken|accesstoken|refreshtoken|oauthtoken|authtoken|jwttoken|hectoken|sastoken|secrettoken|tokenvalue|secretstring|privatekey|presharedkey|tokenkey|appsecret|walletsecret)$/i;
const CREDENTIAL_WORDS =
  /\b(password|passphrase|secret|token|private key|api key|pre-shared key|credentials?)\b/i;
/** It names where the credential is, and is none. */
const ELSEWHERE = /\bARN\b|Amazon Resource Name|Parameter Store|path to|location of|file|public key/i;

/** Added by hand, each with the reason nothing in the schema gives. */
const REVIEWED_CREDENTIALS = [
  // Takes ssm-secure references, of a discontinued service that has no schema: facts/secureProperties.ts.
  ['AWS::OpsWorks::App', 'AppSource.Password'],
  ['AWS::OpsWorks::Stack', 'CustomCookbooksSource.Password'],
  ['AWS::OpsWorks::Stack', 'RdsDbInstances.*.DbPassword'],
  // `Token` and `Value` say nothing by their names alone.
  ['AWS::ApiGateway::ApiKey', 'Value'],
  ['AWS::CodeBuild::SourceCredential', 'Token'],
  // A free map in the schema; OIDC, Google and the others name the entry so.
  ['AWS::Cognito::UserPoolIdentityProvider', 'ProviderDetails.client_secret'],
  // The schema has no description; the documentation calls them the password, the key and the token of the service.
  ['Alexa::ASK::Skill', 'AuthenticationConfiguration.ClientSecret'],
  ['Alexa::ASK::Skill', 'AuthenticationConfiguration.RefreshToken'],
  ['AWS::CodeStar::GitHubRepository', 'RepositoryAccessToken'],
  ['AWS::DocDB::DBCluster', 'MasterUserPassword'],
  ['AWS::EMR::Cluster', 'KerberosAttributes.ADDomainJoinPassword'],
  ['AWS::EMR::Cluster', 'KerberosAttributes.CrossRealmTrustPrincipalPassword'],
  ['AWS::EMR::Cluster', 'KerberosAttributes.KdcAdminPassword'],
  ['AWS::Elasticsearch::Domain', 'AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword'],
  ['AWS::FSx::FileSystem', 'OntapConfiguration.FsxAdminPassword'],
  ['AWS::FSx::FileSystem', 'WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.Password'],
  ['AWS::KinesisFirehose::DeliveryStream', 'SplunkDestinationConfiguration.HECToken'],
  [
    'AWS::ManagedBlockchain::Member',
    'MemberConfiguration.MemberFrameworkConfiguration.MemberFabricConfiguration.AdminPassword',
  ],
  ['AWS::Pinpoint::ADMChannel', 'ClientSecret'],
  ['AWS::Pinpoint::APNSChannel', 'PrivateKey'],
  ['AWS::Pinpoint::APNSChannel', 'TokenKey'],
  ['AWS::Pinpoint::APNSSandboxChannel', 'PrivateKey'],
  ['AWS::Pinpoint::APNSSandboxChannel', 'TokenKey'],
  ['AWS::Pinpoint::BaiduChannel', 'SecretKey'],
  ['AWS::Pinpoint::GCMChannel', 'ApiKey'],
];
/** What name and schema say together, and is none all the same. */
const NO_CREDENTIALS = [
  // A file name on the proxy's disk.
  /^AWS::AppMesh::/,
  // The id of a key.
  /^AWS::IAM::SAMLProvider RemovePrivateKey$/,
  // The name of a key inside a secret.
  /^AWS::IoT::TopicRuleDestination /,
];

const ARN_NAME = /Secrets?(Manager)?\w*(Arn|ARN|Arns|ArnList|Id)$|SecretStoreArn$|CredentialsArn$/;
const ARN_WORDS =
  /secrets? ?manager (secret )?ARN|(ARN|Amazon Resource Name( \(ARN\))?),? (of|for|representing) (the|an|a) [\w ]{0,40}secret\b|arn:aws:secretsmanager|ARN of the ASM|ARN or name of the secret|ID or ARN of the secret|display name of the SecretsManagerSecret|secret (that )?holds/i;
/** Keys and roles around a secret, and partners' own arrangements. */
const NO_ARN =
  /Kms|Role|KeyArn$|KeyId$|Type$|(^|\.)(Name|Type)$|SigningConfig|SecretVersion|EncryptionKeyArn$/i;
const REVIEWED_ARNS = [
  // "ARN or name of credentials created using Secrets Manager", in the documentation alone.
  ['AWS::CodeBuild::Project', 'Environment.RegistryCredential.Credential'],
  // Not described: https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html
  ['AWS::Batch::JobDefinition', 'ContainerProperties.RepositoryCredentials.CredentialsParameter'],
  ['AWS::Batch::JobDefinition', 'ContainerProperties.Secrets.*.ValueFrom'],
  ['AWS::Batch::JobDefinition', 'ContainerProperties.LogConfiguration.SecretOptions.*.ValueFrom'],
  ['AWS::Batch::JobDefinition', 'EcsProperties.TaskProperties.*.Containers.*.Secrets.*.ValueFrom'],
  // A map from variable to ARN: https://docs.aws.amazon.com/apprunner/latest/dg/env-variable.html
  [
    'AWS::AppRunner::Service',
    'SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentSecrets.*.Value',
  ],
  [
    'AWS::AppRunner::Service',
    'SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.RuntimeEnvironmentSecrets.*.Value',
  ],
];

/** The services in nearly every template; an identifier elsewhere is not looked at. */
const COMMON =
  /^AWS::(ApiGateway|ApiGatewayV2|AppConfig|AppSync|Athena|AutoScaling|Backup|Batch|Cloud9|CloudFront|CloudTrail|CloudWatch|CodeBuild|CodeCommit|CodeDeploy|CodePipeline|Cognito|DAX|DMS|DocDB|DynamoDB|EC2|ECR|ECS|EFS|EKS|ElastiCache|ElasticBeanstalk|ElasticLoadBalancing|ElasticLoadBalancingV2|Events|Glue|IAM|IoT|KMS|Kinesis|KinesisFirehose|Lambda|Logs|MSK|MemoryDB|Neptune|OpenSearchService|RDS|Redshift|RedshiftServerless|Route53|S3|SNS|SQS|SSM|SageMaker|Scheduler|SecretsManager|ServiceDiscovery|StepFunctions|Transfer|WAFv2|CloudFormation)::/;

const file = path.resolve(import.meta.dirname, '../src/core/facts/schemas.generated.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'schemas-'));
try {
  main(fetchSchemas());
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function main(schemas) {
  if (process.argv.includes('--review')) return review(schemas);
  const text = generate(schemas);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
    console.log(`${PACKAGE}: ${text.length} characters in ${path.relative(process.cwd(), file)}`);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error('schemas.generated.ts is stale: run npm run generate:schemas');
    process.exitCode = 1;
  }
}

function fetchSchemas() {
  const quiet = { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] };
  execFileSync(
    'python3',
    ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', PACKAGE],
    quiet,
  );
  const [wheel] = readdirSync(folder);
  execFileSync('python3', ['-m', 'zipfile', '-e', wheel, 'wheel'], quiet);
  const data = path.join(folder, 'wheel/cfnlint/data/schemas');
  const types = JSON.parse(readFileSync(path.join(data, 'providers', `${REGION}.json`), 'utf8'));
  return Object.entries(types)
    .sort(byFirst)
    .map(([type, id]) => [
      type,
      JSON.parse(readFileSync(path.join(data, 'resources', `${id}.json`), 'utf8')),
    ]);
}

function generate(schemas) {
  const credentials = [];
  const arns = [];
  const identifiers = [];
  const types = new Set(schemas.map(([type]) => type));
  for (const [type, schema] of schemas) {
    const leaves = leavesOf(schema);
    for (const reason of ['write-only', 'described']) {
      add(
        credentials,
        type,
        reason,
        leaves.filter(leaf => credentialReason(type, leaf) === reason),
      );
    }
    for (const reason of ['pattern', 'described', 'named']) {
      add(
        arns,
        type,
        reason,
        leaves.filter(leaf => arnReason(leaf) === reason),
      );
    }
    identifiers.push(...identifierOf(type, schema, types).map(name => [...type.split('::').slice(1), name]));
  }
  addReviewed(credentials, REVIEWED_CREDENTIALS);
  addReviewed(arns, REVIEWED_ARNS);
  return `// Generated by scripts/generateSchemas.mjs from the schemas in ${PACKAGE} (MIT-0). Do not edit.

/**
 * Resource type, what shows it, paths below Properties: \`A(B C(D))\` is A.B and A.C.D; \`*\` stands for any item or key.
 */
export type PropertyRow = readonly [type: string, reason: string, paths: string];

/**
 * Properties that hold a credential. Their names say so, and beside it: \`write-only\`, the schema never gives them back;
 * \`described\`, their description does; \`reviewed\`, listed by hand in the script with a reason.
 */
export const credentialRows: readonly PropertyRow[] = [
${joined(credentials).map(line).join('')}];

/**
 * Properties that want the ARN of a secret, some of them its name as well. \`pattern\`: the schema takes such ARNs only;
 * \`described\`: their description says so; \`named\`: their name alone does; \`reviewed\`: as above.
 */
export const secretArnRows: readonly PropertyRow[] = [
${joined(arns).map(line).join('')}];

/** What people give of the primary identifier, of the common services' types: \`SERVICE(TYPE(PROPERTY))\`. */
export const identifierPaths: readonly string[] = [
${treesOf(identifiers)
  .map(tree => `  '${tree}',\n`)
  .join('')}];
`;
}

function add(rows, type, reason, leaves) {
  for (const leaf of leaves) rows.push([type, reason, leaf.path]);
}

function addReviewed(rows, reviewed) {
  const known = new Set(rows.map(([type, , each]) => `${type} ${each}`));
  for (const [type, each] of reviewed) {
    if (known.has(`${type} ${each}`)) throw new Error(`no need to list any more: ${type} ${each}`);
    rows.push([type, 'reviewed', each]);
  }
}

/** One row for each type and reason. */
function joined(rows) {
  const groups = new Map();
  for (const [type, reason, each] of rows.sort(byFirst)) {
    const key = `${type} ${reason}`;
    if (!groups.has(key)) groups.set(key, { type, reason, paths: [] });
    groups.get(key).paths.push(each.split('.'));
  }
  return [...groups.values()].map(({ type, reason, paths }) => [type, reason, treesOf(paths).join(' ')]);
}

/** `[[A, B], [A, C, D]]` to `A(B C(D))`. */
function treesOf(paths) {
  const below = new Map();
  for (const [first, ...rest] of paths) {
    if (!below.has(first)) below.set(first, []);
    if (rest.length > 0) below.get(first).push(rest);
  }
  return [...below]
    .sort(byFirst)
    .map(([name, rest]) => (rest.length === 0 ? name : `${name}(${treesOf(rest).join(' ')})`));
}

function credentialReason(type, { path: at, name, description, writeOnly, choices }) {
  if (choices || !CREDENTIAL_NAME.test(name) || NO_CREDENTIALS.some(each => each.test(`${type} ${at}`)))
    return undefined;
  if (writeOnly) return 'write-only';
  return CREDENTIAL_WORDS.test(description) && !ELSEWHERE.test(description) ? 'described' : undefined;
}

function arnReason({ path: at, name, description, pattern, choices }) {
  if (choices || NO_ARN.test(name) || (NO_ARN.test(at) && !ARN_NAME.test(name))) return undefined;
  if (/secretsmanager/.test(pattern)) return 'pattern';
  if (ARN_WORDS.test(description)) return 'described';
  return ARN_NAME.test(name) && /secret/i.test(name) ? 'named' : undefined;
}

/** Names that people give to the resource itself: without what AWS gives, and without ids and names of others. */
function identifierOf(type, { primaryIdentifier = [], readOnlyProperties = [] }, types) {
  if (!COMMON.test(type)) return [];
  const [area, service, own] = type.split('::');
  const ofAnother = name => {
    const stem = name.replace(/(Name|Identifier|Id|Arn)$/, '');
    return stem !== own && types.has(`${area}::${service}::${stem}`);
  };
  return primaryIdentifier
    .filter(pointer => !readOnlyProperties.includes(pointer))
    .map(pathOf)
    .filter(name => !name.includes('.') && !ofAnother(name))
    .filter(name => !/(Id|Arn|ARN)$/.test(name) || name.startsWith(own))
    .sort(byText);
}

/** Every string a person can give, with what the schema says about it. */
function leavesOf(schema) {
  const written = pointers => (schema[pointers] ?? []).map(pathOf);
  const writeOnly = written('writeOnlyProperties');
  const readOnly = written('readOnlyProperties');
  const found = new Map();
  const visit = (node, steps, described, seen) => {
    if (node.$ref !== undefined) {
      const target = seen.includes(node.$ref) ? undefined : definitionAt(schema, node.$ref);
      if (target) visit(target, steps, node.description ?? described, [...seen, node.$ref]);
      return;
    }
    const description = node.description ?? described ?? '';
    const at = steps.join('.');
    if (steps.length > 0 && [node.type].flat().includes('string') && !isUnder(readOnly, steps)) {
      found.set(at, {
        path: at,
        name: steps.findLast(step => step !== '*') ?? '',
        description: description.replace(/\s+/g, ' '),
        pattern: String(node.pattern ?? '').replaceAll('\\', ''),
        choices: node.enum !== undefined,
        writeOnly: isUnder(writeOnly, steps),
      });
    }
    for (const [key, inner] of Object.entries(node.properties ?? {}))
      visit(inner, [...steps, key], undefined, seen);
    for (const inner of Object.values(node.patternProperties ?? {}))
      visit(inner, [...steps, '*'], description, seen);
    if (node.items && !Array.isArray(node.items)) visit(node.items, [...steps, '*'], description, seen);
    for (const inner of [node.oneOf, node.anyOf, node.allOf].flatMap(each => each ?? [])) {
      visit(inner, steps, described, seen);
    }
  };
  visit({ properties: schema.properties }, [], undefined, []);
  return [...found.values()];
}

function definitionAt(schema, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((node, step) => node?.[step.replaceAll('~1', '/')], schema);
}

/** Items of lists are written in several ways (`items`, a star, nothing), so that they count for nothing here. */
function pathOf(pointer) {
  return pointer
    .split('/')
    .slice(2)
    .filter(step => !['properties', 'items', '*'].includes(step))
    .join('.');
}

function isUnder(paths, steps) {
  const at = steps.filter(step => step !== '*').join('.');
  return paths.some(each => at === each || at.startsWith(`${each}.`));
}

function review(schemas) {
  for (const [type, schema] of schemas) {
    for (const leaf of leavesOf(schema)) {
      if (!/password|secret|token|private_?key|api_?key|credential/i.test(leaf.name) || leaf.choices)
        continue;
      if (credentialReason(type, leaf) || arnReason(leaf)) continue;
      console.log(
        [type, leaf.path, leaf.writeOnly ? 'write-only' : '-', leaf.description.slice(0, 90)].join('\t'),
      );
    }
  }
}

function line(row) {
  return `  [${row.map(text => `'${text}'`).join(', ')}],\n`;
}

function byFirst(a, b) {
  return byText(a[0], b[0]);
}

/** By code unit: the same on every machine, whatever its language. */
function byText(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
