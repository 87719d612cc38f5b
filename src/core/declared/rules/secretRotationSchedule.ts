import type { Problem } from '../../problem';
import { entriesOf, scalarText } from '../../template/entries';
import { hasMacro } from '../../template/macros';
import {
  branchesAt,
  type GivenMap,
  mapsAt,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  surelyTogether,
  textsAt,
} from '../context';
import { scheduleDoubt, scheduleFault } from '../scheduleExpression';

const CODE = 'secret/rotation-schedule';
const DAYS = 'AutomaticallyAfterDays';
const EXPRESSION = 'ScheduleExpression';
const HOSTED = 'HostedRotationLambda';

const MAX_DAYS = 1_000;

export const secretRotationSchedule: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A rotation schedule is none that Secrets Manager takes.',
  documentation: {
    what:
      '`AutomaticallyAfterDays` together with `ScheduleExpression`, or outside 1 to 1,000; a `ScheduleExpression` that is ' +
      'neither `rate(…)` in hours (at least 4) or days nor `cron(…)` of six fields with 0 minutes and `*` as the year. A rate ' +
      'of 24 hours or more and a cron schedule that comes round within four hours are a warning, as is ' +
      '`HostedRotationLambda` in a template without the transform `AWS::SecretsManager-2020-07-23` or ' +
      '`AWS::SecretsManager-2024-09-16`.',
    why: 'RotateSecret refuses the rules and the deployment fails. Without the transform nobody makes the rotation function.',
    example: [
      'RotationRules: {ScheduleExpression: "rate(30 minutes)"}  # found',
      'RotationRules: {ScheduleExpression: "rate(4 hours)"}     # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SecretsManager::RotationSchedule') return [];
  return propertiesOf(context).flatMap(properties => [
    ...mapsAt(context, properties, 'RotationRules').flatMap(rules => [
      ...bothProblems(context, rules),
      ...daysProblems(context, rules),
      ...expressionProblems(context, rules),
    ]),
    ...hostedProblems(context, properties),
  ]);
}

function bothProblems(context: ResourceContext, rules: GivenMap): readonly Problem[] {
  const key = entriesOf(rules.node).find(entry => scalarText(entry.key) === DAYS)?.key;
  const days = branchesAt(context, rules, DAYS);
  const expressions = branchesAt(context, rules, EXPRESSION);
  const together = days.some(one => expressions.some(other => surelyTogether(one.guard, other.guard)));
  if (!together || key === undefined) return [];
  const message = `A schedule is given by ${DAYS} or by ${EXPRESSION}, not by both`;
  return [
    resourceProblem(context, CODE, 'error', message, { span: key.span, path: `RotationRules.${DAYS}` }),
  ];
}

function daysProblems(context: ResourceContext, rules: GivenMap): readonly Problem[] {
  return textsAt(context, rules, DAYS).flatMap(({ text, open, span }) => {
    if (open || !/^[+-]?\d+$/.test(text)) return [];
    const days = Number(text);
    if (days >= 1 && days <= MAX_DAYS) return [];
    const message = `A secret rotates every 1 to ${MAX_DAYS} days, not: ${text}`;
    return [resourceProblem(context, CODE, 'error', message, { span, path: `RotationRules.${DAYS}` })];
  });
}

function expressionProblems(context: ResourceContext, rules: GivenMap): readonly Problem[] {
  return textsAt(context, rules, EXPRESSION).flatMap(({ text, open, span }) => {
    if (open) return [];
    const fault = scheduleFault(text);
    const message = fault ?? scheduleDoubt(text);
    if (message === undefined) return [];
    const severity = fault === undefined ? 'warning' : 'error';
    return [resourceProblem(context, CODE, severity, message, { span, path: `RotationRules.${EXPRESSION}` })];
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-secretsmanager.html */
function hostedProblems(context: ResourceContext, properties: GivenMap): readonly Problem[] {
  const transformed = context.transforms.some(transform => transform.startsWith('AWS::SecretsManager-'));
  // A macro may make something of its own out of it; AWS::Include may bring anything.
  if (transformed || hasMacro(context.transforms)) return [];
  if (branchesAt(context, properties, HOSTED).length === 0) return [];
  const key = entriesOf(properties.node).find(entry => scalarText(entry.key) === HOSTED)?.key;
  if (key === undefined) return [];
  const message = `${HOSTED} needs the template's transform AWS::SecretsManager-2024-09-16 (or -2020-07-23)`;
  return [resourceProblem(context, CODE, 'warning', message, { span: key.span, path: HOSTED })];
}
