/**
 * What an item becomes where it is dropped into a text. The rules decide: a reference is taken where the text with it in it
 * has that reference in a place, and no error at it; else the plain name, with which nothing is lost.
 */
import { referenceTo } from '../catalog/referenceText';
import { plainNameAt } from '../declared/nameCompletion';
import { createAnalyzer, type DocumentModel, type SourceText } from '../document';
import type { Span } from '../text/range';

export type DroppedItem =
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly type: 'String' | 'StringList' | 'SecureString';
      readonly arn?: string;
    }
  | { readonly kind: 'secret'; readonly name: string; readonly arn: string }
  | { readonly kind: 'key'; readonly name: string; readonly arn: string };

export interface Drop {
  readonly text: string;
  /** A name was put where a reference was refused. */
  readonly refused: boolean;
}

/** @param offset where it is dropped */
export function dropText(source: SourceText, offset: number, item: DroppedItem): Drop {
  const before = createAnalyzer().analyze(source);
  if (before.kind === 'ecs-task-definition') return plain(item.arn ?? item.name);
  if (before.kind !== 'cloudformation' || item.kind === 'key') return plain(item.name);
  const withText = (text: string) =>
    createAnalyzer().analyze({
      ...source,
      text: before.text.slice(0, offset) + text + before.text.slice(offset),
    });
  if (item.kind === 'parameter' && isName(withText(item.name), offset, item.name)) return plain(item.name);
  // Where a reference stands it is not taken apart.
  if (before.referencesAt(offset).some(({ span }) => span.start < offset && offset < span.end))
    return plain(item.name);
  const reference = referenceTo(item);
  for (const text of [reference, `'${reference}'`, `"${reference}"`]) {
    const at = offset + text.indexOf(reference);
    if (isTaken(withText(text), at, reference, text !== reference)) return { text, refused: false };
  }
  return { text: item.name, refused: true };
}

function isTaken(model: DocumentModel, at: number, reference: string, quoted: boolean): boolean {
  const span = { start: at, end: at + reference.length };
  const use = model.referencesAt(at + 1).find(each => each.reference.text === reference);
  if (use?.place === undefined || (quoted && !use.whole)) return false;
  return !model.problems().some(problem => problem.severity === 'error' && intersects(problem.span, span));
}

function isName({ template, text }: DocumentModel, offset: number, name: string): boolean {
  const context = template && plainNameAt(text, template, offset);
  return (
    context !== undefined &&
    context.replaceSpan.start <= offset &&
    offset + name.length <= context.replaceSpan.end
  );
}

function plain(text: string): Drop {
  return { text, refused: false };
}

function intersects(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
