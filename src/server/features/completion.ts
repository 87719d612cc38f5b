/** Completion inside `{{resolve:…}}`: services, names folder by folder, versions, stages. Never a value in an item. */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Connection,
} from 'vscode-languageserver';
import { plainNameAt } from '../../core/declared/nameCompletion';
import { takesSecureReference } from '../../core/facts/secureProperties';
import { declaredKeysOf, declaredNamesWith } from '../../core/navigation/declaredItems';
import {
  type PolicyCompletion,
  type PolicyItem,
  policyCompletionAt,
} from '../../core/policy/language/completion';
import type { Catalog, CatalogId, Catalogs } from '../../core/ports';
import { type CompletionContext, completionAt, nameAt } from '../../core/reference/completion';
import { placeAt } from '../../core/template/placeAt';
import { signalOf } from '../cancellation';
import type { Documents, OpenDocument } from '../documents';

export const TRIGGER_CHARACTERS = [':', '/', '{', '"'] as const;

/** More than anyone reads; the next key asks again. */
const MAX_NAMES = 200;

const NOTHING: CompletionList = { isIncomplete: false, items: [] };

interface Settings {
  /** The client knows VS Code's own command that opens the list again, after a folder was taken. */
  readonly retrigger: boolean;
}

export function provideCompletion(
  connection: Connection,
  documents: Documents,
  catalogs: Catalogs,
  settings: Settings,
): void {
  connection.onCompletion(async ({ textDocument, position }, token): Promise<CompletionList> => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return NOTHING;
    const { kind, text, lines, deploys, template } = document.model;
    if (kind === 'none') return NOTHING;
    const offset = lines.offsetAt(position);
    const catalog = catalogs.of(textDocument.uri);
    const policy = () => policyItems(document.model, offset, catalog, signalOf(token));
    if (kind === 'policy') return policy();
    const context = deploys
      ? (completionAt(text, offset) ?? (template && plainNameAt(text, template, offset)))
      : nameAt(document.model, offset);
    if (context === undefined) return policy();

    const { items, isIncomplete } = await itemsFor(context, document, catalog, settings, signalOf(token));
    const range = lines.rangeOf(context.replaceSpan);
    return {
      isIncomplete,
      items: items.map((item, index) => ({
        ...item,
        filterText: item.newText,
        sortText: String(index).padStart(5, '0'),
        textEdit: { range, newText: item.newText },
      })),
    };
  });
}

const KINDS = {
  element: CompletionItemKind.Property,
  action: CompletionItemKind.Function,
  key: CompletionItemKind.Field,
  operator: CompletionItemKind.Operator,
  value: CompletionItemKind.Value,
} as const;

async function policyItems(
  model: OpenDocument['model'],
  offset: number,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<CompletionList> {
  const found = policyCompletionAt(model, offset);
  if (found === undefined) return NOTHING;
  const known = await principals(found, catalog, signal);
  const own = new Set(found.items.map(({ label }) => label));
  const items = [...found.items, ...known.items.filter(({ label }) => !own.has(label))];
  const range = model.lines.rangeOf(found.span);
  return {
    isIncomplete: known.isIncomplete,
    items: items.map(({ kind, label, detail, documentation, newText }, index) => ({
      label,
      kind: KINDS[kind],
      ...(detail !== undefined && { detail }),
      ...(documentation !== undefined && { documentation }),
      filterText: newText,
      sortText: String(index).padStart(5, '0'),
      textEdit: { range, newText },
    })),
  };
}

/** Of the account, behind those that the policy names already. */
async function principals(
  { principals: asked, written }: PolicyCompletion,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<{ readonly items: readonly PolicyItem[]; readonly isIncomplete: boolean }> {
  if (asked === undefined) return { items: [], isIncomplete: false };
  const { prefix } = asked;
  const { names, incomplete } = await catalog.complete(
    { kind: 'principal', prefix, limit: MAX_NAMES },
    signal,
  );
  const items = names.map(
    ({ name, detail }): PolicyItem => ({
      kind: 'value',
      label: name,
      newText: written(name),
      ...(detail !== undefined && { detail }),
    }),
  );
  return { items, isIncomplete: incomplete };
}

type Item = Pick<CompletionItem, 'label' | 'kind' | 'detail' | 'command'> & { readonly newText: string };
interface Items {
  readonly items: readonly Item[];
  readonly isIncomplete: boolean;
}

async function itemsFor(
  context: CompletionContext,
  document: OpenDocument,
  catalog: Catalog,
  settings: Settings,
  signal: AbortSignal,
): Promise<Items> {
  switch (context.kind) {
    case 'service':
      return { items: services(context, document), isIncomplete: false };
    case 'parameter-name':
      return names('parameter', context, document, catalog, settings, signal);
    case 'secret-id':
      return names('secret', context, document, catalog, settings, signal);
    case 'secret-field':
      return { items: [secretString(context)], isIncomplete: false };
    case 'parameter-version':
    case 'version-stage':
    case 'version-id':
      return { items: await versions(context, catalog, signal), isIncomplete: false };
    // Keys are inside the value, and values are not read for a list: what the template says about its own is known.
    case 'json-key':
      return { items: jsonKeys(context, document), isIncomplete: false };
  }
}

function services({ replaceSpan }: CompletionContext, { model }: OpenDocument): readonly Item[] {
  const place = model.template && placeAt(model.template, replaceSpan.start);
  const property = place?.attribute === 'Properties' && place.resourceType !== undefined ? place : undefined;
  // Where the place is not known, everything is offered: a list that lacks the right one helps nobody.
  const secure = property === undefined || takesSecureReference(property.resourceType ?? '', property.path);
  const all = [
    { service: 'ssm', detail: 'String or StringList parameter' },
    ...(secure ? [{ service: 'ssm-secure', detail: 'SecureString parameter' }] : []),
    { service: 'secretsmanager', detail: 'Secrets Manager secret' },
  ];
  return all.map(({ service, detail }) => ({
    label: service,
    detail,
    kind: CompletionItemKind.Module,
    newText: service,
  }));
}

async function names(
  kind: CatalogId['kind'],
  { prefix, open }: CompletionContext,
  { model }: OpenDocument,
  catalog: Catalog,
  { retrigger }: Settings,
  signal: AbortSignal,
): Promise<Items> {
  if (open) return { items: [], isIncomplete: false };
  const own = declaredNamesWith(model, kind, prefix);
  const found = await catalog.complete({ kind, prefix, limit: MAX_NAMES, folders: true }, signal);
  const start = prefix.lastIndexOf('/') + 1;
  const isOwn = new Set(own.map(({ name }) => name));
  const others = found.names
    .filter(({ name }) => !isOwn.has(name))
    .map(({ name, detail, folder }) => ({
      // The client shows the part that is not typed yet, as file dialogs do.
      label: name.slice(start),
      kind: folder ? CompletionItemKind.Folder : CompletionItemKind.Constant,
      newText: name,
      ...(detail !== undefined && { detail }),
      ...(folder && retrigger && { command: { title: 'Go on', command: 'editor.action.triggerSuggest' } }),
    }));
  const declared = own.map(({ name, logicalId }) => ({
    label: name.slice(start),
    kind: CompletionItemKind.Constant,
    newText: name,
    detail: `declared here: ${logicalId}`,
  }));
  const items = [...declared, ...others];
  // The next folder holds other names than those sent, so the client must ask again.
  return {
    items,
    isIncomplete: found.incomplete || items.some(item => item.kind === CompletionItemKind.Folder),
  };
}

function jsonKeys({ name }: CompletionContext, { model }: OpenDocument): readonly Item[] {
  const keys = name === undefined ? [] : declaredKeysOf(model, name);
  return keys.map(key => ({
    label: key,
    kind: CompletionItemKind.Property,
    detail: 'key of the secret',
    newText: key,
  }));
}

function secretString({ closed }: CompletionContext): Item {
  return {
    label: 'SecretString',
    detail: closed ? 'The whole secret, or a key of it' : 'The secret, then `:key`',
    kind: CompletionItemKind.Field,
    newText: 'SecretString',
  };
}

async function versions(
  { kind, name, open }: CompletionContext,
  catalog: Catalog,
  signal: AbortSignal,
): Promise<readonly Item[]> {
  if (name === undefined || open) return [];
  const id: CatalogId =
    kind === 'parameter-version' ? { kind: 'parameter', name } : { kind: 'secret', id: name };
  const all = await catalog.versions(id, signal).catch(() => []);
  return all
    .filter(({ version }) => kind === 'parameter-version' || isVersionId(version) === (kind === 'version-id'))
    .map(({ version, detail }) => ({
      label: version,
      kind: CompletionItemKind.Value,
      newText: version,
      ...(detail !== undefined && { detail }),
    }));
}

/** Version ids are UUID-like, 32 to 64 characters; stages are names. */
function isVersionId(version: string): boolean {
  return /^[A-Za-z0-9-]{32,64}$/.test(version);
}
