/**
 * Whether a plain text holds what people mean to keep: a private key, a token with a known beginning, a password in an
 * address or in a connection string. For deciding what is shown without being asked for; no proof that a text is harmless.
 */
export function valueLooksSecret(value: string): boolean {
  return forms.some(form => form.test(value));
}

/** Whether a parameter's name says that it should have been a SecureString: its value is not shown without being asked for. */
export function nameLooksSecret(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return /pass(?:word|wd|phrase)?\b|passw|pwd|secret|token|credential|(?:api|access|private|signing|encryption)[-_.]?key/i.test(
    last,
  );
}

/**
 * Whether the name of a template's parameter says that its value is to be kept, not where it is kept: `DbPassword`, and
 * neither `DbPasswordParameterName` nor `SecretArn`.
 */
export function parameterLooksSecret(name: string): boolean {
  return nameLooksSecret(name) && !/(?:name|arn|id|path|prefix|version|stage)$/i.test(name);
}

const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  // `postgres://user:password@host`
  /:\/\/[^\s/:@]{0,256}:[^\s/@]{1,256}@/,
  /\beyJ[\w-]{8,4096}\.eyJ[\w-]{8,4096}\./,
  /\b(?:gh[opsur]_|github_pat_|glpat-|xox[abeoprs]-|sk_live_|rk_live_|sk-)[\w-]{16}/,
  // `Server=x;Password=y`, `"api_key": "z"`; not the `:secret:` of an ARN
  /(?<!:)(?:passw(?:or)?d|pwd|secret|token|(?:api|access|account|private)[-_ ]?key)["']?\s{0,8}[:=]\s{0,8}["']?[^\s"';]/i,
];
