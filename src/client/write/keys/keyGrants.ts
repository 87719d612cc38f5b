/** The grants of a key: who may do what with it beside its policy; one can be revoked, and another made. */
import type { KeyGrant } from '../../../core/catalog/items';
import { connectedTarget } from '../../gate/account';
import { type CreateGrantDeps, createGrant } from './grants/createGrant';
import { revokeGrant } from './grants/revokeGrant';
import { type KeyMeant, ownKey } from './ownKey';

export interface GrantDeps extends CreateGrantDeps {
  /** Shows them, and waits for one that is to be revoked, or that one is to be made; undefined: they went away. */
  show(key: KeyMeant, grants: readonly KeyGrant[]): Promise<KeyGrant | 'make' | undefined>;
}

/** Whether anything is different now. */
export async function keyGrants(key: KeyMeant, deps: GrantDeps): Promise<boolean> {
  const { account, aws } = await connectedTarget(deps.session);
  await ownKey(key, aws);
  const grants: KeyGrant[] = [];
  for await (const page of aws.keys.grants(key.keyId)) grants.push(...page);
  const chosen = await deps.show(key, grants);
  if (chosen === 'make') return createGrant(key, deps, { account });
  if (chosen === undefined || !grants.includes(chosen)) return false;
  return revokeGrant(key, chosen, 'chosen', deps, { account });
}
