import type { PolicyContext } from './context';
import type { Value } from './written';

/** The account of the key or the secret, as a fix writes it; undefined where it is not known. */
export function ownAccount({ inTemplate, account }: PolicyContext): Value | undefined {
  if (inTemplate) return { kind: 'ref', name: 'AWS::AccountId' };
  return account === undefined ? undefined : { kind: 'text', text: account };
}
