import type { CatalogId } from '../ports';
import type { Guard, Hole } from '../template/symbolic';
import type { Place } from '../template/values';
import { contains, type Span } from '../text/range';
import type { Reference } from './grammar';

/**
 * *known*: the text says which item. *conditional*: it does so under the default values of template parameters.
 * *unknown*: a hole is left (a pseudo parameter, a resource, a parameter without default).
 */
export type Knowledge = 'known' | 'conditional' | 'unknown';

/** A hole that was filled, and with what. The value of a parameter with NoEcho is never filled in. */
export interface FilledHole {
  readonly name: string;
  readonly value: string;
  readonly from: 'default' | 'set';
  /** With `set`: the name of the parameter set that gives it. */
  readonly set?: string;
}

/** One reference where it is used. */
export interface ReferenceUse {
  /** As written, HOLE for what the template leaves open. */
  readonly reference: Reference;
  /** With parameter defaults filled in; undefined when something stays open. */
  readonly resolved: Reference | undefined;
  /** The item it names, without its version: existence is asked by name. Absent when not known or malformed. */
  readonly id: CatalogId | undefined;
  readonly knowledge: Knowledge;
  readonly filled: readonly FilledHole[];
  /** What no default fills. */
  readonly open: readonly Hole[];
  /** One for each HOLE in the reference's text, in its order. */
  readonly holes: readonly Hole[];
  /** The place to point at: the first of `spans`. */
  readonly span: Span;
  /** All places its text comes from; several when Fn::Join puts it together. */
  readonly spans: readonly Span[];
  /** Document spans of units `[from, to)` of `reference.text`, for instance of one segment. */
  locate(from: number, to: number): readonly Span[];
  /** Whether it is the whole value or part of a longer text. */
  readonly whole: boolean;
  /** Whether nothing follows it in its value. */
  readonly last: boolean;
  /** Absent where no template could be read around it: a rule about places stays silent. */
  readonly place: Place | undefined;
  readonly guard: readonly Guard[];
}

/** Those that stand at an offset, ends included, in their order. */
export function usesAt(uses: readonly ReferenceUse[], offset: number): readonly ReferenceUse[] {
  return uses.filter(use => use.spans.some(span => contains(span, offset)));
}

export function idOf(reference: Reference | undefined): CatalogId | undefined {
  if (reference?.kind === 'ssm' || reference?.kind === 'ssm-secure') {
    return { kind: 'parameter', name: reference.name.text };
  }
  if (reference?.kind === 'secretsmanager') return { kind: 'secret', id: reference.secretId.text };
  return undefined;
}

/** The item a use names, to ask an account about. */
export function catalogIdOf(use: ReferenceUse): CatalogId | undefined {
  return use.id;
}

/** The item and the version that is written, for whoever shows or reveals exactly that. */
export function versionedIdOf(use: ReferenceUse): CatalogId | undefined {
  const { resolved: reference, id } = use;
  if (id === undefined || reference === undefined) return undefined;
  if (id.kind === 'parameter') {
    const version = 'version' in reference ? Number(reference.version?.text ?? Number.NaN) : Number.NaN;
    return Number.isSafeInteger(version) ? { ...id, version } : id;
  }
  if (reference.kind !== 'secretsmanager') return id;
  const { versionStage, versionId } = reference;
  return {
    ...id,
    ...(versionStage && { versionStage: versionStage.text }),
    ...(versionId && { versionId: versionId.text }),
  };
}

/** The item with all that is picked of it, to be checked in an account: a version or stage, a key of its JSON. */
export function liveIdOf(use: ReferenceUse): CatalogId | undefined {
  const id = versionedIdOf(use);
  const { resolved } = use;
  if (id?.kind !== 'secret' || resolved?.kind !== 'secretsmanager' || !resolved.jsonKey) return id;
  return { ...id, jsonKey: resolved.jsonKey.text };
}

/** One text per item, for maps. */
export function catalogKey(id: CatalogId): string {
  return id.kind === 'parameter'
    ? `parameter\0${id.name}\0${id.version ?? ''}`
    : `secret\0${id.id}\0${id.versionStage ?? ''}\0${id.versionId ?? ''}\0${id.jsonKey ?? ''}`;
}
