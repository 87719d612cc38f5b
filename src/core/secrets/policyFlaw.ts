/** What AWS finds wrong with the resource policy of a secret before it is put. */

/** The three things AWS looks at, or something it does not document. */
export type PolicyFlawKind = 'public' | 'syntax' | 'lockout' | 'other';

export interface PolicyFlaw {
  readonly kind: PolicyFlawKind;
  /** AWS's name of the check, where it is a name. */
  readonly check?: string;
}

/**
 * An entry of ValidationErrors. Its message quotes the policy, so it is read for what it is about and goes no further than
 * this; AWS documents no list of names: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ValidationErrorsEntry.html
 */
export function policyFlawOf(checkName: string | undefined, message: string | undefined): PolicyFlaw {
  const check = checkName !== undefined && /^[A-Za-z][\w -]{0,60}$/.test(checkName) ? checkName : undefined;
  const kind = kindIn(checkName) ?? kindIn(message) ?? 'other';
  return { kind, ...(check === undefined ? {} : { check }) };
}

/** The three checks: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ValidateResourcePolicy.html */
function kindIn(text: string | undefined): PolicyFlawKind | undefined {
  if (text === undefined) return undefined;
  if (/lock(?:s|ed|ing)?[ _-]?out|lockout/i.test(text)) return 'lockout';
  if (/public|broad|zelkova|wildcard/i.test(text)) return 'public';
  return /syntax|malformed|\bjson\b|grammar/i.test(text) ? 'syntax' : undefined;
}
