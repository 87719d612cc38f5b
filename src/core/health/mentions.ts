/** Which files of the workspace name what is scheduled for deletion. */
import type { DocumentModel } from '../document';
import type { HealthFacts } from './facts';

/** Something that is on its way out, and the texts a file that names it holds one of. */
export interface Wanted {
  readonly kind: 'secret' | 'key';
  readonly arn: string;
  readonly texts: readonly string[];
}

export function wantedIn({ secrets, keys }: HealthFacts): readonly Wanted[] {
  return [
    ...secrets
      .filter(({ deletedDate }) => deletedDate !== undefined)
      .map(({ arn, name }): Wanted => ({ kind: 'secret', arn, texts: [name] })),
    ...keys
      .filter(({ metadata }) => metadata?.state.startsWith('Pending') && metadata.state !== 'PendingImport')
      .map(({ arn, keyId, aliases }): Wanted => ({ kind: 'key', arn, texts: [keyId, ...aliases] })),
  ];
}

/**
 * A secret by a reference, whose name may be written as its name, its ARN, or that without the six characters at its end; a
 * key by its id or an alias standing by itself, for nothing else says where templates name keys.
 */
export function isMentioned({ kind, arn, texts }: Wanted, model: DocumentModel): boolean {
  if (kind === 'key') return texts.some(text => standsAlone(text, model.text));
  const names = new Set([arn, arn.replace(/-\w{6}$/, ''), ...texts]);
  return model.references.some(({ id }) => id?.kind === 'secret' && names.has(id.id));
}

function standsAlone(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    // `key/` before an id and `:` before an alias are how ARNs end.
    if (!/[\w-]/.test(before) && !/[\w/-]/.test(after)) return true;
  }
  return false;
}
