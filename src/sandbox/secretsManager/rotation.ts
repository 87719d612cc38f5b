// There are no Lambda functions here: a rotation puts the value again as a new version, which is what a function that is
// done leaves behind, and leaves AWSPENDING nowhere.
import { scheduleFault } from '../../core/declared/scheduleExpression';
import type { Operation, RequestContext } from '../context';
import { awsError } from '../errors';
import { type Input, isRecord, optionalInteger, optionalText, requiredText } from '../input';
import type { StoredRotation, StoredSecret } from '../state';
import { findPrimary, keep } from './replicas';
import { identityOf, versionWithStage } from './secrets';
import { readSecretValue, versionIdOf, withVersion } from './values';

const HOUR = 3_600_000;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
export const rotateSecret: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  const lambdaArn = optionalText(input, 'RotationLambdaARN', { max: 2_048 }) ?? secret.rotation?.lambdaArn;
  if (!lambdaArn)
    throw awsError(
      'InvalidRequestException',
      "You tried to enable rotation on a secret that doesn't already have a Lambda function ARN configured and you didn't include such an ARN as a parameter in this call.",
    );
  const given = input['RotationRules'];
  const rules = isRecord(given) ? rulesOf(given) : rulesIn(secret.rotation);
  const pending = versionWithStage(secret, 'AWSPENDING');
  if (pending && !pending.stages.includes('AWSCURRENT'))
    throw awsError(
      'InvalidRequestException',
      "A previous rotation isn't complete. That rotation will be reattempted.",
    );
  const id = versionIdOf(input);
  const rotates = input['RotateImmediately'] !== false;
  const rotated = rotates ? withNewVersion(context, secret, id) : secret;
  const last = rotates ? context.now() : secret.rotation?.last;
  const interval = intervalOf(rules);
  const rotation: StoredRotation = {
    enabled: true,
    lambdaArn,
    ...rules,
    ...(last !== undefined && { last }),
    ...(interval !== undefined && { next: context.now() + interval }),
  };
  keep(context, { ...rotated, rotation, changed: context.now() });
  return { ...identityOf(secret), ...(rotates ? { VersionId: id } : {}) };
};

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html */
export const cancelRotateSecret: Operation = (input, context) => {
  const secret = findPrimary(context, requiredText(input, 'SecretId', { min: 1, max: 2_048 }));
  if (!secret.rotation)
    throw awsError('InvalidRequestException', 'Rotation is not configured for the secret.');
  const { next: _none, ...rest } = secret.rotation;
  keep(context, {
    ...secret,
    rotation: { ...rest, enabled: false },
    changed: context.now(),
  });
  return identityOf(secret);
};

type Rules = Pick<StoredRotation, 'days' | 'expression' | 'duration'>;

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html */
function rulesOf(given: Input): Rules {
  const days = optionalInteger(given, 'AutomaticallyAfterDays', { min: 1, max: 1_000 });
  const expression = optionalText(given, 'ScheduleExpression', { min: 1, max: 256 });
  const duration = optionalText(given, 'Duration', { min: 2, max: 3 });
  if (days !== undefined && expression !== undefined)
    throw awsError(
      'InvalidParameterException',
      "You can't specify both AutomaticallyAfterDays and ScheduleExpression.",
    );
  const fault = expression === undefined ? undefined : scheduleFault(expression);
  if (fault !== undefined || (duration !== undefined && !/^([1-9]|1\d|2[0-4])h$/.test(duration)))
    throw awsError('InvalidParameterException', fault ?? 'The Duration is not valid.');
  return {
    ...(days !== undefined && { days }),
    ...(expression !== undefined && { expression }),
    ...(duration !== undefined && { duration }),
  };
}

function rulesIn(rotation: StoredRotation | undefined): Rules {
  const { days, expression, duration } = rotation ?? {};
  return {
    ...(days !== undefined && { days }),
    ...(expression !== undefined && { expression }),
    ...(duration !== undefined && { duration }),
  };
}

function withNewVersion(context: RequestContext, secret: StoredSecret, id: string): StoredSecret {
  const read = readSecretValue(context, secret.arn);
  if (!read) return secret;
  return withVersion(context, secret, id, { form: read.version.form, bytes: read.bytes }, ['AWSCURRENT']);
}

/** Of a rate; when a cron schedule is next due the sandbox does not say. */
function intervalOf({ days, expression = '' }: Rules): number | undefined {
  if (days !== undefined) return days * 24 * HOUR;
  const [, count, unit = ''] = /^ *rate *\( *(\d+) +(hour|day)s? *\) *$/i.exec(expression) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit.toLowerCase() === 'hour' ? HOUR : 24 * HOUR);
}

/** As DescribeSecret and ListSecrets tell it; of one that was stopped what it was. */
export function rotationFields({ rotation }: StoredSecret) {
  if (!rotation) return {};
  const interval = intervalOf(rotation);
  return {
    RotationEnabled: rotation.enabled,
    RotationLambdaARN: rotation.lambdaArn,
    RotationRules: {
      // "Calculated from the rotation schedule".
      AutomaticallyAfterDays:
        interval === undefined ? undefined : Math.max(1, Math.round(interval / (24 * HOUR))),
      ScheduleExpression: rotation.expression,
      Duration: rotation.duration,
    },
    LastRotatedDate: rotation.last === undefined ? undefined : rotation.last / 1_000,
    NextRotationDate: rotation.next === undefined ? undefined : rotation.next / 1_000,
  };
}
