import type { DocumentModel } from '../document';
import type { Fix, Problem } from '../problem';
import { entriesOf } from '../template/entries';
import type { Node } from '../template/node';
import { nodesAt } from '../template/nodesAt';
import { unitAt } from '../template/unit';

/**
 * A comment above the line of a problem that switches it off there. None in a JSON template, where CloudFormation takes no
 * comments, nor where the line goes on with a text of the line above: the comment would become part of it.
 */
export function disableFix(model: DocumentModel, problem: Problem): Fix | undefined {
  const { text, lines, kind } = model;
  const isJson = /^\s*(?:[{[]|\/[/*])/.test(text);
  if (kind !== 'policy' && (kind !== 'cloudformation' || isJson)) return undefined;
  if (problem.code.startsWith('suppression/')) return undefined;
  const { line } = lines.positionAt(problem.span.start);
  const at = lines.offsetAt({ line, character: 0 });
  if (nodesAround(model, at).some(({ kind, start }) => kind === 'scalar' && start < at)) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = `${indent}${isJson ? '//' : '#'} keyhole-disable-next-line ${problem.code}${eol}`;
  return {
    title: `Disable ${problem.code} for this line`,
    edits: [{ span: { start: at, end: at }, newText }],
  };
}

interface Around {
  readonly kind: Node['kind'];
  /** In the document. */
  readonly start: number;
}

function nodesAround({ template, policy }: DocumentModel, at: number): readonly Around[] {
  const unit = template && unitAt(template.units, at);
  const offset = unit?.offset ?? 0;
  const entries = unit === undefined ? entriesOf(policy?.root) : unit.entries();
  return nodesAt(entries, at - offset).map(({ kind, span }) => ({ kind, start: span.start + offset }));
}
