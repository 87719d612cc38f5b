import type { LogOutputChannel } from 'vscode';
import type { ItemNode } from '../tree/nodes';
import type { View } from '../tree/view';

const REDRAWN_MS = 1_000;

/** Selects what was just made, once its list is read again. */
export async function selectMade(
  view: View,
  made: ItemNode,
  log: Pick<LogOutputChannel, 'info'>,
): Promise<void> {
  await redrawn(view);
  try {
    await view.reveal(made);
  } catch (thrown) {
    // It is made; that the tree was drawn anew under the selection is no failure of that.
    log.info(`${view.id}: not selected: ${thrown instanceof Error ? thrown.name : typeof thrown}`);
  }
}

/** A tree is drawn a moment after its list was read, and what is not drawn yet cannot be selected. */
function redrawn(view: View): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(done, REDRAWN_MS);
    const subscription = view.onDidChange(done);
  });
}
