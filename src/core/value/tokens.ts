/** Access tokens and keys that are told by their form alone, whatever stands around them. */
import type { Span } from '../text/range';

export interface Token {
  readonly what: string;
  /** For a private key its first line. */
  readonly span: Span;
}

/** Every token in a text. AWS's own examples, which end in EXAMPLE, are none. */
export function tokensIn(text: string): readonly Token[] {
  if (!mayHoldTokens(text)) return [];
  return FORMS.flatMap(([what, form]) =>
    [...text.matchAll(form)]
      .filter(({ 0: token }) => !token.includes('EXAMPLE') && !isFiller(token))
      .map(({ 0: token, index }) => ({ what, span: { start: index, end: index + token.length } })),
  );
}

/** A few milliseconds for a large template; what the forms begin with. */
export function mayHoldTokens(text: string): boolean {
  return BEGINNINGS.test(text);
}

const BEGINNINGS =
  /A(?:KIA|SIA)[A-Z0-9]{16}|PRIVATE KEY-|gh[opsur]_\w{36}|github_pat_|glpat-|xox[abeoprs]-|[sr]k_live_|npm_\w{36}|SG\.[\w-]{22}\.|sk-(?:proj|ant)-|hooks\.slack\.com\/services\//;

/** Published by who gives them out; none of them says anything about passwords of people's own. */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes
  ['an AWS access key', /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/g],
  ['a private key', /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY-----/g],
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  ['a GitHub token', /\bgh[opsur]_[A-Za-z0-9]{36,251}\b/g],
  ['a GitHub token', /\bgithub_pat_[A-Za-z0-9_]{50,243}\b/g],
  ['a GitLab token', /\bglpat-[\w-]{20,300}/g],
  // https://api.slack.com/concepts/token-types
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{20,300}/g],
  ['the address of a Slack webhook', /\bhooks\.slack\.com\/services\/T\w{6,20}\/B\w{6,20}\/\w{16,40}/g],
  // https://docs.stripe.com/keys
  ['a Stripe key', /\b[sr]k_live_[A-Za-z0-9]{16,250}\b/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a SendGrid key', /\bSG\.[\w-]{22}\.[\w-]{43}\b/g],
  ['an API key', /\bsk-(?:proj|ant)-[\w-]{20,300}/g],
];

/** `ghp_xxxxxxxx…` of instructions: the same sign over and over. */
function isFiller(token: string): boolean {
  return /([A-Za-z0-9])\1{7}/.test(token) && !token.startsWith('-----');
}
