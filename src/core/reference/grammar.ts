/**
 * The grammar of a dynamic reference, `{{resolve:SERVICE:…}}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
import { HOLE } from '../template/symbolic';
import type { Span } from '../text/range';
import { type Fault, parameterFault, secretFault, structuralFault } from './faults';
import { CLOSING, isClosed, OPENING, SERVICES, type Segment, type SegmentRole, type Service } from './form';

interface ReferenceBase {
  /** The whole, braces included. */
  readonly text: string;
  readonly segments: readonly Segment[];
}

export interface ParameterReference extends ReferenceBase {
  readonly kind: 'ssm' | 'ssm-secure';
  readonly name: Segment;
  readonly version: Segment | undefined;
}

export interface SecretReference extends ReferenceBase {
  readonly kind: 'secretsmanager';
  readonly secretId: Segment;
  readonly jsonKey: Segment | undefined;
  readonly versionStage: Segment | undefined;
  readonly versionId: Segment | undefined;
}

/** A hole may hold colons of its own (an ARN, `name:2`), so what it fills in decides the form: nothing is said. */
export interface OpenReference extends ReferenceBase {
  readonly kind: 'open';
  readonly service: Service | undefined;
}

export interface MalformedReference extends ReferenceBase {
  readonly kind: 'malformed';
  readonly service: Service | undefined;
  readonly fault: Fault;
}

export type Reference = ParameterReference | SecretReference | OpenReference | MalformedReference;

/**
 * Parses one whole reference, from `{{resolve:` to `}}` (or to where it breaks off). Never throws.
 * Forms: `ssm:NAME[:VERSION]`, `ssm-secure:NAME[:VERSION]`,
 * `secretsmanager:ID[:SecretString[:JSON-KEY[:VERSION-STAGE[:VERSION-ID]]]]`, ID a name or an ARN.
 */
export function parseReference(text: string): Reference {
  const parts = partsOf(text);
  const service = SERVICES.find(known => known === parts[0]?.text);
  const segments = segmentsOf(parts, service);
  const base = { text, segments };

  const structural = structuralFault(base, service);
  if (structural !== undefined) return { kind: 'malformed', text, segments, service, fault: structural };
  if (service === undefined) return { kind: 'open', text, segments, service };

  const found = service === 'secretsmanager' ? secretFault(base) : parameterFault(base);
  if (found === 'open') return { kind: 'open', text, segments, service };
  if (found !== undefined) return { kind: 'malformed', text, segments, service, fault: found };
  return service === 'secretsmanager' ? secretReference(base) : parameterReference(base, service);
}

/** The shortest text of the same meaning: empty trailing segments are left out. */
export function formatReference(reference: ParameterReference | SecretReference): string {
  const parts =
    reference.kind === 'secretsmanager'
      ? [
          reference.secretId.text,
          'SecretString',
          reference.jsonKey?.text ?? '',
          reference.versionStage?.text ?? '',
          reference.versionId?.text ?? '',
        ]
      : [reference.name.text, reference.version?.text ?? ''];
  while (parts.at(-1) === '') parts.pop();
  return `${OPENING}${reference.kind}:${parts.join(':')}${CLOSING}`;
}

export function isOpen(segment: Segment): boolean {
  return segment.text.includes(HOLE);
}

interface Part {
  readonly text: string;
  readonly span: Span;
}

function partsOf(text: string): readonly Part[] {
  const end = isClosed(text) ? text.length - CLOSING.length : text.replace(/}$/, '').length;
  const parts: Part[] = [];
  let start = OPENING.length;
  while (start <= end) {
    const colon = text.indexOf(':', start);
    const stop = colon < 0 || colon > end ? end : colon;
    parts.push({ text: text.slice(start, stop), span: { start, end: stop } });
    start = stop + 1;
  }
  return parts;
}

const PARAMETER_ROLES: readonly SegmentRole[] = ['name', 'version'];
const SECRET_ROLES: readonly SegmentRole[] = [
  'secret-id',
  'secret-string',
  'json-key',
  'version-stage',
  'version-id',
];
/** `arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME` */
const ARN_PARTS = 7;

function segmentsOf(parts: readonly Part[], service: Service | undefined): readonly Segment[] {
  const first = parts[0];
  if (first === undefined) return [];
  const rest = parts.slice(1);
  const head: Segment = { role: 'service', text: first.text, span: first.span };
  const roles = service === undefined ? [] : service === 'secretsmanager' ? SECRET_ROLES : PARAMETER_ROLES;
  const joined = service === 'secretsmanager' ? joinArn(rest) : rest;
  const segments: Segment[] = [head];
  for (let i = 0; i < joined.length; i++) {
    const part = joined[i];
    if (part) segments.push({ role: roles[i] ?? 'surplus', text: part.text, span: part.span });
  }
  return segments;
}

/** An ARN holds six colons of its own. */
function joinArn(parts: readonly Part[]): readonly Part[] {
  if (parts[0]?.text !== 'arn') return parts;
  const arn = parts.slice(0, ARN_PARTS);
  const [head] = arn;
  const last = arn.at(-1);
  if (head === undefined || last === undefined) return parts;
  const text = arn.map(part => part.text).join(':');
  return [{ text, span: { start: head.span.start, end: last.span.end } }, ...parts.slice(ARN_PARTS)];
}

function parameterReference({ text, segments }: ReferenceBase, kind: 'ssm' | 'ssm-secure'): Reference {
  const [, name, version] = segments;
  if (name === undefined) return { kind: 'open', text, segments, service: kind };
  return { kind, text, segments, name, version };
}

function secretReference({ text, segments }: ReferenceBase): Reference {
  const [, secretId, , jsonKey, versionStage, versionId] = segments;
  if (secretId === undefined) return { kind: 'open', text, segments, service: 'secretsmanager' };
  return {
    kind: 'secretsmanager',
    text,
    segments,
    secretId,
    jsonKey: filled(jsonKey),
    versionStage: filled(versionStage),
    versionId: filled(versionId),
  };
}

/** An empty segment means the default, as if it were not there. */
function filled(segment: Segment | undefined): Segment | undefined {
  return segment?.text === '' ? undefined : segment;
}
