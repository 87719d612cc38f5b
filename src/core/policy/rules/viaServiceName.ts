import { serviceExists } from '../../facts/iam';
import { isViaService, viaServices } from '../../facts/viaServices';
import type { Fix, Problem, Severity } from '../../problem';
import type { Rule } from '../../rule';
import { closest } from '../closest';
import { type PolicyContext, placeOf } from '../context';
import { type TestPlace, testsIn } from '../each';
import { replaceUnits } from '../edit';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/via-service-name';

export const viaServiceName: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'No service calls KMS under this name.',
  documentation: {
    what: 'A value of `kms:ViaService` that is not `service.region.amazonaws.com`. An error for two names that are known to be wrong: `ebs.` (volumes are encrypted by `ec2.`) and the ending `.amazonaws.com.cn` (it is `.amazonaws.com` in every partition); a warning for a name without a Region and for a service that is not known. Wildcards are left to policy/wildcard-without-like.',
    why: 'The condition is compared letter by letter. With a name that no service has it never holds, and the service is denied, or under a negated operator never stopped.',
    example:
      '"kms:ViaService": "ebs.eu-west-1.amazonaws.com"  →  "kms:ViaService": "ec2.eu-west-1.amazonaws.com"',
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
  },
  check: context =>
    context.broken
      ? []
      : testsIn(context.policy).flatMap(place =>
          /^kms:ViaService$/i.test(place.test.key)
            ? place.test.values.flatMap(value => valueProblem(context, place, value) ?? [])
            : [],
        ),
};

const ENDING = '.amazonaws.com';

function valueProblem(context: PolicyContext, place: TestPlace, value: PolicyText): Problem | undefined {
  const { text } = value;
  const [service = ''] = text.split('.');
  const isService = /^[a-z0-9-]+$/i.test(service);
  if (text.toLowerCase().endsWith(`${ENDING}.cn`)) {
    const fix = fixAt(value, text.length - '.cn'.length, text.length, '', `End it in ${ENDING}`);
    const message = `Hosts end in ${ENDING} in every partition, and this one is never called: ${shown(text)}`;
    return problemOf(context, place, value, 'error', message, fix);
  }
  if (/^ebs\./i.test(text)) {
    const fix = fixAt(value, 0, 'ebs'.length, 'ec2', 'Change to ec2');
    return problemOf(context, place, value, 'error', `EBS calls KMS as ec2, not as: ${shown(text)}`, fix);
  }
  // What is open, and wildcards, may be anything in between.
  if (!isService || text === service) {
    return /^[\w-]+$/.test(text) ? unknownForm(context, place, value) : undefined;
  }
  if (!value.open && !/[*?]/.test(text) && !FORM.test(text)) return unknownForm(context, place, value);
  if (isViaService(service) || serviceExists(service)) return undefined;
  const near = closest(service, viaServices);
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  const fix = near === undefined ? undefined : fixAt(value, 0, service.length, near, `Change to ${near}`);
  return problemOf(context, place, value, 'warning', `There is no such service${hint}: ${shown(text)}`, fix);
}

/** `us-gov-east-1`, `us-iso-east-1`, `eusc-de-east-1`. */
const FORM = /^[a-z0-9-]+\.[a-z]{2,6}(?:-[a-z]+)+-\d+\.amazonaws\.com$/i;

function unknownForm(context: PolicyContext, place: TestPlace, value: PolicyText): Problem {
  const message = `A service calls KMS as service.region${ENDING}, not as: ${shown(value.text)}`;
  return problemOf(context, place, value, 'warning', message, regionFix(context, value));
}

/** `s3.amazonaws.com` wants a Region, which a template knows. */
function regionFix({ inTemplate, text: document }: PolicyContext, value: PolicyText): Fix | undefined {
  const { node, text } = value;
  if (!inTemplate || value.open || node.kind !== 'scalar' || node.tag !== undefined) return undefined;
  const [, service] = /^([a-z0-9-]+)\.amazonaws\.com$/.exec(text) ?? [];
  if (service === undefined) return undefined;
  const host = `${service}.\${AWS::Region}${ENDING}`;
  const isJson = document[node.span.start] === '"' && node.style === 'json';
  const newText = isJson ? `{"Fn::Sub": "${host}"}` : `!Sub '${host}'`;
  return { title: `Change to ${host}`, edits: [{ span: node.span, newText }] };
}

function fixAt(
  value: PolicyText,
  start: number,
  end: number,
  newText: string,
  title: string,
): Fix | undefined {
  const edit = replaceUnits(value, start, end, newText);
  return edit && { title, edits: [edit] };
}

function problemOf(
  context: PolicyContext,
  { statement }: TestPlace,
  { span }: PolicyText,
  severity: Severity,
  message: string,
  fix: Fix | undefined,
): Problem {
  return {
    code: CODE,
    severity,
    message,
    span,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
    ...(fix && { fixes: [fix] }),
  };
}
