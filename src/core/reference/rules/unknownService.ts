import { closest } from '../../policy/closest';
import type { Fix, Problem } from '../../problem';
import type { Span } from '../../text/range';
import { isClosed, SERVICES } from '../form';
import { parseReference, type Reference } from '../grammar';
import type { ReferenceUse } from '../use';
import { fixUnits, isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';
import { isProgram } from './program';
import { secureNotSupportedHere } from './secureNotSupportedHere';

const CODE = 'reference/unknown-service';

export const unknownService: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'A dynamic reference names no service there is: `ssm`, `ssm-secure`, `secretsmanager`.',
  documentation: {
    what:
      'What stands after `{{resolve:` is none of the three services, is misspelt or in other case, or is missing ' +
      '(`{{resolve::ssm:…}}`, `{{resolve:/my-app/host}}`).',
    why: 'CloudFormation rejects the template or hands the text on as it stands; in neither case it is the value.',
    example: [
      'Password: "{{resolve:secretmanager:prod/my-app/database:SecretString:password}}"   # found',
      'Password: "{{resolve:secretsmanager:prod/my-app/database:SecretString:password}}"  # right',
    ].join('\n'),
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
  },
  check,
};

function check(context: ReferenceContext): readonly Problem[] {
  const { use } = context;
  const { reference, place } = use;
  if (reference.kind !== 'malformed' || reference.fault.kind !== 'unknown-service') return [];
  if (place === undefined || !isResolvedAt(place) || isProgram(place)) return [];
  // While somebody types the service it is none yet; text about references need not be one.
  if (!isClosed(reference.text) && !(use.last && reference.segments.length > 1)) return [];

  const service = reference.segments[0];
  const message =
    service === undefined || service.text === ''
      ? 'The service of the reference is missing: ssm, ssm-secure or secretsmanager.'
      : `A reference takes ssm, ssm-secure or secretsmanager, not: ${service.text}`;
  const rule = { code: CODE, severity: 'error', evidence: 'static', message } as const;
  const fix = nearest(context, reference);
  return [{ ...problemAt(rule, use, service?.span), ...(fix && { fixes: [fix] }) }];
}

interface Change {
  readonly span: Span;
  readonly newText: string;
  readonly title: string;
  /** Others may be meant. */
  readonly guess?: boolean;
}

function nearest(context: ReferenceContext, reference: Reference): Fix | undefined {
  const change = changeOf(reference);
  if (change === undefined || !isRightWith(context, change)) return undefined;
  const fix = fixUnits(context.use, change.title, change.span, change.newText);
  return fix && { ...fix, preferred: change.guess !== true };
}

function changeOf({ segments }: Reference): Change | undefined {
  const [head, next] = segments;
  if (head === undefined) return undefined;
  if (head.text === '') {
    const known = SERVICES.find(service => service === next?.text);
    const span = { start: head.span.start, end: head.span.end + 1 };
    return known === undefined ? undefined : { span, newText: '', title: 'Remove one of the colons' };
  }
  if (head.text.startsWith('/')) {
    const at = { start: head.span.start, end: head.span.start };
    return { span: at, newText: 'ssm:', title: 'Put ssm: in front', guess: true };
  }
  const service = meant(head.text);
  if (service === undefined) return undefined;
  return { span: head.span, newText: service, title: `Change to ${service}` };
}

/** Words people write for a service that no count of slips leads to. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['secret', 'secretsmanager'],
  ['secrets', 'secretsmanager'],
  ['ssmsecure', 'ssm-secure'],
  ['securessm', 'ssm-secure'],
  ['secure-ssm', 'ssm-secure'],
  ['parameterstore', 'ssm'],
  ['parameter-store', 'ssm'],
]);

function meant(word: string): string | undefined {
  const plain = word.trim().toLowerCase();
  return OTHER_NAMES.get(plain) ?? closest(plain, SERVICES);
}

/** What would be a problem again is not offered. */
function isRightWith(context: ReferenceContext, { span, newText }: Change): boolean {
  const { use } = context;
  const { text } = use.reference;
  const reference = parseReference(text.slice(0, span.start) + newText + text.slice(span.end));
  if (reference.kind === 'malformed') return false;
  const changed: ReferenceUse = { ...use, reference, resolved: undefined, id: undefined };
  return secureNotSupportedHere.check({ ...context, use: changed }).length === 0;
}
