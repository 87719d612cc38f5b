import type { Handler } from '../../commands/context';
import { itemsFor } from '../../commands/pickItems';
import type { KeyNode } from '../../tree/nodes';
import type { ChangeContext } from '../changeContext';
import { undoOffer } from '../undoOffer';
import type { KeyDeps } from './ownKey';

export interface KeyCommandDeps extends KeyDeps {
  /** Shows what is changed, in the tree and in open files. */
  readonly onChange: () => void;
  /** Those of the same connection, as far as they are listed. */
  readonly keys: () => readonly KeyNode[];
}

/**
 * A command about one key: the one that was clicked, whatever else is selected, or one that is picked. `change` says
 * whether anything is different now.
 */
export const keyCommand =
  (
    title: () => string,
    change: (key: KeyNode, deps: KeyCommandDeps, context: ChangeContext) => Promise<boolean>,
  ) =>
  (context: ChangeContext): Handler =>
  async clicked => {
    const { explorer, language, gate } = context;
    const { keys } = explorer.get().views;
    const [key] = await itemsFor(clicked === undefined ? [] : [clicked], { keys }, ['key'], title());
    const branch = key && keys.branches.find(({ source }) => source === key.source);
    if (key?.kind !== 'key' || branch === undefined) return;
    const onChange = () => {
      language.refresh();
      void branch.listing.refresh();
    };
    const deps: KeyCommandDeps = {
      session: branch.session,
      gate,
      offerUndo: undoOffer(onChange),
      onChange,
      keys: () => branch.items().filter(item => item.kind === 'key'),
    };
    if (await change(key, deps, context)) onChange();
  };
