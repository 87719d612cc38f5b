/** What a condition operator is, taken apart: `ForAnyValue:StringNotEqualsIfExists`. */
export interface Operator {
  readonly qualifier: 'ForAllValues' | 'ForAnyValue' | undefined;
  /** `StringNotEquals`, as AWS writes it; undefined for one there is not. */
  readonly name: OperatorName | undefined;
  readonly ifExists: boolean;
}

/**
 * Every operator without qualifier and suffix, and what it compares.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const FAMILIES = {
  StringEquals: 'String',
  StringNotEquals: 'String',
  StringEqualsIgnoreCase: 'String',
  StringNotEqualsIgnoreCase: 'String',
  StringLike: 'String',
  StringNotLike: 'String',
  NumericEquals: 'Numeric',
  NumericNotEquals: 'Numeric',
  NumericLessThan: 'Numeric',
  NumericLessThanEquals: 'Numeric',
  NumericGreaterThan: 'Numeric',
  NumericGreaterThanEquals: 'Numeric',
  DateEquals: 'Date',
  DateNotEquals: 'Date',
  DateLessThan: 'Date',
  DateLessThanEquals: 'Date',
  DateGreaterThan: 'Date',
  DateGreaterThanEquals: 'Date',
  Bool: 'Bool',
  BinaryEquals: 'Binary',
  IpAddress: 'IPAddress',
  NotIpAddress: 'IPAddress',
  ArnEquals: 'ARN',
  ArnLike: 'ARN',
  ArnNotEquals: 'ARN',
  ArnNotLike: 'ARN',
  Null: 'Null',
} as const;

export type OperatorName = keyof typeof FAMILIES;
export type Family = (typeof FAMILIES)[OperatorName];

export const operatorNames = Object.keys(FAMILIES) as readonly OperatorName[];
const byLowerCase: ReadonlyMap<string, OperatorName> = new Map(
  operatorNames.map(name => [name.toLowerCase(), name]),
);

/** Case does not count. */
export function operatorOf(written: string): Operator {
  const [, first, rest = written] = /^(ForAllValues|ForAnyValue):(.*)$/is.exec(written) ?? [];
  const qualifier =
    first === undefined ? undefined : first.toLowerCase() === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue';
  const whole = byLowerCase.get(rest.toLowerCase());
  if (whole !== undefined) return { qualifier, name: whole, ifExists: false };
  const bare = /^(.*)IfExists$/is.exec(rest)?.[1] ?? '';
  const name = byLowerCase.get(bare.toLowerCase());
  // There is no NullIfExists.
  return { qualifier, name: name === 'Null' ? undefined : name, ifExists: name !== undefined };
}

export function familyOf(name: OperatorName): Family {
  return FAMILIES[name];
}

/** It holds for what is not equal, and for a request without the key. */
export function isNegated(name: OperatorName): boolean {
  return name.includes('Not');
}

/** It takes `*` and `?` for wildcards. */
export function takesWildcards(name: OperatorName): boolean {
  return name.endsWith('Like') || familyOf(name) === 'ARN';
}

/** Whether it also holds where the request has no such key. */
export function holdsWithout({ qualifier, name, ifExists }: Operator): boolean {
  return ifExists || qualifier === 'ForAllValues' || (name !== undefined && isNegated(name));
}
