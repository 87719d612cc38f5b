import type { Fix, Problem } from '../../problem';
import type { Rule } from '../../rule';
import { accountPieces, isOwnAccount } from '../accounts';
import { errorIfKnown, type PolicyContext, placeOf } from '../context';
import { type PrincipalPlace, principalsIn } from '../each';
import { insertEntry } from '../edit';
import { shown } from '../wording';
import { object, type Value } from '../written';

const CODE = 'policy/wildcard-in-principal-arn';

export const wildcardInPrincipalArn: Rule<PolicyContext> = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: "A principal's ARN has a wildcard.",
  documentation: {
    what: 'A `*` or `?` in the ARN of a principal. A warning where the kind of the policy is not known.',
    why: 'A wildcard cannot match part of a principal: the policy is refused with it, for an invalid principal. The principal "*" with a condition on aws:PrincipalArn, under ArnLike, says what was meant; aws:PrincipalAccount beside it keeps it to the account.',
    example:
      '"AWS": "arn:aws:iam::111122223333:role/app-*"  →  "AWS": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/app-*"}, "StringEquals": {"aws:PrincipalAccount": "111122223333"}}',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  },
  check: context =>
    context.broken
      ? []
      : principalsIn(context.policy).flatMap(place =>
          place.principal.kind === 'arn' && /[*?]/.test(place.principal.text.text)
            ? [problemOf(context, place)]
            : [],
        ),
};

function problemOf(context: PolicyContext, place: PrincipalPlace): Problem {
  const { statement, element, principal } = place;
  const fix = fixFor(context, place);
  return {
    code: CODE,
    severity: errorIfKnown(context),
    message: `No wildcard matches part of a principal, and the policy is refused: ${shown(principal.text.text)}`,
    span: principal.text.span,
    evidence: 'static',
    ...placeOf(context, statement, element.name),
    ...(fix && { fixes: [fix] }),
  };
}

/** Of several principals the condition would bind the others too; without an account nothing would bind this one. */
function fixFor({ text }: PolicyContext, { statement, element, principal }: PrincipalPlace): Fix | undefined {
  if (element.principals.length > 1 || element.open || statement.notPrincipal !== undefined) return undefined;
  if (statement.condition !== undefined) return undefined;
  const { node, guard } = principal.text;
  const account = accountValue(accountPieces(principal));
  const span = { start: node.tag?.span.start ?? node.span.start, end: node.span.end };
  const source = text.slice(span.start, span.end);
  if (account === undefined || guard.length > 0 || /[\r\n]/.test(source)) return undefined;
  const condition = object(
    ['ArnLike', object(['aws:PrincipalArn', { kind: 'source', text: source }])],
    ['StringEquals', object(['aws:PrincipalAccount', account])],
  );
  const added = insertEntry(text, statement.node, 'last', 'Condition', condition);
  if (added === undefined) return undefined;
  const everyone = { span, newText: source.includes("'") || !source.includes('"') ? "'*'" : '"*"' };
  return { title: 'Ask for it in a condition on aws:PrincipalArn', edits: [everyone, added] };
}

function accountValue(pieces: ReturnType<typeof accountPieces>): Value | undefined {
  const [piece, ...others] = pieces ?? [];
  if (piece === undefined || others.length > 0) return undefined;
  if (isOwnAccount(piece)) return { kind: 'ref', name: 'AWS::AccountId' };
  return piece.kind === 'text' && /^\d{12}$/.test(piece.text)
    ? { kind: 'text', text: piece.text }
    : undefined;
}
