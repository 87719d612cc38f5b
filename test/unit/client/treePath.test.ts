import assert from 'node:assert/strict';
import type { ItemNode, Node } from '../../../src/client/tree/nodes';
import { createPathModel } from '../../../src/client/tree/pathModel';
import { treePath } from '../../../src/client/tree/treePath';

describe('the way to a node of a view', () => {
  const names = ['/app', '/app/db', '/app/db/host', '/application/db', 'flat', 'a/b/c'];
  const nodeOf = (name: string, label = name): ItemNode => ({
    kind: 'parameter',
    label,
    metadata: { name, type: 'String', version: 1 },
  });
  const model = createPathModel<{ readonly name: string }>(
    ({ name }, label) => nodeOf(name, label),
    ({ name }) => ({ names: [name], texts: {}, times: {} }),
  );
  model.sink.add(names.map(name => ({ name })));
  const shown = (nodes: readonly Node[]) =>
    nodes.map(node =>
      node.kind === 'folder' ? `${node.path}/` : node.kind === 'parameter' && node.metadata.name,
    );

  const ways: Readonly<Record<string, readonly string[]>> = {
    '/app': ['/app'],
    '/app/db': ['/app/', '/app/db'],
    '/app/db/host': ['/app/', '/app/db/', '/app/db/host'],
    '/application/db': ['/application/', '/application/db'],
    flat: ['flat'],
    'a/b/c': ['a/', 'a/b/', 'a/b/c'],
    '/app/none': [],
  };
  for (const [name, way] of Object.entries(ways)) {
    it(name, () => assert.deepEqual(shown(treePath(model, nodeOf(name))), way));
  }

  it('leads to a folder, whether a filter holds it open or not', () => {
    const folder = {
      kind: 'folder',
      view: 'keyhole.parameters',
      path: '/app/db',
      label: 'db',
      count: 1,
    } as const;
    assert.deepEqual(shown(treePath(model, folder)), ['/app/', '/app/db/']);
    assert.deepEqual(shown(treePath(model, { ...folder, expanded: true })), ['/app/', '/app/db/']);
  });

  it('leads nowhere while a filter hides it', () => {
    model.setFilter(({ names: [name] }) => name === 'flat');
    assert.deepEqual(treePath(model, nodeOf('/app/db')), []);
    model.setFilter(undefined);
    assert.equal(treePath(model, nodeOf('/app/db')).length, 2);
  });
});
