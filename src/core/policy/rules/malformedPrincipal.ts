import type { Problem, Severity } from '../../problem';
import type { Rule } from '../../rule';
import { HOLE } from '../../template/symbolic';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import { type PrincipalPlace, principalsIn } from '../each';
import type { Principal } from '../model';
import { shown } from '../wording';

const CODE = 'policy/malformed-principal';

export const malformedPrincipal: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The principal has none of the forms there are.',
  documentation: {
    what: 'An account that has not twelve digits; an ARN of IAM or STS without one, or of something that is no account, user, role or session; an ARN of another service; any other text under AWS. A warning for a service that does not end as services do, for a partition that is not known, and for Federated and CanonicalUser in the policy of a key, which lists neither as a principal; and wherever the kind of the policy is not known.',
    why: 'KMS and Secrets Manager look every principal up when the policy is put, and refuse the whole policy for one that is not there.',
    example: '"AWS": "11112222333"  →  "AWS": "111122223333"',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  },
  check: context => {
    if (context.broken) return [];
    // What is no object of principals is told as that, by policy/syntax.
    const told = new Set(
      context.policy.faults.map(fault => (fault.kind === 'wrong-type' ? fault.span : undefined)),
    );
    return principalsIn(context.policy).flatMap(place => {
      const fault = told.has(place.principal.text.span) ? undefined : faultOf(context, place.principal);
      return fault === undefined ? [] : [problemOf(context, place, fault)];
    });
  },
};

interface Fault {
  readonly severity: Severity;
  readonly message: string;
}

function faultOf(context: PolicyContext, { kind, text }: Principal): Fault | undefined {
  const refused = (message: string): Fault => ({ severity: errorIfKnown(context), message });
  const doubtful = (message: string): Fault => ({ severity: 'warning', message });
  switch (kind) {
    case 'unknown':
      return bareFault(text.text, refused);
    case 'account':
    case 'arn':
      return arnFault(text.text, refused) ?? partitionFault(text.text, doubtful);
    case 'service':
      return text.open || SERVICE.test(text.text) || text.text === '*'
        ? undefined
        : doubtful('A service is named like s3.amazonaws.com, not');
    case 'federated':
    case 'canonical':
      return context.kind === 'key'
        ? doubtful('The policy of a key knows accounts, users, roles, sessions and services, not')
        : undefined;
    case 'everyone':
    case 'open':
      return undefined;
  }
}

/** `policy/orphan-principal-id` speaks of what is left of somebody. */
function bareFault(text: string, refused: (message: string) => Fault): Fault | undefined {
  if (UNIQUE_ID.test(text)) return undefined;
  if (/^\d+$/.test(text)) return refused(`An account has twelve digits, not ${text.length}`);
  if (/^\d{4}-\d{4}-\d{4}$/.test(text)) return refused('An account is written without dashes');
  if (text.startsWith('arn:')) return refused('Only accounts, users, roles and sessions are principals, not');
  return text === '' ? refused('A principal is missing') : refused('This is no account, and no ARN of one');
}

/** `group/` and wildcards have rules of their own. */
function arnFault(text: string, refused: (message: string) => Fault): Fault | undefined {
  if (/[*?]/.test(text) || /^arn:[^:]*:iam::[^:]*:group\//.test(text)) return undefined;
  const [, service = '', account = '', resource = ''] = ARN.exec(text) ?? [];
  if (account === '') return isBare(text) ? undefined : refused('There is no account in');
  const known = account.replaceAll(HOLE, '');
  if (known === account && !/^(?:\d{12}|cloudfront)$/.test(account)) {
    return refused('An account has twelve digits; that is not so in');
  }
  const forms = service === 'iam' ? IAM_RESOURCE : STS_RESOURCE;
  if (resource.startsWith(HOLE) || forms.test(resource)) return undefined;
  return refused('Only accounts, users, roles and sessions are principals, not');
}

function partitionFault(text: string, doubtful: (message: string) => Fault): Fault | undefined {
  const [, partition = 'aws'] = /^arn:([^:]*):/.exec(text) ?? [];
  return partition.includes(HOLE) || PARTITION.test(partition)
    ? undefined
    : doubtful('There is no partition of this name');
}

/** Twelve digits, or `AWS::AccountId`. */
function isBare(text: string): boolean {
  return !text.startsWith('arn:');
}

const UNIQUE_ID = /^A(?:ROA|IDA|GPA|IPA|NPA)[A-Z0-9]{12,}$/;
const ARN = /^arn:[^:]*:(iam|sts)::([^:]*):(.*)$/s;
const IAM_RESOURCE = /^(?:root|user\/.+|role\/.+)$/s;
const STS_RESOURCE = new RegExp(
  `^(?:assumed-role/(?:[^/]+/[^/]+|[^/]*${HOLE}.*)|federated-user/.+|self)$`,
  's',
);
const SERVICE = /^[a-z0-9.-]+\.(?:amazonaws|amazon|aws)\.[a-z.]+$/i;
const PARTITION = /^aws(?:-(?:cn|us-gov|eusc|iso(?:-[a-z])?))?$/;

function problemOf(context: PolicyContext, place: PrincipalPlace, { severity, message }: Fault): Problem {
  const { statement, element, principal } = place;
  return {
    code: CODE,
    severity,
    message: `${message}: ${shown(principal.text.text)}`,
    span: principal.text.span,
    evidence: 'static',
    ...placeOf(context, statement, element.name),
  };
}
