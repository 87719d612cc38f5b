/**
 * What can be wrong with the form of a reference. A HOLE may stand for any text, colons included, so a finding needs
 * characters that no filling could mend; everything else is *open* and stays silent.
 */
import { HOLE } from '../template/symbolic';
import type { Span } from '../text/range';
import { CLOSING, isClosed, OPENING, type Segment, type Service } from './form';

export type FaultKind =
  // Form: reference/syntax.
  | 'unclosed'
  | 'missing-name'
  | 'character'
  | 'version'
  | 'trailing-colon'
  | 'too-many-segments'
  | 'secret-arn'
  | 'secret-string'
  // Cases with a meaning of their own, and therefore not reference/syntax.
  | 'unknown-service'
  | 'missing-sub'
  | 'trailing-backslash'
  | 'parameter-arn'
  | 'not-a-reference';

/** Units of the reference's text; `fix` gives the nearest valid form. */
export interface Fault {
  readonly kind: FaultKind;
  readonly message: string;
  readonly span: Span;
  readonly fix?: FaultFix;
}

export interface FaultFix {
  readonly title: string;
  /** What else could be meant: then nobody should take the fix unseen. */
  readonly guess?: boolean;
  readonly span: Span;
  readonly newText: string;
}

interface Parsed {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** Faults that show before the service's own grammar applies. */
export function structuralFault(parsed: Parsed, service: Service | undefined): Fault | undefined {
  const { text, segments } = parsed;
  const whole = { start: 0, end: text.length };
  const closed = isClosed(text);
  const body = text.slice(OPENING.length, closed ? -CLOSING.length : undefined);

  // Quotes and line ends occur in code that builds references (an inline Lambda function), not in references.
  if (/["'`\r\n]/.test(body))
    return { kind: 'not-a-reference', message: 'This is no reference.', span: whole };
  if (/[$&]\{/.test(body)) {
    return { kind: 'missing-sub', message: 'The variable is not replaced here.', span: whole };
  }
  const head = segments[0];
  if (service === undefined) {
    if (head?.text.includes(HOLE)) return undefined;
    const message = `No service of dynamic references: ${head?.text ?? ''}`;
    return { kind: 'unknown-service', message, span: head?.span ?? whole };
  }
  if (!closed) {
    const missing = text.endsWith('}') ? '}' : '}}';
    return {
      kind: 'unclosed',
      message: 'The reference is not closed with }}, so it stays literal text.',
      span: whole,
      fix: { title: `Add ${missing}`, span: { start: text.length, end: text.length }, newText: missing },
    };
  }
  if (body.endsWith('\\')) {
    const span = { start: text.length - 3, end: text.length - 2 };
    return { kind: 'trailing-backslash', message: 'A reference must not end with a backslash.', span };
  }
  return undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html */
export function parameterFault({ text, segments }: Parsed): Fault | 'open' | undefined {
  const [, name, version] = segments;
  const whole = { start: 0, end: text.length };
  if (name === undefined || name.text === '') {
    return { kind: 'missing-name', message: 'The name of the parameter is missing.', span: whole };
  }
  if (name.text === 'arn' && segments.length > 3) {
    const span = { start: name.span.start, end: text.length - CLOSING.length };
    const message = 'A reference to a parameter takes a name, not an ARN.';
    return { kind: 'parameter-arn', message, span };
  }
  if (segments.at(-1)?.text === '') return trailingColon(text);
  const surplus = segments[3];
  if (surplus !== undefined) {
    if (mayBeginArn(name)) return 'open';
    const span = { start: surplus.span.start - 1, end: text.length - CLOSING.length };
    const message = 'A reference to a parameter has a name and a version at most.';
    return { kind: 'too-many-segments', message, span };
  }
  return nameFault(name) ?? versionFault(name, version);
}

function trailingColon(text: string): Fault {
  const end = text.length - CLOSING.length;
  const start = text.slice(0, end).replace(/:+$/, '').length;
  return {
    kind: 'trailing-colon',
    message: 'A reference to a parameter must not end with a colon: give a version or leave the colon out.',
    span: { start, end },
    fix: { title: 'Remove the colon', span: { start, end }, newText: '' },
  };
}

function nameFault(name: Segment): Fault | undefined {
  const illegal = firstIllegal(name, /[^a-zA-Z0-9_.\-/\uFFFC]/u);
  if (illegal === undefined) return undefined;
  return {
    kind: 'character',
    message: `The name of a parameter has letters, digits and _ . - / only, not ${quoted(illegal.text)}.`,
    span: illegal.span,
    ...trimFix(name, /^[a-zA-Z0-9_.\-/\uFFFC]+$/),
  };
}

function versionFault(name: Segment, version: Segment | undefined): Fault | 'open' | undefined {
  if (version === undefined || /^[\d\uFFFC]+$/.test(version.text)) return undefined;
  if (mayBeginArn(name)) return 'open';
  const digits = /^\s*v?(\d+)\s*$/i.exec(version.text)?.[1];
  const fix: FaultFix =
    digits === undefined
      ? {
          title: 'Remove the version (the latest is taken)',
          guess: !/latest/i.test(version.text),
          span: { start: version.span.start - 1, end: version.span.end },
          newText: '',
        }
      : { title: `Change the version to ${digits}`, span: version.span, newText: digits };
  return {
    kind: 'version',
    message: 'The version of a parameter is a whole number; labels are not supported here.',
    span: version.span,
    ...(version.text.includes(HOLE) ? {} : { fix }),
  };
}

/** A hole at the begin may stand for `arn:aws:ssm:…`; elsewhere a colon in it can only add to what is wrong. */
function mayBeginArn(name: Segment): boolean {
  return name.text.startsWith(HOLE);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html */
export function secretFault({ text, segments }: Parsed): Fault | 'open' | undefined {
  const [, id, secretString] = segments;
  if (id === undefined || id.text === '') {
    const span = { start: 0, end: text.length };
    return { kind: 'missing-name', message: 'The name or ARN of the secret is missing.', span };
  }
  const idIsOpen = id.text.includes(HOLE);
  const found =
    arnFault(id) ??
    characterOfSecret(id) ??
    tooManySegments(text, segments) ??
    fieldFault(secretString, segments);
  // The hole in the id may hold colons, so the segments after it may be others than they seem.
  return found !== undefined && found.kind !== 'character' && idIsOpen ? 'open' : found;
}

function arnFault(id: Segment): Fault | undefined {
  if (id.text !== 'arn' && !id.text.startsWith('arn:')) return undefined;
  const parts = id.text.split(':');
  const isSecret = parts.length === 7 && matches(parts[2], 'secretsmanager') && matches(parts[5], 'secret');
  if (isSecret && parts[6] !== '') return undefined;
  const message = 'This is not the ARN of a secret: arn:PARTITION:secretsmanager:REGION:ACCOUNT:secret:NAME';
  return { kind: 'secret-arn', message, span: id.span };
}

/** Literal text that is expected, or a hole that may become it. */
function matches(part: string | undefined, expected: string): boolean {
  return part !== undefined && (part === expected || part.includes(HOLE));
}

/** Names of managed secrets hold `!` (`rds!cluster-…`), which CreateSecret itself does not allow. */
function characterOfSecret(id: Segment): Fault | undefined {
  const legal = id.text.startsWith('arn:') ? /[^A-Za-z0-9/_+=.@!:*\uFFFC-]/u : /[^A-Za-z0-9/_+=.@!\uFFFC-]/u;
  const illegal = firstIllegal(id, legal);
  if (illegal === undefined) return undefined;
  return {
    kind: 'character',
    message: `The name of a secret has letters, digits and / _ + = . @ - only, not ${quoted(illegal.text)}.`,
    span: illegal.span,
    ...trimFix(id, /^[A-Za-z0-9/_+=.@!:\uFFFC-]+$/),
  };
}

function tooManySegments(text: string, segments: readonly Segment[]): Fault | undefined {
  const surplus = segments[6];
  if (surplus === undefined) return undefined;
  const span = { start: surplus.span.start - 1, end: text.length - CLOSING.length };
  const empty = segments.slice(6).every(segment => segment.text === '');
  const message =
    'A reference to a secret has five parts at most: id, SecretString, JSON key, version stage, version id.';
  const fix = { title: 'Remove the colons at the end', span, newText: '' };
  return { kind: 'too-many-segments', message, span, ...(empty && { fix }) };
}

function fieldFault(field: Segment | undefined, segments: readonly Segment[]): Fault | undefined {
  if (field === undefined || field.text === '' || field.text === 'SecretString') return undefined;
  if (field.text.includes(HOLE)) return undefined;
  const word = field.text.trim().toLowerCase();
  if (word === 'secretbinary') {
    return {
      kind: 'secret-string',
      message: 'CloudFormation reads SecretString only; SecretBinary is not supported.',
      span: field.span,
      fix: { title: 'Change to SecretString', span: field.span, newText: 'SecretString' },
    };
  }
  const fix = fieldFix(field, word, segments);
  return {
    kind: 'secret-string',
    message: `After the secret's name comes SecretString (or nothing), not ${quoted(field.text)}.`,
    span: field.span,
    ...(fix && { fix }),
  };
}

function fieldFix(field: Segment, word: string, segments: readonly Segment[]): FaultFix | undefined {
  if (word === 'secretstring') {
    return { title: 'Change to SecretString', span: field.span, newText: 'SecretString' };
  }
  const insertAt = { start: field.span.start, end: field.span.start };
  if (word === 'awscurrent' || word === 'awsprevious') {
    if (segments.length > 3) return undefined;
    return { title: 'Put SecretString in front', span: insertAt, newText: 'SecretString::' };
  }
  if (segments.length > 5) return undefined;
  return {
    title: 'Put SecretString in front of the JSON key',
    guess: true,
    span: insertAt,
    newText: 'SecretString:',
  };
}

interface Illegal {
  readonly text: string;
  readonly span: Span;
}

/** One native search: nearly all names have nothing to find. HOLE is among the characters that `illegal` leaves out. */
function firstIllegal(segment: Segment, illegal: RegExp): Illegal | undefined {
  const match = illegal.exec(segment.text);
  if (match === null) return undefined;
  const start = segment.span.start + match.index;
  return { text: match[0], span: { start, end: start + match[0].length } };
}

/** Blanks around a name are the one slip whose meaning is certain. */
function trimFix(segment: Segment, valid: RegExp): { readonly fix?: FaultFix } {
  const trimmed = segment.text.trim();
  if (!valid.test(trimmed)) return {};
  const lead = segment.text.length - segment.text.trimStart().length;
  const blankFirst = { start: segment.span.start, end: segment.span.start + lead };
  const blankLast = { start: blankFirst.end + trimmed.length, end: segment.span.end };
  if (lead === 0) return { fix: { title: 'Remove the blanks', span: blankLast, newText: '' } };
  if (blankLast.start === blankLast.end) {
    return { fix: { title: 'Remove the blanks', span: blankFirst, newText: '' } };
  }
  if (trimmed.includes(HOLE)) return {};
  return { fix: { title: 'Remove the blanks', span: segment.span, newText: trimmed } };
}

/** A character as people can read it: control characters and blanks by name. */
function quoted(text: string): string {
  if (text === ' ') return 'a blank';
  if (/^[\p{C}\p{Z}]+$/u.test(text))
    return `U+${(text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `“${text}”`;
}
