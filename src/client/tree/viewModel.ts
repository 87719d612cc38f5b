import type { ItemMatch } from '../../core/catalog/itemFilter';
import type { Layout } from './layout';
import type { ListingSink } from './listing';
import type { FolderNode, ItemNode, Node } from './nodes';
import type { TagsByArn } from './tagReader';
import type { UsageByKey } from './usageReader';

/** What a view shows, without VS Code: filled by a listing, asked for children. */
export interface ViewModel<T> {
  readonly sink: ListingSink<T>;
  /** Items read so far, and how many of them the filter lets through. */
  readonly total: number;
  readonly shown: number;
  setFilter(matches: ItemMatch | undefined): void;
  /** Keys stand by who manages them, always. */
  setLayout?(layout: Layout): void;
  /** Undefined: they are not known. */
  setTags(tags: TagsByArn | undefined): void;
  /** Of keys: when they were last used. Undefined: that is not known. */
  setUsage?(usage: UsageByKey | undefined): void;
  readonly tags: TagsByArn | undefined;
  children(parent?: Node): readonly Node[];
  /** A node by its id (ownId), filter or not; a folder is not held open. */
  find(id: string): ItemNode | FolderNode | undefined;
  /** What stands below a folder, whatever the layout and the filter. */
  below?(folder: FolderNode): readonly (ItemNode | FolderNode)[];
  /** Every item, filter or not, for a quick pick. */
  items(): readonly ItemNode[];
  /** Everything that was added and is still there, to be added again. */
  entries(): readonly T[];
}
