/** What the elements of a policy are for, in a sentence each. */
export const POLICY_ELEMENT_HELP: ReadonlyMap<string, string> = new Map([
  ['Version', 'The version of the policy language: 2012-10-17. Without it policy variables are plain text.'],
  ['Id', 'A name for the policy; AWS does nothing with it.'],
  ['Statement', 'The statements: each allows or denies somebody something.'],
]);

export const STATEMENT_ELEMENT_HELP: ReadonlyMap<string, string> = new Map([
  ['Sid', 'A name for the statement, to tell it by. In key policies it may hold blanks.'],
  ['Effect', 'Allow or Deny. A Deny counts, whatever else allows.'],
  ['Principal', 'Whom the statement is about: accounts, users, roles, sessions, services.'],
  ['NotPrincipal', 'Everybody but these. With Allow it lets in every other account there is.'],
  ['Action', 'What the statement allows or denies; `*` and `?` are wildcards.'],
  ['NotAction', 'Everything but these.'],
  ['Resource', 'What it is about. In the policy of a key or a secret: "*", which is that one.'],
  ['NotResource', 'Everything but these.'],
  ['Condition', 'When the statement holds: operators, keys and values, all of which must be fulfilled.'],
]);

export const PRINCIPAL_HELP: ReadonlyMap<string, string> = new Map([
  ['AWS', 'Accounts, users, roles and sessions, by ARN; an account by its number too. "*" is everybody.'],
  ['Service', 'Services of AWS, as `cloudtrail.amazonaws.com`.'],
  ['Federated', 'Identity providers; not in key policies.'],
  ['CanonicalUser', 'An account by its canonical id; not in key policies.'],
]);
