import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { closest } from '../closest';
import { type PolicyContext, placeOf } from '../context';
import { type TestPlace, testsIn } from '../each';
import { renameKey } from '../edit';
import { shown } from '../wording';

const CODE = 'policy/encryption-context-name';
const PREFIX = 'kms:EncryptionContext:';

export const encryptionContextName: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'No service puts this name into an encryption context.',
  documentation: {
    what: 'A `kms:EncryptionContext:` key that is nearly the name a service of AWS uses, and is none: `aws:cloudtrail:trail-arn`, `SecretArm`. Names of your own are left alone.',
    why: 'The service sends the name it sends. With another one the condition never holds, and the service is denied.',
    example: '"kms:EncryptionContext:aws:logs:arm": …  →  "kms:EncryptionContext:aws:logs:arn": …',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html',
  },
  check: context =>
    context.broken
      ? []
      : testsIn(context.policy).flatMap(place => {
          const [, name] = /^kms:EncryptionContext:(.+)$/is.exec(place.test.key) ?? [];
          const meant = name === undefined ? undefined : meantBy(name);
          return name === undefined || meant === undefined ? [] : [problemOf(context, place, name, meant)];
        }),
};

/** By what services document: CloudTrail, CloudWatch Logs, S3, EBS, RDS, Secrets Manager, Parameter Store, SNS, SQS… */
const NAMES: readonly string[] = [
  'aws:cloudtrail:arn',
  'aws:logs:arn',
  'aws:s3:arn',
  'aws:ebs:id',
  'aws:rds:db-id',
  'aws:rds:dbc-id',
  'aws:dynamodb:tableName',
  'aws:dynamodb:subscriberId',
  'aws:sns:topicArn',
  'aws:sqs:arn',
  'aws:kinesis:arn',
  'aws:lambda:FunctionArn',
  'aws:redshift:arn',
  'aws:states:stateMachineArn',
  'aws:ses:message-id',
  'aws:ses:rule-name',
  'aws:workmail:arn',
  'aws:glue:data-catalog-id',
  'SecretARN',
  'SecretVersionId',
  'PARAMETER_ARN',
];

const known: ReadonlySet<string> = new Set(NAMES.map(name => name.toLowerCase()));

/** A short name of one's own is near to anything: only what has the shape of theirs is compared. */
function meantBy(name: string): string | undefined {
  if (known.has(name.toLowerCase())) return undefined;
  if (!/^aws:|^secret|^parameter_/i.test(name)) return undefined;
  const service = /^aws:[^:]+:/i.exec(name)?.[0].toLowerCase();
  const own = NAMES.filter(one => service !== undefined && one.toLowerCase().startsWith(service));
  const [only, ...others] = own;
  const near = closest(name, NAMES);
  return near ?? (others.length === 0 ? only : undefined);
}

function problemOf(
  context: PolicyContext,
  { statement, test }: TestPlace,
  name: string,
  meant: string,
): Problem {
  const whole = `${PREFIX}${meant}`;
  const isTaken = statement.condition?.tests.some(
    one => one.operator === test.operator && one.key.toLowerCase() === whole.toLowerCase(),
  );
  const edit = isTaken === true ? undefined : renameKey(test.entry.key, whole);
  const fixes: readonly Fix[] = edit === undefined ? [] : [{ title: `Rename to ${meant}`, edits: [edit] }];
  return {
    code: CODE,
    severity: 'warning',
    message: `No service of AWS uses this name (did you mean ${meant}?): ${shown(name)}`,
    span: test.keySpan,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
    ...(fixes.length > 0 && { fixes }),
  };
}
