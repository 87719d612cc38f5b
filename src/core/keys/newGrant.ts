/** A grant as it is asked for, and what AWS takes. https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html */
import type { EncryptionContext } from './encryptionContext';
import type { GrantOperation } from './grantOperations';

export interface NewGrant {
  /** ARN of an account, a role, a user or a session. */
  readonly grantee: string;
  /** Never empty. */
  readonly operations: readonly GrantOperation[];
  /** Who may end it beside those who may revoke it. */
  readonly retiring?: string;
  readonly constraint?: GrantConstraint;
  /** With one, the same grant asked for again is the same grant. */
  readonly name?: string;
}

export interface GrantConstraint {
  /** The encryption context of the request is exactly this, or holds it. */
  readonly kind: 'equals' | 'subset';
  /** Never empty. */
  readonly context: EncryptionContext;
}

const MAX_NAME = 256;
const MAX_PAIRS = 8;
const MAX_VALUE = 384;

/** Of accounts, roles, users, federated users and the sessions of roles. */
const PRINCIPAL =
  /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]+)|sts::\d{12}:(?:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+|federated-user\/[\w+=,.@-]+))$/;

export function isGrantPrincipal(text: string): boolean {
  return text.length <= 256 && PRINCIPAL.test(text);
}

/** The account an ARN is of. */
export function accountOfArn(arn: string): string | undefined {
  return /^arn:[\w-]+:\w*:[\w-]*:(\d{12}):/.exec(arn)?.[1];
}

export function grantNameProblem(name: string): 'characters' | 'long' | undefined {
  if (!/^[\w:/-]*$/.test(name)) return 'characters';
  return name.length > MAX_NAME ? 'long' : undefined;
}

/** What AWS does not take of a constraint. */
export function constraintProblem(context: EncryptionContext): 'pairs' | 'value' | undefined {
  const values = Object.values(context);
  if (values.length > MAX_PAIRS) return 'pairs';
  return values.some(value => value.length > MAX_VALUE) ? 'value' : undefined;
}
