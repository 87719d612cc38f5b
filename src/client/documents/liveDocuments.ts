import * as vscode from 'vscode';
import { failureError, failureOf } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { Explored, ExploredConnection } from '../session/explored';
import type { Session } from '../session/session';
import { documentQuery, sourceIn } from './documentQuery';

/** Where something stands that is shown as a document. Nothing secret is in its address or its text. */
export interface LivePlace {
  readonly region: string;
  /** What it is called in its tab and in questions. */
  readonly label: string;
}

/** What is shown as documents: policies (policyKind.ts), values that are no secrets (valueKind.ts). */
export interface LiveKind<P extends LivePlace, I> {
  readonly scheme: string;
  /** Reads what somebody asked for: where it is, and its text. */
  open(aws: AwsConnection, item: I): Promise<Opened<P>>;
  /** Its text as AWS holds it now. */
  read(aws: AwsConnection, place: P): Promise<string>;
  path(place: P): string;
  /** Undefined for a path nobody made here: any extension can open a document of any scheme. */
  parse(path: string): P | undefined;
}

export interface Opened<P extends LivePlace> {
  readonly place: P;
  readonly text: string;
  /** It cannot be changed. */
  readonly fixed?: boolean;
  /** Put into the query of the address, for the language server. */
  readonly facts?: Readonly<Record<string, string | undefined>>;
}

/** A document as it is worked on. */
export interface LiveDraft<P extends LivePlace> {
  readonly place: P;
  /** The account it was read from, where that is known. */
  readonly account: string | undefined;
  /** As it was read before anything was staged: what somebody else changes since is seen by it. */
  readonly base: string;
  /** What was saved and is not applied; undefined: nothing. */
  readonly staged: string | undefined;
}

export interface StagedDraft<P extends LivePlace> extends LiveDraft<P> {
  readonly uri: vscode.Uri;
  readonly staged: string;
}

export interface LiveDocuments<P extends LivePlace, I> extends vscode.Disposable {
  open(item: I, of: ExploredConnection): Promise<vscode.TextEditor>;
  /** The connection it was read from. Throws a FailureError where that is not shown any longer. */
  sessionOf(uri: vscode.Uri): Session;
  read(aws: AwsConnection, place: P): Promise<string>;
  /** Reads it again. What is staged stays. */
  refresh(uri: vscode.Uri): Promise<void>;
  /** All that is saved and not applied, of all connections. */
  staged(): readonly StagedDraft<P>[];
  /** Undefined for an address of something else. */
  draft(uri: vscode.Uri): LiveDraft<P> | undefined;
  /** It is in the account now. What was staged since it was sent stays. */
  applied(uri: vscode.Uri, text: string): void;
  /** What is saved next rests on this: somebody has seen it, and puts both together. */
  merging(uri: vscode.Uri, theirs: string): void;
  /** Back to what the account holds. */
  discard(uri: vscode.Uri): Promise<void>;
  readonly onDidChangeDraft: vscode.Event<vscode.Uri>;
}

interface Entry<P extends LivePlace> extends LiveDraft<P> {
  /** By which it was asked for last. */
  readonly uri: vscode.Uri;
  readonly mtime: number;
  /** As it was read last. */
  readonly latest: string;
  readonly fixed: boolean;
  readonly merging?: string;
}

/**
 * What an account holds as documents. Saving stages in memory and sends nothing: autosave is on in many places. Apply
 * sends (applyPolicy.ts, applyValue.ts).
 */
export function createLiveDocuments<P extends LivePlace, I>(
  explored: Explored,
  kind: LiveKind<P, I>,
): LiveDocuments<P, I> {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const drafted = new vscode.EventEmitter<vscode.Uri>();
  const entries = new Map<string, Entry<P>>();

  /** Two emulators may give two secrets one ARN. */
  const keyOf = ({ path, query }: vscode.Uri) => `${sourceIn(query) ?? ''} ${path}`;

  function sessionOf({ query }: vscode.Uri): Session {
    const session = explored.sessionOf(sourceIn(query));
    if (session === undefined) throw notShown();
    return session;
  }

  /** An editor that came back with its window is read anew. */
  async function entryOf(uri: vscode.Uri): Promise<Entry<P>> {
    const known = entries.get(keyOf(uri));
    if (known !== undefined) return known;
    const place = kind.parse(uri.path);
    if (!place)
      throw vscode.FileSystemError.FileNotFound(vscode.l10n.t('This address was not made by Keyhole.'));
    try {
      const session = sessionOf(uri);
      const { aws } = await session.connect();
      if (aws.region !== place.region) throw otherRegion(place.region);
      const base = await kind.read(aws, place);
      const { account } = session.state.label;
      return put(uri, { place, account, base, latest: base, staged: undefined, fixed: false });
    } catch (thrown) {
      // VS Code shows the message of no other error.
      throw vscode.FileSystemError.Unavailable(failureOf(thrown, 'open').message);
    }
  }

  function put(uri: vscode.Uri, draft: Omit<Entry<P>, 'mtime' | 'uri'>): Entry<P> {
    const before = entries.get(keyOf(uri));
    const entry = { ...draft, uri, mtime: Math.max(Date.now(), (before?.mtime ?? 0) + 1) };
    entries.set(keyOf(uri), entry);
    return entry;
  }

  function change(uri: vscode.Uri, draft: Omit<Entry<P>, 'mtime' | 'uri'>): void {
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
      const { merging, ...entry } = await entryOf(uri);
      if (entry.fixed) throw vscode.FileSystemError.NoPermissions(uri);
      const text = Buffer.from(content).toString('utf8');
      const base = merging ?? entry.base;
      put(uri, { ...entry, base, staged: text === base ? undefined : text });
      drafted.fire(uri);
    },
    readDirectory: notHere,
    createDirectory: notHere,
    delete: notHere,
    rename: notHere,
  };

  const registration = vscode.workspace.registerFileSystemProvider(kind.scheme, provider, {
    isCaseSensitive: true,
  });

  return {
    sessionOf,
    read: (aws, place) => kind.read(aws, place),
    async open(item, { source, session }) {
      const { aws, identified } = await session.connect();
      const [opened] = await Promise.all([kind.open(aws, item), identified]);
      const { sandbox, account } = session.state.label;
      const { label } = opened.place;
      const place = { ...opened.place, label: sandbox ? `SANDBOX ${label}` : label };
      const query = documentQuery({ account, source, ...opened.facts });
      const uri = vscode.Uri.from({ scheme: kind.scheme, path: kind.path(place), query });
      const before = entries.get(keyOf(uri));
      const latest = opened.text;
      const draft = { base: before?.base ?? latest, latest, staged: before?.staged };
      change(uri, { place, account, ...restedOn(draft), fixed: opened.fixed === true });
      const document = await vscode.workspace.openTextDocument(uri);
      return vscode.window.showTextDocument(document, { preview: true });
    },
    async refresh(uri) {
      const entry = uri.scheme === kind.scheme ? entries.get(keyOf(uri)) : undefined;
      if (entry === undefined) return;
      const { aws } = await sessionOf(uri).connect();
      if (aws.region !== entry.place.region) throw otherRegion(entry.place.region);
      const latest = await kind.read(aws, entry.place);
      // What was typed while it was read counts.
      const now = entries.get(keyOf(uri)) ?? entry;
      change(uri, restedOn({ ...now, latest }));
    },
    staged: () =>
      [...entries.values()].flatMap(entry =>
        entry.staged === undefined ? [] : [{ ...entry, staged: entry.staged }],
      ),
    draft: uri => (uri.scheme === kind.scheme ? entries.get(keyOf(uri)) : undefined),
    applied(uri, text) {
      const entry = entries.get(keyOf(uri));
      if (entry === undefined) return;
      const staged = entry.staged === text ? undefined : entry.staged;
      change(uri, { ...entry, base: text, latest: text, staged });
    },
    merging(uri, theirs) {
      const entry = entries.get(keyOf(uri));
      if (entry !== undefined) entries.set(keyOf(uri), { ...entry, latest: theirs, merging: theirs });
    },
    async discard(uri) {
      const entry = entries.get(keyOf(uri));
      if (entry === undefined) return;
      const { merging: _, ...rest } = entry;
      change(uri, restedOn({ ...rest, staged: undefined }));
      // What was typed and not saved goes too. VS Code reverts what is in front, whatever it is told.
      const isIt = (document: vscode.TextDocument | undefined) => document?.uri.toString() === uri.toString();
      if (!isIt(vscode.window.activeTextEditor?.document)) {
        const document = vscode.workspace.textDocuments.find(isIt);
        if (!document?.isDirty) return;
        await vscode.window.showTextDocument(document);
      }
      await vscode.commands.executeCommand('workbench.action.files.revert');
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
function restedOn<T extends Pick<Entry<LivePlace>, 'base' | 'latest' | 'staged'>>(draft: T): T {
  return draft.staged === undefined ? { ...draft, base: draft.latest } : draft;
}

function notHere(): never {
  throw vscode.FileSystemError.NoPermissions(
    vscode.l10n.t('What is in AWS is made and deleted in the views of Keyhole.'),
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
