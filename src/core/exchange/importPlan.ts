/** What an import would do, before any of it is done. */
import type { ParameterMetadata, ParameterType } from '../catalog/items';
import { isParameterName } from '../catalog/parameterName';
import { MAX_VALUE_BYTES } from '../facts/parameterLimits';
import type { RevealedParameter } from '../stores/parameterStore';
import { utf8Length } from '../text/utf8';
import { nameLooksSecret, valueLooksSecret } from '../value/looksSecret';
import type { Sensitive } from '../value/sensitive';
import { tokensIn } from '../value/tokens';
import type { ReadEntry } from './readFile';

interface Placed {
  readonly name: string;
  /** In the file, one-based. */
  readonly line: number;
}

/** What makes it a parameter that is charged for: its value is larger than a standard one may be. */
interface Sent extends Placed {
  readonly value: Sensitive<string>;
  readonly becomesAdvanced: boolean;
  readonly looksSecret: boolean;
}

export interface CreateStep extends Sent {
  readonly kind: 'create';
  readonly type: ParameterType;
  /** What it is where it is not to be encrypted. */
  readonly plainType: 'String' | 'StringList';
}

/** The type stays: AWS takes no other for one that is there. */
export interface ChangeStep extends Sent {
  readonly kind: 'change';
  readonly before: ParameterMetadata;
}

export interface SameStep extends Placed {
  readonly kind: 'same';
}

export type LeftReason =
  /** No name that AWS takes. */
  | 'name'
  /** Two keys of the file go to it. */
  | 'twice'
  | 'too-large'
  /** `{{}}` and `{{ssm:…}}`, which AWS refuses. */
  | 'nested'
  /** Half of a pair of surrogates, which no file in UTF-8 holds. */
  | 'not-text'
  /** It is there, and its value may not be read. */
  | 'unreadable';

export interface LeftStep extends Placed {
  readonly kind: 'left';
  readonly reason: LeftReason;
}

export type ImportStep = CreateStep | ChangeStep | SameStep | LeftStep;

/** A parameter that is there; without `value` it could not be read. */
export interface There {
  readonly metadata: ParameterMetadata;
  readonly read?: Pick<RevealedParameter, 'value' | 'version'>;
}

/**
 * A step for each entry, in the order of the file.
 * @param places key to name (placeKeys.ts)
 * @param there by name, of all names that places has
 */
export function planImport(
  entries: readonly ReadEntry[],
  places: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, There>,
): readonly ImportStep[] {
  const names = entries.map(({ key }) => places.get(key) ?? key);
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return entries.map((entry, at) => {
    const name = names[at] ?? entry.key;
    if ((counts.get(name) ?? 0) > 1) return { kind: 'left', name, line: entry.line, reason: 'twice' };
    return stepOf(entry, name, there.get(name));
  });
}

function stepOf({ value, line, isList }: ReadEntry, name: string, there: There | undefined): ImportStep {
  const left = (reason: LeftReason): LeftStep => ({ kind: 'left', name, line, reason });
  const text = value.reveal();
  if (!isParameterName(name)) return left('name');
  const bytes = utf8Length(text);
  if (bytes > MAX_VALUE_BYTES.Advanced) return left('too-large');
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#systemsmanager-PutParameter-request-Value
  if (/\{\{(?:ssm:[^}]*)?\}\}/.test(text)) return left('nested');
  if (/\p{Surrogate}/u.test(text)) return left('not-text');
  const looksSecret = nameLooksSecret(name) || valueLooksSecret(text) || tokensIn(text).length > 0;
  const isLarge = bytes > MAX_VALUE_BYTES.Standard;
  if (there === undefined) {
    const plainType = isList ? 'StringList' : 'String';
    const type = looksSecret ? 'SecureString' : plainType;
    return { kind: 'create', name, line, value, type, plainType, looksSecret, becomesAdvanced: isLarge };
  }
  const { metadata, read } = there;
  if (read === undefined) return left('unreadable');
  if (read.value.reveal() === text) return { kind: 'same', name, line };
  const isStandard = metadata.tier === undefined || metadata.tier === 'Standard';
  // What was read is what the plan is about, and what is compared with when it is sent.
  const before = { ...metadata, version: read.version };
  return { kind: 'change', name, line, value, before, looksSecret, becomesAdvanced: isLarge && isStandard };
}
