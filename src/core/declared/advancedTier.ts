import { insertEntry } from '../policy/edit';
import type { Fix } from '../problem';
import { valueAt } from '../template/entries';
import type { Span } from '../text/range';
import { type GivenMap, type GivenText, lacks, type ResourceText, textsAt } from './context';

/** That a parameter is not known to be advanced: its Tier says so, or it has none and the account's default decides. */
export type NotAdvanced =
  | { readonly kind: 'standard'; readonly tier: GivenText }
  | { readonly kind: 'default' };

/** Of an AWS::SSM::Parameter, in each branch of Fn::If. */
export function notAdvanced(context: ResourceText, properties: GivenMap): readonly NotAdvanced[] {
  if (lacks(properties, 'Tier')) return [{ kind: 'default' }];
  return textsAt(context, properties, 'Tier')
    .filter(({ text }) => text === 'Standard')
    .map(tier => ({ kind: 'standard', tier }));
}

/** Undefined where the tier is not simply written out. Offsets count in the text of the context. */
export function advancedTierFix(
  context: ResourceText,
  { node }: GivenMap,
  found: NotAdvanced,
): Fix | undefined {
  const title = 'Set Tier to Advanced, which is charged for';
  if (found.kind === 'default') {
    const edit = insertEntry(context.text, node, 'first', 'Tier', { kind: 'text', text: 'Advanced' });
    return edit && { title, edits: [edit] };
  }
  const span = writtenOut(node);
  return span && { title, edits: [{ span, newText: 'Advanced' }] };
}

function writtenOut(node: GivenMap['node']): Span | undefined {
  const tier = valueAt(node, 'Tier');
  if (tier?.kind !== 'scalar' || tier.tag !== undefined) return undefined;
  const start = tier.style === 'plain' ? tier.span.start : tier.span.start + 1;
  return { start, end: start + 'Standard'.length };
}
