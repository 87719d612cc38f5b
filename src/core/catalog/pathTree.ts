/**
 * Parameter names as folders. https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-hierarchies.html
 * A name can be a parameter and a folder at once (`/app` and `/app/db`): those are two nodes. The root's path is '';
 * at the root labels keep their leading slash, because `/db` and `db` are two parameters.
 */
import type { ParameterMetadata } from './items';

export type PathNode<T extends Named = ParameterMetadata> = FolderNode | ParameterNode<T>;

/** Secrets are shown by the `/` in their names too. */
export interface Named {
  readonly name: string;
}

export interface FolderNode {
  readonly kind: 'folder';
  /** Stable over refreshes, unique in the tree. */
  readonly id: string;
  /** Without a trailing slash: `/my-app/prod`. */
  readonly path: string;
  readonly label: string;
  /** Parameters below, at any depth. */
  readonly count: number;
}

export interface ParameterNode<T extends Named = ParameterMetadata> {
  readonly kind: 'parameter';
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly metadata: T;
}

export interface PathTree<T extends Named = ParameterMetadata> {
  /** Adds or replaces. Answers with the folders that gained, lost or changed a direct child. */
  add(page: readonly T[]): ReadonlySet<string>;
  /** Folders first, each group by name. Unknown paths have no children. */
  children(path: string): readonly PathNode<T>[];
  /** The folder a node is in; undefined for what stands at the root. */
  parent(node: PathNode<T>): FolderNode | undefined;
  /** Undefined where there is none of that path. */
  folder(path: string): FolderNode | undefined;
  /** How many parameters there are in all. */
  readonly size: number;
  /** From here on names are counted as seen, until `endRefresh` removes the ones that were not. */
  beginRefresh(): void;
  endRefresh(): ReadonlySet<string>;
  clear(): void;
}

interface Folder {
  readonly path: string;
  /** Folders and parameters directly in here; sorted again when asked for. */
  readonly folders: Sorted;
  readonly names: Sorted;
  count: number;
}

/** Pages come and are looked at one by one: what is new goes behind what was sorted, and sorting that is fast. */
interface Sorted {
  readonly keys: Set<string>;
  /** Undefined after a removal: made anew from the keys. */
  order: string[] | undefined;
  inOrder: boolean;
}

export function createPathTree<T extends Named = ParameterMetadata>(): PathTree<T> {
  const folders = new Map<string, Folder>([['', newFolder('')]]);
  const parameters = new Map<string, T>();
  let seen: Set<string> | undefined;

  const folderOf = (path: string, changed: Set<string>): Folder => {
    const known = folders.get(path);
    if (known) return known;
    // A loop, not recursion: a name may hold a thousand slashes when it does not come from AWS.
    let missing = path;
    const created = newFolder(path);
    let folder = created;
    for (;;) {
      folders.set(missing, folder);
      const above = parentPath(missing);
      changed.add(above);
      const existing = folders.get(above);
      const parent = existing ?? newFolder(above);
      put(parent.folders, missing);
      if (existing) return created;
      missing = above;
      folder = parent;
    }
  };

  const count = (name: string, by: 1 | -1): void => {
    for (let path = parentPath(name); ; path = parentPath(path)) {
      const folder = folders.get(path);
      if (folder) folder.count += by;
      if (path === '') return;
    }
  };

  const insert = (metadata: T, changed: Set<string>): void => {
    const { name } = metadata;
    const path = parentPath(name);
    const known = parameters.get(name);
    seen?.add(name);
    if (known && isSame(known, metadata)) return;
    parameters.set(name, metadata);
    changed.add(path);
    if (known) return;
    put(folderOf(path, changed).names, name);
    count(name, 1);
  };

  const remove = (name: string, changed: Set<string>): void => {
    parameters.delete(name);
    count(name, -1);
    let path = parentPath(name);
    const folder = folders.get(path);
    if (folder) take(folder.names, name);
    changed.add(path);
    while (path !== '' && folders.get(path)?.count === 0) {
      folders.delete(path);
      changed.delete(path);
      const above = parentPath(path);
      const parent = folders.get(above);
      if (parent) take(parent.folders, path);
      changed.add(above);
      path = above;
    }
  };

  const folderNode = (path: string): FolderNode => ({
    kind: 'folder',
    id: `folder:${path}`,
    path,
    label: labelOf(path),
    count: folders.get(path)?.count ?? 0,
  });

  return {
    add: page => {
      const changed = new Set<string>();
      for (const metadata of page) insert(metadata, changed);
      return changed;
    },
    children: path => {
      const folder = folders.get(path);
      if (!folder) return [];
      const nodes: PathNode<T>[] = sortedOf(folder.folders).map(folderNode);
      for (const name of sortedOf(folder.names)) {
        const metadata = parameters.get(name);
        if (!metadata) continue;
        nodes.push({
          kind: 'parameter',
          id: `parameter:${name}`,
          path: name,
          label: labelOf(name),
          metadata,
        });
      }
      return nodes;
    },
    folder: path => (folders.has(path) && path !== '' ? folderNode(path) : undefined),
    parent: node => {
      const path = parentPath(node.path);
      return path === '' ? undefined : folderNode(path);
    },
    get size() {
      return parameters.size;
    },
    beginRefresh: () => {
      seen = new Set();
    },
    endRefresh: () => {
      const changed = new Set<string>();
      const kept = seen;
      seen = undefined;
      if (!kept) return changed;
      for (const name of [...parameters.keys()]) if (!kept.has(name)) remove(name, changed);
      return changed;
    },
    clear: () => {
      folders.clear();
      folders.set('', newFolder(''));
      parameters.clear();
      seen = undefined;
    },
  };
}

/** `/a/b` is in `/a`; `/a` and `a` are at the root. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '' : path.slice(0, slash);
}

function labelOf(path: string): string {
  const parent = parentPath(path);
  return parent === '' ? path : path.slice(parent.length + 1) || path;
}

function newFolder(path: string): Folder {
  const empty = (): Sorted => ({ keys: new Set(), order: [], inOrder: true });
  return { path, folders: empty(), names: empty(), count: 0 };
}

function put(sorted: Sorted, key: string): void {
  if (sorted.keys.has(key)) return;
  sorted.keys.add(key);
  sorted.order?.push(key);
  sorted.inOrder = false;
}

function take(sorted: Sorted, key: string): void {
  sorted.keys.delete(key);
  sorted.order = undefined;
  sorted.inOrder = false;
}

function sortedOf(sorted: Sorted): readonly string[] {
  const order = sorted.order ?? [...sorted.keys];
  if (!sorted.inOrder) order.sort(byName);
  sorted.order = order;
  sorted.inOrder = true;
  return order;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Metadata is flat; a description or tier may change without a new version. */
function isSame<T extends object>(a: T, b: T): boolean {
  const before = Object.entries(a);
  const after = new Map<string, unknown>(Object.entries(b));
  return before.length === after.size && before.every(([key, value]) => after.get(key) === value);
}
