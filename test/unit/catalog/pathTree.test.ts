import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPathTree, type PathNode, type PathTree } from '../../../src/core/catalog/pathTree';
import { parameter } from './fakes';

function treeOf(...names: readonly string[]): PathTree {
  const tree = createPathTree();
  tree.add(names.map(name => parameter(name)));
  return tree;
}

const show = (nodes: readonly PathNode[]) =>
  nodes.map(node => (node.kind === 'folder' ? `${node.label}/ ${node.count}` : node.label));

/** Every parameter found by opening every folder. */
function walk(tree: PathTree, path = ''): string[] {
  return tree
    .children(path)
    .flatMap(node => (node.kind === 'folder' ? walk(tree, node.path) : [node.metadata.name]));
}

const segment = fc.constantFrom('a', 'b', 'app', 'prod', 'db', '');
const someName = fc
  .tuple(fc.boolean(), fc.array(segment, { minLength: 1, maxLength: 5 }))
  .map(([rooted, segments]) => `${rooted ? '/' : ''}${segments.join('/')}`)
  .filter(name => name !== '');
const someNames = fc.array(someName, { maxLength: 60 });

describe('path tree', () => {
  const tables: [string, string[], string, string[]][] = [
    ['folders first, each by name', ['/b', '/a/x', '/c/y', 'flat'], '', ['/a/ 1', '/c/ 1', '/b', 'flat']],
    ['counts at any depth', ['/a/b/c', '/a/b/d', '/a/e'], '', ['/a/ 3']],
    ['labels below the root without the path', ['/a/b/c', '/a/d'], '/a', ['b/ 1', 'd']],
    ['a name that is also a folder', ['/a', '/a/b'], '', ['/a/ 1', '/a']],
    ['relative names beside absolute ones', ['a/b', '/a/b'], '', ['/a/ 1', 'a/ 1']],
    ['nothing for an unknown path', ['/a'], '/nope', []],
    ['a name once, however often it is added', ['/a/b', '/a/b'], '/a', ['b']],
  ];
  for (const [what, names, path, expected] of tables) {
    it(`shows ${what}`, () => assert.deepEqual(show(treeOf(...names).children(path)), expected));
  }

  it('says which folders changed', () => {
    const tree = treeOf('/a/b/c');
    assert.deepEqual([...tree.add([parameter('/a/b/d')])], ['/a/b']);
    assert.deepEqual([...tree.add([parameter('/a/x/y')])].sort(), ['/a', '/a/x']);
    assert.deepEqual([...tree.add([parameter('/a/b/d')])], []);
    assert.deepEqual([...tree.add([parameter('/a/b/d', { version: 2 })])], ['/a/b']);
  });

  it('keeps what a refresh saw and removes the rest, emptied folders included', () => {
    const tree = treeOf('/a/b/c', '/a/d', '/e/f/g');
    tree.beginRefresh();
    tree.add([parameter('/a/d')]);
    assert.deepEqual(walk(tree).sort(), ['/a/b/c', '/a/d', '/e/f/g'], 'nothing goes before the end');
    assert.deepEqual([...tree.endRefresh()].sort(), ['', '/a']);
    assert.deepEqual(walk(tree), ['/a/d']);
    assert.deepEqual(show(tree.children('')), ['/a/ 1']);
  });

  it('removes nothing without a refresh', () => {
    const tree = treeOf('/a');
    assert.equal(tree.endRefresh().size, 0);
    assert.equal(tree.size, 1);
  });

  it('finds the folder a node is in', () => {
    const tree = treeOf('/a/b/c');
    const [folder] = tree.children('/a');
    assert.ok(folder);
    assert.equal(tree.parent(folder)?.path, '/a');
    assert.equal(tree.parent(folder)?.id, tree.children('')[0]?.id);
  });

  it('is empty after clear', () => {
    const tree = treeOf('/a/b');
    tree.clear();
    assert.deepEqual(tree.children(''), []);
    assert.equal(tree.size, 0);
  });

  it('holds every name exactly once, whatever the pages', () => {
    fc.assert(
      fc.property(fc.array(someNames, { maxLength: 5 }), pages => {
        const tree = createPathTree();
        for (const page of pages) tree.add(page.map(name => parameter(name)));
        const names = [...new Set(pages.flat())].sort();
        assert.deepEqual(walk(tree).sort(), names);
        const counted = tree
          .children('')
          .reduce((sum, node) => sum + (node.kind === 'folder' ? node.count : 1), 0);
        assert.equal(counted, names.length);
      }),
    );
  });

  it('equals a fresh tree after any refresh', () => {
    fc.assert(
      fc.property(someNames, someNames, (before, after) => {
        const tree = treeOf(...before);
        tree.children('');
        tree.beginRefresh();
        tree.add(after.map(name => parameter(name)));
        tree.endRefresh();
        const fresh = treeOf(...after);
        const everything = (of: PathTree, path = ''): unknown =>
          of.children(path).map(node => [node, node.kind === 'folder' ? everything(of, node.path) : []]);
        assert.deepEqual(everything(tree), everything(fresh));
        assert.equal(tree.size, fresh.size);
      }),
    );
  });

  it('gives ids that are unique', () => {
    fc.assert(
      fc.property(someNames, names => {
        const tree = treeOf(...names);
        const ids = (path: string): string[] =>
          tree.children(path).flatMap(node => [node.id, ...(node.kind === 'folder' ? ids(node.path) : [])]);
        const all = ids('');
        assert.equal(new Set(all).size, all.length);
      }),
    );
  });

  it('takes a name of a thousand slashes', () => {
    const name = '/a'.repeat(1000);
    const tree = treeOf(name);
    tree.beginRefresh();
    tree.endRefresh();
    assert.deepEqual(tree.children(''), []);
  });
});
