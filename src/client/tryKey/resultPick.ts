/**
 * Shows what came out of a try: in a list of VS Code's own, and in no document. A secret is masked until somebody asks, and
 * again after `keyhole.reveal.seconds`; the list is forgotten when it is left, when something else is connected to or the
 * extension is locked, and where a secret is in it after a while.
 */
import * as vscode from 'vscode';
import { failureOf } from '../../core/failure';
import { hideAccounts, isScreenShared, onDidChangeScreenShare } from '../session/screenShare';
import type { Session } from '../session/session';
import type { TimedClipboard } from '../value/clipboard';
import { writePrivate } from '../value/writePrivate';
import { type ResultPart, shownText } from './result';
import { type ResultItem, resultItems } from './resultItems';
import type { TryResult } from './tryDeps';

export interface ResultDeps {
  readonly clipboard: Pick<TimedClipboard, 'copyValue'>;
  readonly session: Pick<Session, 'onDidChangeConnection'>;
}

/** What a test may see of it, and press. */
export interface ShownResult {
  readonly items: readonly ResultItem[];
  accept(item: ResultItem): Promise<void>;
  /** When it is left. */
  readonly left: Promise<void>;
  hide(): void;
}

const IDLE_MS = 120_000;

export function showResult({ title, parts }: TryResult, { clipboard, session }: ResultDeps): ShownResult {
  const pick = vscode.window.createQuickPick<ResultItem>();
  const shown = new Set<ResultPart>();
  let masking: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;

  function draw(): void {
    const active = pick.activeItems[0];
    pick.items = resultItems(parts, part => shown.has(part));
    const again = pick.items.find(({ part, act }) => part === active?.part && act === active.act);
    if (again) pick.activeItems = [again];
  }

  function mask(): void {
    clearTimeout(masking);
    shown.clear();
    draw();
  }

  function waitForKeys(): void {
    clearTimeout(idle);
    if (parts.some(({ secret }) => secret)) idle = setTimeout(() => pick.hide(), IDLE_MS);
  }

  function toggle(part: ResultPart): void {
    if (!part.secret) return;
    if (shown.has(part)) {
      mask();
      return;
    }
    if (isScreenShared()) {
      void vscode.window.showWarningMessage(vscode.l10n.t('Values stay hidden while the screen is shared.'));
      return;
    }
    shown.add(part);
    draw();
    const seconds = vscode.workspace.getConfiguration('keyhole.reveal').get<number>('seconds', 30);
    clearTimeout(masking);
    masking = setTimeout(mask, seconds * 1_000);
  }

  async function copy(part: ResultPart): Promise<void> {
    const text = shownText(part).reveal();
    if (part.secret) return clipboard.copyValue(text);
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', part.name), 4_000);
  }

  async function accept({ part, act }: ResultItem): Promise<void> {
    waitForKeys();
    if (act === 'show') toggle(part);
    else await (act === 'copy' ? copy(part) : savePart(part));
  }

  const left = new Promise<void>(resolve => pick.onDidHide(resolve));
  const owned = vscode.Disposable.from(
    pick,
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen) void accept(chosen).catch(told);
    }),
    session.onDidChangeConnection(() => pick.hide()),
    onDidChangeScreenShare(() => isScreenShared() && mask()),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      const settings = vscode.workspace.getConfiguration('keyhole.reveal');
      if (!focused && settings.get<boolean>('hideOnBlur', false)) mask();
    }),
  );
  void left.then(() => {
    clearTimeout(masking);
    clearTimeout(idle);
    owned.dispose();
  });
  pick.title = hideAccounts(title).replaceAll('$(', '$ (');
  pick.placeholder = vscode.l10n.t('Kept nowhere: Escape forgets it');
  // The dialog that asks for a file takes the focus.
  pick.ignoreFocusOut = true;
  draw();
  waitForKeys();
  pick.show();
  return {
    get items() {
      return pick.items;
    },
    accept,
    left,
    hide: () => pick.hide(),
  };
}

/** The bytes as they are, and no base64 of them. */
async function savePart({ name, bytes, secret, fileName }: ResultPart): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: secret ? vscode.l10n.t('{0}, in the plain', name) : name,
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, fileName) }),
  });
  if (uri === undefined) return;
  if (secret) await writePrivate(uri, bytes);
  else await vscode.workspace.fs.writeFile(uri, bytes.reveal());
  vscode.window.setStatusBarMessage(vscode.l10n.t('Saved: {0}', name), 4_000);
}

/** An error of the file system may name a path, and no more. */
function told(thrown: unknown): void {
  const { code, message } = failureOf(thrown);
  const reason =
    thrown instanceof vscode.FileSystemError ? thrown.code : code === 'internal' ? code : message;
  void vscode.window.showErrorMessage(vscode.l10n.t('That did not work: {0}', reason));
}
