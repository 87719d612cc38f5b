/** The entry of dist/inventory.js: what the views showed last, for the next window. Loaded with the first list. */
import * as vscode from 'vscode';
import type { Session } from '../session/session';
import { createInventoryStore, type Remembered } from './store';

export interface Inventory extends vscode.Disposable {
  /** What a view showed last of a place, `Session.place`; the caller compares its owner. Never rejects. */
  load(place: string | undefined, view: string): Promise<Remembered | undefined>;
  /** Keeps what a view shows of a session, where AWS has told whose it is. Never rejects. */
  save(session: Session, view: string, items: readonly unknown[]): Promise<void>;
  forget(place: string | undefined, view: string): Promise<void>;
  clear(): Promise<void>;
}

export interface InventoryDeps {
  readonly globalStorage: vscode.Uri;
  readonly secrets: vscode.SecretStorage;
  readonly globalState: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

const MEMORY_ONLY = 'keyhole.inventory.memoryOnly';

export function createInventory({ globalStorage, secrets, globalState, log }: InventoryDeps): Inventory {
  const store = createInventoryStore({
    folder: vscode.Uri.joinPath(globalStorage, 'inventory').fsPath,
    secrets,
    memoryOnly: globalState.get(MEMORY_ONLY) === true,
    now: Date.now,
    onKeyLost() {
      void globalState.update(MEMORY_ONLY, true);
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'Keyhole keeps lists in memory only: VS Code does not keep a key for them over a restart here.',
        ),
      );
    },
  });
  /** What was on its way when somebody cleared is not written afterwards. */
  let clears = 0;
  let writing: Promise<void> = Promise.resolve();

  const changed = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('keyhole.inventory') && !isOn()) void clear().catch(report);
  });

  async function clear(): Promise<void> {
    clears += 1;
    await writing;
    await store.clear();
  }

  function report(thrown: unknown): void {
    log.warn(`The inventory was not kept: ${thrown instanceof Error ? thrown.message : typeof thrown}`);
  }

  return {
    async load(place, view) {
      return place !== undefined && isOn() ? store.load(place, view) : undefined;
    },
    async save(session, view, items) {
      const { place, generation } = session;
      if (place === undefined || !isOn()) return;
      const begun = clears;
      try {
        await session.identify();
        const { account, region, endpoint } = session.state.label;
        if (generation !== session.generation || account === undefined || region === undefined) return;
        if (begun !== clears) return;
        const owner = { account, region, ...(endpoint && { endpoint }) };
        const mine = writing.then(() => store.save(place, view, owner, items));
        writing = mine.catch(() => undefined);
        await mine;
      } catch (thrown) {
        report(thrown);
      }
    },
    async forget(place, view) {
      if (place !== undefined) await store.forget(place, view).catch(report);
    },
    async clear() {
      await clear();
      // Whoever clears may have mended what lost the key.
      await globalState.update(MEMORY_ONLY, undefined);
    },
    dispose: () => changed.dispose(),
  };
}

function isOn(): boolean {
  return vscode.workspace.getConfiguration('keyhole.inventory').get<boolean>('enabled', true);
}
