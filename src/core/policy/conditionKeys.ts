/** Which condition keys there are, of every service and of the three. */
import { type ConditionKey, globalConditionKeys, iamService } from '../facts/iam';
import { closest } from './closest';

const OURS = ['kms', 'secretsmanager', 'ssm'] as const;
const services: ReadonlySet<string> = new Set(['aws', ...OURS]);
const keys: readonly Pick<ConditionKey, 'key' | 'type'>[] = [
  ...globalConditionKeys,
  ...OURS.flatMap(prefix => iamService(prefix)?.conditionKeys ?? []),
  // Not in the reference, and documented all the same: what KMS says when it refuses it.
  { key: 'kms:ResourceTag/${TagKey}', type: 'String' },
];
const infos: readonly ConditionKey[] = [
  ...OURS.flatMap(prefix => iamService(prefix)?.conditionKeys ?? []),
  ...globalConditionKeys,
];
const names: readonly string[] = keys.map(({ key }) => key);
const types: ReadonlyMap<string, string> = new Map(keys.map(({ key, type }) => [key.toLowerCase(), type]));

/** Keys without an open end, and the beginnings of those with one, in lower case. */
const wholeNames: readonly string[] = names.filter(isWhole);
const whole: ReadonlySet<string> = new Set(wholeNames.map(name => name.toLowerCase()));
const beginnings: readonly string[] = names.filter(name => !isWhole(name)).map(beginningOf);
const lowerBeginnings: readonly string[] = beginnings.map(name => name.toLowerCase());

export type KeyMeaning =
  | { readonly kind: 'known' }
  /** Of a service whose keys are not known here. */
  | { readonly kind: 'foreign' }
  /** `suggestion`: what it may have been meant as, whole. */
  | { readonly kind: 'unknown'; readonly suggestion?: string };

/**
 * What a condition key is; case does not count. Those of other services are not looked at.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function keyMeaning(key: string): KeyMeaning {
  const lower = key.toLowerCase();
  const colon = lower.indexOf(':');
  // A key has the name of a service before its colon, whichever that is.
  if (colon > 0 && !services.has(lower.slice(0, colon))) return { kind: 'foreign' };
  if (whole.has(lower)) return { kind: 'known' };
  if (lowerBeginnings.some(begin => lower.length > begin.length && lower.startsWith(begin)))
    return { kind: 'known' };
  const suggestion = suggestionFor(key);
  return suggestion === undefined ? { kind: 'unknown' } : { kind: 'unknown', suggestion };
}

/** What the service reference says of a key; one with an open end by its beginning. */
export function keyInfo(key: string): ConditionKey | undefined {
  const lower = key.toLowerCase();
  return infos.find(({ key: known }) => {
    const open = isWhole(known) ? -1 : beginningOf(known).length;
    return open < 0 ? known.toLowerCase() === lower : lower.startsWith(known.slice(0, open).toLowerCase());
  });
}

/** `String`, `ArrayOfString`, `Bool`…; undefined for a key with an open end, one of another service or one there is not. */
export function keyType(key: string): string | undefined {
  return types.get(key.toLowerCase());
}

/** `aws:PrincipalTags/team` is compared by what stands before the slash, and keeps what stands behind. */
function suggestionFor(key: string): string | undefined {
  const [begin = ''] = /^[^:]*:[^:/]*[:/]/.exec(key) ?? [];
  if (begin !== '' && begin.length < key.length) {
    const meant = closest(begin, beginnings);
    if (meant !== undefined) return meant + key.slice(begin.length);
  }
  return closest(key, wholeNames);
}

function isWhole(name: string): boolean {
  return !name.includes('${') && !name.endsWith('/tag-key');
}

function beginningOf(name: string): string {
  return name.endsWith('/tag-key') ? name.slice(0, -'tag-key'.length) : name.slice(0, name.indexOf('${'));
}
