import { actionsMatching, type IamAction, type IamService, iamService, matchesAction } from '../facts/iam';
import { HOLE } from '../template/symbolic';

/** What a text of `Action` or `NotAction` stands for, as far as the three services are concerned. */
export type ActionMeaning =
  /** Matches actions of a service we know: a name or a wildcard. */
  | { readonly kind: 'actions'; readonly service: IamService; readonly actions: readonly IamAction[] }
  /** Of a service we know, but there is no such action, or none the wildcard matches. `name` has no prefix. */
  | { readonly kind: 'none'; readonly service: IamService; readonly name: string }
  /** `*`. */
  | { readonly kind: 'every' }
  /** Of another service; `prefix` in lower case. */
  | { readonly kind: 'foreign'; readonly prefix: string }
  /** Filled in at deployment; `prefix` where that much is written. */
  | { readonly kind: 'open'; readonly prefix?: string }
  /** Not of the form `service:name`. */
  | { readonly kind: 'malformed' };

/** Meanings by text, each found once: a policy names the same actions over and over, and every rule asks. */
export function createMeanings(): (text: string) => ActionMeaning {
  const known = new Map<string, ActionMeaning>();
  return text => {
    const found = known.get(text) ?? meaningOfAction(text);
    known.set(text, found);
    return found;
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export function meaningOfAction(text: string): ActionMeaning {
  if (text === '*') return { kind: 'every' };
  const colon = text.indexOf(':');
  const prefix = text.slice(0, Math.max(colon, 0)).toLowerCase();
  if (text.includes(HOLE)) {
    return prefix === '' || prefix.includes(HOLE) ? { kind: 'open' } : { kind: 'open', prefix };
  }
  if (colon < 1) return { kind: 'malformed' };
  const service = iamService(prefix);
  if (service === undefined) return { kind: 'foreign', prefix };
  const name = text.slice(colon + 1);
  const actions = actionsMatching(service, name);
  return actions.length > 0 ? { kind: 'actions', service, actions } : { kind: 'none', service, name };
}

/** Whether a text without holes, `kms:Decrypt` or `ssm:Get*`, stands for any action of the three services. */
export function isAction(text: string): boolean {
  const colon = text.indexOf(':');
  const service = colon < 1 ? undefined : iamService(text.slice(0, colon));
  return service !== undefined && matchesAction(service, text.slice(colon + 1));
}

/**
 * Operations of KMS that work on a key of another account, given both sides allow them; all else is the own account's.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
 */
const CROSS_ACCOUNT_KMS: ReadonlySet<string> = new Set([
  'CreateGrant',
  'Decrypt',
  'DeriveSharedSecret',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetKeyRotationStatus',
  'GetPublicKey',
  'ListGrants',
  'ReEncryptFrom',
  'ReEncryptTo',
  'RetireGrant',
  'RevokeGrant',
  'Sign',
  'Verify',
  'VerifyMac',
]);

/** Whether another account can make use of the action through a policy of the resource. */
export function worksAcrossAccounts(service: IamService, action: IamAction): boolean {
  if (service.prefix === 'kms') return CROSS_ACCOUNT_KMS.has(action.name);
  return action.resourceTypes.length > 0;
}
