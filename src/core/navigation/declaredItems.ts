/** What a list of completions can take from the template itself, with no account. */
import { plainText } from '../declared/declaration';
import { keysOf, knownItemsOf } from '../declared/knownItems';
import type { DocumentModel } from '../document';
import type { ItemKind } from './item';

/**
 * The JSON keys of a secret that the template declares; `id` as it is written in the reference, a name or `${Secret}`.
 * Empty where it declares none such, or a plain one.
 */
export function declaredKeysOf(model: DocumentModel, id: string): readonly string[] {
  const { secrets } = knownItemsOf(model.declarations());
  const name = id.includes('${') ? id : plainText(id);
  const secret = secrets.exact.get(name) ?? secrets.byDefaults.get(id);
  return secret === undefined ? [] : keysOf(secret.content);
}

export interface DeclaredNameItem {
  readonly name: string;
  readonly logicalId: string;
}

/** Names of parameters or secrets that the template declares and that begin with the prefix, in alphabetical order. */
export function declaredNamesWith(
  model: DocumentModel,
  kind: ItemKind,
  prefix: string,
): readonly DeclaredNameItem[] {
  const found = new Map<string, DeclaredNameItem>();
  for (const declaration of model.declarations()) {
    if (declaration.kind !== kind || declaration.inLoop) continue;
    for (const { resolved } of declaration.names) {
      if (resolved?.startsWith(prefix) && !found.has(resolved)) {
        found.set(resolved, { name: resolved, logicalId: declaration.logicalId });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
