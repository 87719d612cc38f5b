import { faultsOfParameterName } from '../declared/rules/parameterName';
import type { DocumentModel } from '../document';
import type { ReferenceUse } from '../reference/use';
import type { Span, TextEdit } from '../text/range';
import { declarationsOf, type ItemAtPlace, itemAt, type NamedItem, nameSpans, usesOf } from './item';

export type RenameTarget =
  | { readonly kind: 'name'; readonly item: NamedItem; readonly name: string; readonly span: Span }
  | { readonly kind: 'refused'; readonly reason: string };

/** What can be renamed at an offset; undefined where nothing of ours stands. */
export function renameTargetAt(model: DocumentModel, offset: number): RenameTarget | undefined {
  const found = itemAt(model, offset);
  if (found === undefined) return undefined;
  const written = model.text.slice(found.span.start, found.span.end);
  if (!found.item.names.has(written)) return refused(reasonFor(found, written));
  if (/^\/?aws\//i.test(written)) return refused('AWS gives this parameter its name.');
  if (written.startsWith('arn:'))
    return refused('An ARN names one secret; the name in it cannot be changed.');
  return {
    kind: 'name',
    item: { ...found.item, names: new Set([written]) },
    name: written,
    span: found.span,
  };
}

/** Why a new name is none; undefined when it is one. */
export function newNameFault({ kind }: NamedItem, name: string): string | undefined {
  if (name === '') return 'A name is needed.';
  if (kind === 'parameter') return faultsOfParameterName(name)[0];
  if (name.length > 512) return `A secret's name has at most 512 characters, this one: ${name.length}`;
  const illegal = /[^A-Za-z0-9/_+=.@-]/u.exec(name)?.[0];
  return illegal === undefined ? undefined : `No name of a secret holds the character: ${illegal}`;
}

export type DocumentRename =
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  | { readonly kind: 'refused'; readonly reason: string; readonly span: Span };

/**
 * The edits that give the item its new name in one document. Refused where a place has the name by parts or variables, for
 * it would keep the old one.
 */
export function renameIn(
  { item, name }: Extract<RenameTarget, { kind: 'name' }>,
  newName: string,
  model: DocumentModel,
): DocumentRename {
  const spans = new Map<number, Span>();
  const add = (span: Span | undefined, at: Span): Span | undefined => {
    if (span === undefined || model.text.slice(span.start, span.end) !== name) return at;
    spans.set(span.start, span);
    return undefined;
  };
  for (const declaration of declarationsOf(item, model, false)) {
    for (const { resolved, span } of declaration.names) {
      const bad = resolved === name ? add(span, span) : undefined;
      if (bad !== undefined) return madeOfParts(bad);
    }
  }
  for (const use of usesOf(item, model, false)) {
    if (!namesIt(use, name)) continue;
    const [only, ...others] = nameSpans(use);
    const bad = add(others.length === 0 ? only : undefined, only ?? use.span);
    if (bad !== undefined) return madeOfParts(bad);
  }
  return { kind: 'edits', edits: [...spans.values()].map(span => ({ span, newText: newName })) };
}

/** By its own text; one that goes through `${Secret}` follows the declaration by itself. */
function namesIt({ id }: ReferenceUse, name: string): boolean {
  return id !== undefined && (id.kind === 'parameter' ? id.name : id.id) === name;
}

function madeOfParts(span: Span): DocumentRename {
  return {
    kind: 'refused',
    span,
    reason: 'A place has this name by parts or variables and would keep the old one.',
  };
}

function reasonFor({ item }: ItemAtPlace, written: string): string {
  if (item.names.size === 0) return 'CloudFormation makes this name.';
  if (item.logicalIds.has(written)) return 'This is a logical id. Rename at the name itself.';
  return 'This name is put together of parts or variables.';
}

function refused(reason: string): RenameTarget {
  return { kind: 'refused', reason };
}
