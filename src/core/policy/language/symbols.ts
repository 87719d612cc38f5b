import type { DocumentModel } from '../../document';
import type { Span } from '../../text/range';
import { readPolicy } from '../readPolicy';
import { literalScope } from '../scope';
import { shown } from '../wording';

export interface PolicySymbol {
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly selection: Span;
}

/** The statements of a policy file by their Sid, in the order of the text; none for other documents. */
export function policySymbols({ kind, policy: parsed }: DocumentModel): readonly PolicySymbol[] {
  const policy = kind === 'policy' && parsed?.root ? readPolicy(parsed.root, literalScope) : undefined;
  if (policy === undefined) return [];
  return policy.statements.map(({ node, sid, effect, action, notAction }, index) => {
    const [name] = sid?.texts ?? [];
    const actions = action ?? notAction;
    const list = actions?.texts.map(({ text }) => shown(text)).join(', ') ?? '';
    return {
      name: name === undefined || name.text.trim() === '' ? `Statement ${index + 1}` : shown(name.text),
      detail: shown(
        `${effect === 'open' ? '' : `${effect} `}${actions?.name === 'NotAction' ? 'all but ' : ''}${list}`,
      ),
      span: node.span,
      selection: sid?.entry.span ?? node.span,
    };
  });
}
