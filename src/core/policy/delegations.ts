/** Which accounts' IAM policies a key policy lets decide, where that is written out: to be compared with an account. */
import type { Fix } from '../problem';
import { shiftSpan } from '../template/shift';
import { literalOf } from '../template/symbolic';
import { resourcesIn, type TemplateUnit } from '../template/unit';
import type { Span } from '../text/range';
import { deployAccountFix } from './deployAccountFix';
import { mayHoldPolicies, policiesOf } from './find';
import type { PolicyDocument } from './model';
import type { PolicyText } from './policyText';

export interface Delegation {
  /** Twelve digits each, at least one. */
  readonly accounts: ReadonlySet<string>;
  /** The first of them, where it is written. */
  readonly span: Span;
  readonly logicalId: string;
  /** `KeyPolicy`. */
  readonly property: string;
  readonly fix?: Fix;
}

/** The same further on in the text. */
export function shiftDelegation(delegation: Delegation, by: number): Delegation {
  if (by === 0) return delegation;
  const { span, fix } = delegation;
  return {
    ...delegation,
    span: shiftSpan(span, by),
    ...(fix && {
      fix: { ...fix, edits: fix.edits.map(edit => ({ ...edit, span: shiftSpan(edit.span, by) })) },
    }),
  };
}

/**
 * The key policies of a part of a template that let accounts decide and name all of them by number. None where something
 * may be there that is not known, everybody is let in, or an account is filled in; offsets count in the document.
 */
export function delegationsIn(unit: TemplateUnit): readonly Delegation[] {
  if (!mayHoldPolicies(unit) || unit.faults().length > 0) return [];
  return policiesOf(resourcesIn(unit), unit.scopeIn()).flatMap(
    ({ kind, policy, resource: { logicalId }, property, embedded }) => {
      const named = kind === 'key' && embedded === undefined ? accountsIn(policy) : undefined;
      if (named === undefined) return [];
      const { accounts, first } = named;
      // Of one account of several, another may be meant.
      const fix = accounts.size === 1 ? deployAccountFix(unit.text, first) : undefined;
      const found = { accounts, span: first.span, logicalId, property, ...(fix && { fix }) };
      return [shiftDelegation(found, unit.offset)];
    },
  );
}

function accountsIn(
  policy: PolicyDocument,
): { readonly accounts: ReadonlySet<string>; readonly first: PolicyText } | undefined {
  if (policy.open) return undefined;
  const accounts = new Set<string>();
  let first: PolicyText | undefined;
  for (const { effect, principal, notPrincipal, open } of policy.statements) {
    if (effect === 'Deny') continue;
    if (open || effect === 'open' || notPrincipal !== undefined || principal?.open === true) return undefined;
    for (const one of principal?.principals ?? []) {
      if (one.kind === 'everyone' || one.kind === 'open' || one.kind === 'unknown') return undefined;
      if (one.kind !== 'account') continue;
      const account = literalOf({ alternatives: [{ guard: [], pieces: one.account }] });
      if (account === undefined || !/^\d{12}$/.test(account)) return undefined;
      accounts.add(account);
      first ??= one.text;
    }
  }
  return first && { accounts, first };
}
