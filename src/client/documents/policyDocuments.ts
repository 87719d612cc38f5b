import * as vscode from 'vscode';
import { failureError, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import { livePolicyScheme } from '../../protocol/messages';
import type { Explored, ExploredConnection } from '../session/explored';
import type { Session } from '../session/session';
import { readPolicy } from './policyStore';
import {
  layOutPolicy,
  type PolicyPlace,
  parsePolicyPath,
  policyPath,
  policyQuery,
  policySource,
} from './policyUri';

/** A live policy as it is worked on. */
export interface PolicyDraft {
  readonly place: PolicyPlace;
  /** The account it was read from, where that is known. */
  readonly account: string | undefined;
  /** As it was read before anything was staged, laid out: what somebody else changes since is seen by it. */
  readonly base: string;
  /** What was saved and is not applied; undefined: nothing. */
  readonly staged: string | undefined;
}

export interface PolicyDocuments extends vscode.Disposable {
  open(item: Pick<PolicyPlace, 'kind' | 'id' | 'label'>, of: ExploredConnection): Promise<vscode.TextEditor>;
  /** The connection it was read from. Throws a FailureError where that is not shown any longer. */
  sessionOf(uri: vscode.Uri): Session;
  /** Reads the policy again. What is staged stays. */
  refresh(uri: vscode.Uri): Promise<void>;
  /** Undefined for an address of something else. */
  draft(uri: vscode.Uri): PolicyDraft | undefined;
  /** It is in the account now. What was staged since it was sent stays. */
  applied(uri: vscode.Uri, text: string): void;
  /** Back to what the account holds. */
  discard(uri: vscode.Uri): Promise<void>;
  readonly onDidChangeDraft: vscode.Event<vscode.Uri>;
}

interface Entry extends PolicyDraft {
  readonly mtime: number;
  /** As it was read last. */
  readonly latest: string;
  /** Of a key that AWS manages. */
  readonly fixed: boolean;
}

/**
 * Live policies of keys and secrets as JSON documents, which the language server lints like files. Saving stages in memory and sends
 * nothing: autosave is on in many places. Apply sends (applyPolicy.ts).
 */
export function createPolicyDocuments(explored: Explored): PolicyDocuments {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const drafted = new vscode.EventEmitter<vscode.Uri>();
  const entries = new Map<string, Entry>();

  /** Two emulators may give two secrets one ARN. */
  const keyOf = ({ path, query }: vscode.Uri) => `${policySource(query) ?? ''} ${path}`;

  function sessionOf({ query }: vscode.Uri): Session {
    const session = explored.sessionOf(policySource(query));
    if (session === undefined) throw notShown();
    return session;
  }

  async function read(aws: AwsConnection, place: PolicyPlace): Promise<string> {
    return layOutPolicy(await readPolicy(aws, place));
  }

  /** An editor that came back with its window is read anew. */
  async function entryOf(uri: vscode.Uri): Promise<Entry> {
    const known = entries.get(keyOf(uri));
    if (known !== undefined) return known;
    const place = parsePolicyPath(uri.path);
    if (!place)
      throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This is not the address of a policy.'));
    try {
      const session = sessionOf(uri);
      const { aws } = await session.connect();
      if (aws.region !== place.region) throw otherRegion(place.region);
      const base = await read(aws, place);
      return put(uri, {
        place,
        account: session.state.label.account,
        base,
        latest: base,
        staged: undefined,
        fixed: false,
      });
    } catch (thrown) {
      // VS Code shows the message of no other error.
      throw vscode.FileSystemError.Unavailable(failureOf(thrown, 'open').message);
    }
  }

  function put(uri: vscode.Uri, draft: Omit<Entry, 'mtime'>): Entry {
    const before = entries.get(keyOf(uri));
    const entry = { ...draft, mtime: Math.max(Date.now(), (before?.mtime ?? 0) + 1) };
    entries.set(keyOf(uri), entry);
    return entry;
  }

  function change(uri: vscode.Uri, draft: Omit<Entry, 'mtime'>): void {
    put(uri, draft);
    changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    drafted.fire(uri);
  }

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    async stat(uri) {
      const { base, staged, mtime, fixed } = await entryOf(uri);
      return {
        type: vscode.FileType.File,
        ctime: 0,
        mtime,
        size: Buffer.byteLength(staged ?? base),
        ...(fixed && { permissions: vscode.FilePermission.Readonly }),
      };
    },
    async readFile(uri) {
      const { base, staged } = await entryOf(uri);
      return Buffer.from(staged ?? base, 'utf8');
    },
    async writeFile(uri, content) {
      const entry = await entryOf(uri);
      if (entry.fixed) throw vscode.FileSystemError.NoPermissions(uri);
      const text = Buffer.from(content).toString('utf8');
      put(uri, { ...entry, staged: text === entry.base ? undefined : text });
      drafted.fire(uri);
    },
    readDirectory: notHere,
    createDirectory: notHere,
    delete: notHere,
    rename: notHere,
  };

  const registration = vscode.workspace.registerFileSystemProvider(livePolicyScheme, provider, {
    isCaseSensitive: true,
  });

  return {
    sessionOf,
    async open({ kind, id, label }, { source, session }) {
      const { aws, identified } = await session.connect();
      const place = { kind, region: aws.region, id, label };
      const [latest, key] = await Promise.all([
        read(aws, place),
        // Only for what the linter says of the key's type.
        kind === 'key' ? aws.keys.describe(id).catch(() => undefined) : undefined,
        identified,
      ]);
      const { sandbox, account } = session.state.label;
      const shown = { ...place, label: sandbox ? `SANDBOX ${label}` : label };
      const path = policyPath(shown);
      const uri = vscode.Uri.from({
        scheme: livePolicyScheme,
        path,
        query: policyQuery(source, account, key),
      });
      const before = entries.get(keyOf(uri));
      const draft = { base: before?.base ?? latest, latest, staged: before?.staged };
      change(uri, { place: shown, account, ...restedOn(draft), fixed: key?.manager === 'AWS' });
      const document = await vscode.workspace.openTextDocument(uri);
      return vscode.window.showTextDocument(document, { preview: true });
    },
    async refresh(uri) {
      const entry = uri.scheme === livePolicyScheme ? entries.get(keyOf(uri)) : undefined;
      if (entry === undefined) return;
      const { aws } = await sessionOf(uri).connect();
      if (aws.region !== entry.place.region) throw otherRegion(entry.place.region);
      const latest = await read(aws, entry.place);
      // What was typed while it was read counts.
      const now = entries.get(keyOf(uri)) ?? entry;
      change(uri, restedOn({ ...now, latest }));
    },
    draft: uri => (uri.scheme === livePolicyScheme ? entries.get(keyOf(uri)) : undefined),
    applied(uri, text) {
      const entry = entries.get(keyOf(uri));
      if (entry === undefined) return;
      const staged = entry.staged === text ? undefined : entry.staged;
      change(uri, { ...entry, base: text, latest: text, staged });
    },
    async discard(uri) {
      const entry = entries.get(keyOf(uri));
      if (entry === undefined) return;
      change(uri, restedOn({ ...entry, staged: undefined }));
      // What was typed and not saved goes too.
      await vscode.commands.executeCommand('workbench.action.files.revert', uri);
    },
    onDidChangeDraft: drafted.event,
    dispose() {
      registration.dispose();
      changed.dispose();
      drafted.dispose();
    },
  };
}

/** A staged text goes on resting on what it was made from: read again, it would hide what somebody else has changed. */
function restedOn<T extends Pick<Entry, 'base' | 'latest' | 'staged'>>(draft: T): T {
  return draft.staged === undefined ? { ...draft, base: draft.latest } : draft;
}

function notHere(): never {
  throw vscode.FileSystemError.NoPermissions(
    vscode.l10n.t('Keys and secrets are made and deleted elsewhere.'),
  );
}

function notShown() {
  return failureError({
    kind: 'failure',
    code: 'not-found',
    message: vscode.l10n.t('The connection it was read from is not shown in the explorer any longer.'),
    operation: 'open',
  });
}

function otherRegion(region: string) {
  return failureError({
    kind: 'failure',
    code: 'not-found',
    message: vscode.l10n.t('It is in another Region than the one connected to: {0}', region),
    operation: 'open',
  });
}
