import type { Span } from '../text/range';
import { OPENING, SERVICES, type Service } from './form';
import type { ReferenceUse } from './use';

export type CompletionKind =
  | 'service'
  | 'parameter-name'
  | 'parameter-version'
  | 'secret-id'
  | 'secret-field'
  | 'json-key'
  | 'version-stage'
  | 'version-id';

export interface CompletionContext {
  readonly kind: CompletionKind;
  /** What stands between the segment's begin and the cursor. */
  readonly prefix: string;
  /** The whole segment, beyond the cursor too: what an accepted item replaces. */
  readonly replaceSpan: Span;
  /** Absent while the service itself is written. */
  readonly service?: Service;
  /** The parameter's name or the secret's id, in segments after it. */
  readonly name?: string;
  /** The prefix or the name holds `${…}`: which item it names depends on parameter values. */
  readonly open: boolean;
  /** Whether `}}` follows, so that an item for the last segment need not bring it. */
  readonly closed: boolean;
}

/** Longer than any reference; keeps the work small in a minified document of one line. */
const REACH = 2_000;

/**
 * Which part of a reference is written at this offset; undefined outside of references. Reads the line alone, so it works
 * while the document is broken.
 */
export function completionAt(text: string, offset: number): CompletionContext | undefined {
  if (offset < 0 || offset > text.length) return undefined;
  const line = lineAround(text, offset);
  const before = text.slice(line.start, offset);
  const opening = before.lastIndexOf(OPENING);
  if (opening < 0) return undefined;

  const start = line.start + opening + OPENING.length;
  const written = maskVariables(text.slice(start, offset));
  if (/[}"'`\s]/.test(written)) return undefined;
  const rest = maskVariables(text.slice(start, line.end)).slice(written.length);
  const segmentRest = rest.search(/[:}"'`\s\\{,]/);
  const end = offset + (segmentRest < 0 ? rest.length : segmentRest);
  const closed = /^[^\s"'`{]*\}\}/.test(rest);
  return contextOf(text, start, offset, { written, end, closed });
}

interface Reach {
  /** The text from the service to the cursor, variables masked: same length. */
  readonly written: string;
  readonly end: number;
  readonly closed: boolean;
}

function contextOf(
  text: string,
  start: number,
  offset: number,
  { written, end, closed }: Reach,
): CompletionContext | undefined {
  const parts = partsOf(written);
  const current = parts.at(-1);
  const [head, id] = parts;
  if (current === undefined || head === undefined) return undefined;

  const raw = (part: Part) => text.slice(start + part.start, start + part.end);
  const replaceSpan = { start: start + current.start, end };
  const prefix = text.slice(replaceSpan.start, offset);
  if (parts.length === 1) {
    return { kind: 'service', prefix, replaceSpan, open: false, closed };
  }
  const service = SERVICES.find(known => known === raw(head));
  const kind = service === undefined ? undefined : kindOf(service, parts.length - 1);
  if (service === undefined || kind === undefined) return undefined;
  const name = id !== undefined && parts.length > 2 ? raw(id) : undefined;
  const open = /[$&]\{/.test(`${prefix}${name ?? ''}`);
  return { kind, prefix, replaceSpan, service, ...(name !== undefined && { name }), open, closed };
}

/** A name that stands by itself, where another service than CloudFormation reads it: what is written of it so far. */
export function nameAt(
  { text, references }: { readonly text: string; readonly references: readonly ReferenceUse[] },
  offset: number,
): CompletionContext | undefined {
  for (const { reference, locate } of references) {
    if (reference.kind !== 'ssm' && reference.kind !== 'secretsmanager') continue;
    const { span } = reference.kind === 'secretsmanager' ? reference.secretId : reference.name;
    const [place] = locate(span.start, span.end);
    if (place === undefined || offset < place.start || offset > place.end) continue;
    return {
      kind: reference.kind === 'ssm' ? 'parameter-name' : 'secret-id',
      prefix: text.slice(place.start, offset),
      replaceSpan: place,
      service: reference.kind,
      open: false,
      closed: true,
    };
  }
  return undefined;
}

const SECRET_KINDS: readonly CompletionKind[] = [
  'secret-id',
  'secret-field',
  'json-key',
  'version-stage',
  'version-id',
];
const PARAMETER_KINDS: readonly CompletionKind[] = ['parameter-name', 'parameter-version'];

function kindOf(service: Service, index: number): CompletionKind | undefined {
  return (service === 'secretsmanager' ? SECRET_KINDS : PARAMETER_KINDS)[index - 1];
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Parts between colons; the seven of a secret's ARN are one. */
function partsOf(written: string): readonly Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const part of written.split(':')) {
    parts.push({ start, end: start + part.length });
    start += part.length + 1;
  }
  const first = parts[1];
  const isArn = written.startsWith('secretsmanager:arn') && first?.end === 'secretsmanager:arn'.length;
  if (!isArn || first === undefined) return parts;
  const arn = parts.slice(1, 8);
  const joined = { start: first.start, end: arn.at(-1)?.end ?? first.end };
  return [...parts.slice(0, 1), joined, ...parts.slice(8)];
}

/** `${Env}` as characters that mean nothing here, so that its braces and colons (`${AWS::Region}`) do not count. */
function maskVariables(text: string): string {
  return text.replace(/[$&]\{[^{}\s"']*\}/g, variable => 'x'.repeat(variable.length));
}

function lineAround(text: string, offset: number): Span {
  const first = Math.max(0, offset - REACH);
  const back = text.slice(first, offset);
  const lineStart = Math.max(back.lastIndexOf('\n'), back.lastIndexOf('\r')) + 1;
  const ahead = text.slice(offset, offset + REACH);
  const lineEnd = ahead.search(/[\r\n]/);
  return { start: first + lineStart, end: offset + (lineEnd < 0 ? ahead.length : lineEnd) };
}
