/** Which parameter or secret stands at a place: what definition, references, highlights and rename start from. */
import type { Declaration, ParameterDeclaration, SecretDeclaration } from '../declared/declaration';
import { type KnownItems, knownItemsOf, parameterOf, secretOf } from '../declared/knownItems';
import type { DocumentModel } from '../document';
import { referenceAt } from '../reference/hover';
import type { ReferenceUse } from '../reference/use';
import { contains, type Span } from '../text/range';

export type ItemKind = 'parameter' | 'secret';

/** A parameter or secret as a document speaks of it. */
export interface NamedItem {
  readonly kind: ItemKind;
  /** Names it has, in whichever branch; empty where CloudFormation makes the name. Equal in every document. */
  readonly names: ReadonlySet<string>;
  /** Logical ids that declare it in the document it was looked at in. */
  readonly logicalIds: ReadonlySet<string>;
}

export interface ItemAtPlace {
  readonly item: NamedItem;
  /** The name, or the logical id, that the place is in. */
  readonly span: Span;
}

/** One place where a document names an item. */
export interface Occurrence {
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** The item that a reference, a declared name or the logical id of a declaration at an offset names. */
export function itemAt(model: DocumentModel, offset: number): ItemAtPlace | undefined {
  const use = referenceAt(model, offset);
  if (use !== undefined) {
    const item = itemOf(use, model, knownItemsOf(model.declarations()));
    const span = nameSpans(use).find(part => contains(part, offset)) ?? nameSpans(use)[0];
    return item && span && { item, span };
  }
  for (const declaration of model.declarations()) {
    if (!isItem(declaration)) continue;
    const span = [declaration.idSpan, ...declaration.names.map(name => name.span)].find(part =>
      contains(part, offset),
    );
    if (span !== undefined) return { item: declaredItem([declaration]), span };
  }
  return undefined;
}

/** Where a document names the item; `isHome`: it is the one the item was looked at in, whose logical ids hold here. */
export function occurrencesOf(item: NamedItem, model: DocumentModel, isHome: boolean): readonly Occurrence[] {
  const found: Occurrence[] = [];
  for (const declaration of declarationsOf(item, model, isHome)) {
    const named = declaration.names.filter(
      ({ resolved }) => resolved !== undefined && item.names.has(resolved),
    );
    const spans = named.length > 0 ? named.map(({ span }) => span) : [declaration.idSpan];
    for (const span of spans) found.push({ span, isDeclaration: true });
  }
  for (const use of usesOf(item, model, isHome)) {
    for (const span of nameSpans(use)) found.push({ span, isDeclaration: false });
  }
  return eachOnce(found);
}

/** The references of a document to the item. */
export function usesOf(item: NamedItem, model: DocumentModel, isHome: boolean): readonly ReferenceUse[] {
  const known = knownItemsOf(model.declarations());
  return model.references.filter(use => {
    const own = itemOf(use, model, known);
    if (own?.kind !== item.kind) return false;
    return intersects(own.names, item.names) || (isHome && intersects(own.logicalIds, item.logicalIds));
  });
}

/** The resources of a document that declare the item. */
export function declarationsOf(
  item: NamedItem,
  model: DocumentModel,
  isHome: boolean,
): readonly (ParameterDeclaration | SecretDeclaration)[] {
  return model
    .declarations()
    .filter(isItem)
    .filter(each => {
      if (each.kind !== item.kind || each.inLoop) return false;
      if (isHome && item.logicalIds.has(each.logicalId)) return true;
      return each.names.some(({ resolved }) => resolved !== undefined && item.names.has(resolved));
    });
}

/** The spans of the name in a reference: several where Fn::Join puts it together. */
export function nameSpans(use: ReferenceUse): readonly Span[] {
  const name = use.reference.segments[1];
  return name === undefined ? [] : use.locate(name.span.start, name.span.end);
}

function itemOf(use: ReferenceUse, model: DocumentModel, known: KnownItems): NamedItem | undefined {
  const match = secretOf(use, known) ?? parameterOf(use, known);
  const logicalIds = new Set(match?.item.logicalIds ?? []);
  const declared = model
    .declarations()
    .filter(isItem)
    .filter(each => logicalIds.has(each.logicalId));
  if (declared.length > 0) {
    const item = declaredItem(declared);
    const own = nameOf(use);
    return own === undefined ? item : { ...item, names: new Set([...item.names, own]) };
  }
  const name = nameOf(use);
  if (use.id === undefined || name === undefined) return undefined;
  return { kind: use.id.kind, names: new Set([name]), logicalIds };
}

function nameOf({ id }: ReferenceUse): string | undefined {
  return id?.kind === 'parameter' ? id.name : id?.id;
}

function declaredItem(declarations: readonly (ParameterDeclaration | SecretDeclaration)[]): NamedItem {
  return {
    kind: declarations[0]?.kind ?? 'parameter',
    names: new Set(declarations.flatMap(({ names }) => names.flatMap(({ resolved }) => resolved ?? []))),
    logicalIds: new Set(declarations.map(({ logicalId }) => logicalId)),
  };
}

function isItem(declaration: Declaration): declaration is ParameterDeclaration | SecretDeclaration {
  return declaration.kind === 'parameter' || declaration.kind === 'secret';
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const each of a) if (b.has(each)) return true;
  return false;
}

function eachOnce(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  const unique = new Map(occurrences.map(each => [`${each.span.start}:${each.span.end}`, each]));
  return [...unique.values()].sort((a, b) => a.span.start - b.span.start);
}
