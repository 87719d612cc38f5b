/** What a value of an env file is made of: text, and references as they stand in templates. */
import { OPENING } from '../reference/form';
import { parseReference, type Reference } from '../reference/grammar';
import { endOfReference } from '../reference/scan';
import { HOLE } from '../template/symbolic';

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
}

export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  /** Digits. */
  readonly version?: string;
}

export interface SecretPart {
  readonly kind: 'secret';
  /** A name or an ARN. */
  readonly id: string;
  readonly jsonKey?: string;
  readonly versionStage?: string;
  readonly versionId?: string;
}

export type ReferencePart = ParameterPart | SecretPart;
export type Part = TextPart | ReferencePart;

/**
 * The parts in order, or what is wrong with a reference. What nearly is one is refused: a program would get the braces
 * instead of the value. `ssm` and `ssm-secure` read the same here, whatever the type of the parameter.
 */
export function valueParts(value: string): readonly Part[] | { readonly fault: string } {
  const parts: Part[] = [];
  let at = 0;
  while (at < value.length) {
    const from = value.indexOf(OPENING, at);
    const text = value.slice(at, from < 0 ? undefined : from);
    if (/\{\{\s*resolve\s*:/i.test(text))
      return { fault: 'a reference begins with {{resolve: and nothing else' };
    if (text !== '') parts.push({ kind: 'text', text });
    if (from < 0) break;
    const to = endOfReference(value, from, value.length);
    const part = partOf(parseReference(value.slice(from, to)));
    if ('fault' in part) return part;
    parts.push(part);
    at = to;
  }
  return parts;
}

/** The reference again, to tell where a value is from. */
export function partText(part: ReferencePart): string {
  if (part.kind === 'parameter') return `parameter ${part.name}${part.version ? `:${part.version}` : ''}`;
  const { id, jsonKey, versionStage, versionId } = part;
  const version = versionStage ?? versionId;
  return `secret ${id}${jsonKey === undefined ? '' : `, key ${jsonKey}`}${version === undefined ? '' : `, ${version}`}`;
}

/** One text for what is read in one piece: the keys of a secret are one. */
export function answerKey(part: ReferencePart): string {
  return part.kind === 'parameter'
    ? `parameter\0${selectorOf(part)}`
    : `secret\0${part.id}\0${part.versionStage ?? ''}\0${part.versionId ?? ''}`;
}

/** A version is written after the name. */
export function selectorOf({ name, version }: ParameterPart): string {
  return version === undefined ? name : `${name}:${version}`;
}

export function isParameter(part: ReferencePart): part is ParameterPart {
  return part.kind === 'parameter';
}

export function isCurrent(part: ReferencePart): part is SecretPart {
  return part.kind === 'secret' && !isPinned(part);
}

export function isPinned(part: ReferencePart): part is SecretPart {
  return part.kind === 'secret' && (part.versionStage !== undefined || part.versionId !== undefined);
}

function partOf(reference: Reference): ReferencePart | { readonly fault: string } {
  // For the parser it stands for what a template leaves open.
  if (reference.text.includes(HOLE)) return { fault: 'the reference holds a character that no name has' };
  switch (reference.kind) {
    case 'malformed':
      return { fault: reference.fault.message };
    case 'open':
      return { fault: 'the reference is not complete' };
    case 'secretsmanager': {
      const { secretId, jsonKey, versionStage, versionId } = reference;
      return {
        kind: 'secret',
        id: secretId.text,
        ...(jsonKey && { jsonKey: jsonKey.text }),
        ...(versionStage && { versionStage: versionStage.text }),
        ...(versionId && { versionId: versionId.text }),
      };
    }
    default: {
      const { name, version } = reference;
      return { kind: 'parameter', name: name.text, ...(version && { version: version.text }) };
    }
  }
}
