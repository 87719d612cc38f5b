import assert from 'node:assert/strict';
import { createKeyModel } from '../../../src/client/tree/keyModel';
import { MAX_LISTED } from '../../../src/client/tree/listed';
import { contextValue, type Node, nameOf, nodeId } from '../../../src/client/tree/nodes';
import { createPathModel } from '../../../src/client/tree/pathModel';
import { viewState } from '../../../src/client/tree/viewState';
import { parameterFacets } from '../../../src/core/catalog/facets';
import { createItemFilter } from '../../../src/core/catalog/itemFilter';
import type { ParameterMetadata } from '../../../src/core/catalog/items';

const parameter = (name: string, version = 1): ParameterMetadata => ({ name, type: 'String', version });

function pathModel() {
  return createPathModel<ParameterMetadata>(
    (metadata, label) => ({ kind: 'parameter', label, metadata }),
    parameterFacets,
  );
}

const labels = (nodes: readonly Node[]) => nodes.map(node => ('label' in node ? node.label : node.kind));

describe('path model', () => {
  const tagged = (name: string) => ({ ...parameter(name), arn: `arn:${name}` });
  const read = new Map([
    ['arn:/a/host', new Map([['Stage', 'prod']])],
    ['arn:/b/host', new Map([['Stage', 'dev']])],
    ['arn:/c/host', new Map([['Stage', '']])],
  ]);
  const all = ['/c/host', '/b/host', '/a/host', 'flat'].map(tagged);

  it('shows all in one list, in order and as the filter lets them through', () => {
    const model = pathModel();
    model.setLayout?.({ kind: 'list' });
    model.sink.add(all);
    assert.deepEqual(labels(model.children()), ['/a/host', '/b/host', '/c/host', 'flat']);
    model.setFilter(createItemFilter('host', 0));
    model.sink.add([tagged('/a/a-host')]);
    assert.deepEqual(labels(model.children()), ['/a/a-host', '/a/host', '/b/host', '/c/host']);
    model.setLayout?.({ kind: 'tree' });
    assert.deepEqual(labels(model.children()), ['/a', '/b', '/c']);
  });

  it('ends a list that nobody looks through, and says how many follow', () => {
    const model = pathModel();
    model.setLayout?.({ kind: 'list' });
    model.sink.add(Array.from({ length: MAX_LISTED + 7 }, (_, at) => parameter(`/p/${1e6 + at}`)));
    const nodes = model.children();
    assert.equal(nodes.length, MAX_LISTED + 1);
    const last = nodes.at(-1);
    assert.ok(last?.kind === 'more' && last.count === 7);
  });

  it('groups by the value of a tag once tags are read, what has none last', () => {
    const model = pathModel();
    model.setLayout?.({ kind: 'tag', key: 'Stage' });
    model.sink.add(all);
    assert.deepEqual(labels(model.children()), ['/a', '/b', '/c', 'flat']);
    model.setTags(read);
    const groups = model.children();
    assert.deepEqual(
      groups.map(node => node.kind === 'tagGroup' && [node.value, node.count]),
      [
        ['', 1],
        ['dev', 1],
        ['prod', 1],
        [undefined, 1],
      ],
    );
    assert.deepEqual(
      groups.map(group => labels(model.children(group))),
      [['/c/host'], ['/b/host'], ['/a/host'], ['flat']],
    );
    assert.equal(new Set(groups.map(nodeId)).size, groups.length);
  });

  it('filters by tags as soon as they are read', () => {
    const model = pathModel();
    model.sink.add(all);
    model.setFilter(createItemFilter('tag:Stage=prod', 0));
    assert.equal(model.shown, 0);
    model.setTags(read);
    assert.deepEqual(labels(model.children()), ['/a']);
    model.setTags(undefined);
    assert.equal(model.shown, 0);
  });

  it('shows folders with counts, then items', () => {
    const model = pathModel();
    model.sink.begin();
    model.sink.add([parameter('/a/b/c'), parameter('/a/d'), parameter('flat')]);
    const [folder] = model.children();
    assert.ok(folder?.kind === 'folder' && folder.count === 2);
    assert.deepEqual(labels(model.children()), ['/a', 'flat']);
    assert.deepEqual(labels(model.children(folder)), ['b', 'd']);
  });

  it('shows what the filter lets through, pages that come later included', () => {
    const model = pathModel();
    model.sink.begin();
    model.sink.add([parameter('/a/host'), parameter('/a/port')]);
    model.setFilter(createItemFilter('host', 0));
    model.sink.add([parameter('/b/host'), parameter('/b/port')]);
    assert.deepEqual(labels(model.children()), ['/a', '/b']);
    assert.equal(model.shown, 2);
    assert.equal(model.total, 4);
    assert.deepEqual(model.children().map(nodeId), ['found:/a', 'found:/b']);
    model.setFilter(undefined);
    assert.deepEqual(model.children().map(nodeId), ['folder:/a', 'folder:/b']);
    assert.equal(model.shown, 4);
  });

  it('drops what a complete run did not bring, filtered or not', () => {
    const model = pathModel();
    model.sink.begin();
    model.sink.add([parameter('a'), parameter('b')]);
    model.sink.end();
    model.setFilter(() => true);
    model.sink.begin();
    model.sink.add([parameter('b', 2)]);
    assert.deepEqual(labels(model.children()), ['a', 'b']);
    model.sink.end();
    assert.deepEqual(labels(model.children()), ['b']);
    assert.equal(model.items().length, 1);
  });

  it('tells a folder from an item of the same path', () => {
    const model = pathModel();
    model.sink.begin();
    model.sink.add([parameter('/a'), parameter('/a/b')]);
    assert.deepEqual(model.children().map(nodeId), ['folder:/a', 'parameter:/a']);
  });
});

describe('key model', () => {
  const arn = (id: string) => `arn:aws:kms:eu-west-1:123456789012:key/${id}`;
  const alias = (aliasName: string, targetKeyId?: string) =>
    ({
      kind: 'alias',
      alias: {
        aliasName,
        aliasArn: `arn:aws:kms:eu-west-1:123456789012:${aliasName}`,
        ...(targetKeyId && { targetKeyId }),
      },
    }) as const;
  const key = (keyId: string) => ({ kind: 'key', key: { keyId, arn: arn(keyId) } }) as const;

  it('groups by who manages a key and names it by its alias', () => {
    const model = createKeyModel();
    model.sink.begin();
    model.sink.add([alias('alias/aws/ssm', '1'), alias('alias/app', '2'), alias('alias/aws/unbound')]);
    model.sink.add([key('1'), key('2'), key('3')]);
    const [customer, aws] = model.children();
    assert.ok(customer?.kind === 'keyGroup' && customer.count === 2);
    assert.deepEqual(labels(model.children(customer)), ['app', '3']);
    assert.deepEqual(labels(model.children(aws)), ['aws/ssm']);
  });

  it('says which keys nobody asked about, and takes the answers', () => {
    const model = createKeyModel();
    model.sink.begin();
    model.sink.add([key('1'), key('2')]);
    model.sink.add([
      { kind: 'metadata', metadata: { keyId: '1', arn: arn('1'), manager: 'CUSTOMER', state: 'Disabled' } },
    ]);
    assert.deepEqual(
      model.undescribed().map(({ keyId }) => keyId),
      ['2'],
    );
  });

  it('keeps the states of the run before until they are asked for again, and of no key that is gone', () => {
    const model = createKeyModel();
    const state = (id: string) => ({
      kind: 'metadata' as const,
      metadata: { keyId: id, arn: arn(id), manager: 'CUSTOMER' as const, state: 'Disabled' as const },
    });
    model.sink.begin();
    model.sink.add([key('1'), key('2'), state('1'), state('2')]);
    model.sink.end();
    model.sink.begin();
    model.sink.add([key('1')]);
    assert.ok(model.items().every(node => node.kind === 'key' && node.metadata?.state === 'Disabled'));
    assert.deepEqual(
      model.undescribed().map(({ keyId }) => keyId),
      ['1', '2'],
    );
    model.sink.end();
    assert.deepEqual(
      model.entries().map(({ kind }) => kind),
      ['key', 'metadata'],
    );
  });

  it('filters by alias and by id', () => {
    const model = createKeyModel();
    model.sink.begin();
    model.sink.add([alias('alias/app', 'abc'), key('abc'), key('def')]);
    model.setFilter(createItemFilter('app', 0));
    assert.equal(model.shown, 1);
    model.setFilter(createItemFilter('def', 0));
    assert.equal(model.shown, 1);
    assert.equal(model.total, 2);
  });
});

describe('nodes', () => {
  it('offer what can be done with them', () => {
    const label = 'x';
    const secret = { name: 'x', arn: 'arn:x' };
    const cases: readonly (readonly [Node, RegExp, RegExp])[] = [
      [{ kind: 'parameter', label, metadata: parameter('x') }, /\bvalue\b/, /\bsecure\b|\barn\b/],
      [
        { kind: 'parameter', label, metadata: { ...parameter('x'), type: 'SecureString' } },
        /\bsecure\b/,
        /\barn\b/,
      ],
      [{ kind: 'secret', label, metadata: secret }, /\bvalue\b/, /\bdeleted\b/],
      [
        { kind: 'secret', label, metadata: { ...secret, deletedDate: 1 } },
        /\bdeleted\b/,
        /\bvalue\b|\breference\b/,
      ],
      [
        { kind: 'key', label, keyId: '1', arn: 'arn:1', aliases: [], manager: 'CUSTOMER' },
        /\bpolicy\b/,
        /\bvalue\b|\breference\b/,
      ],
      [multiRegionKey('PRIMARY', ['us-east-1']), /\bcanReplicate canMovePrimary\b/, /\bvalue\b/],
      [multiRegionKey('PRIMARY', []), /\bcanReplicate\b/, /\bcanMovePrimary\b/],
      [multiRegionKey('REPLICA', ['us-east-1']), /\bcanMovePrimary\b/, /\bcanReplicate\b|\bcanRotate\b/],
    ];
    for (const [node, has, hasNot] of cases) {
      assert.match(contextValue(node), has);
      assert.doesNotMatch(contextValue(node), hasNot);
    }
  });

  it('call a key by its first alias', () => {
    const key = { kind: 'key', label: 'a', keyId: '1', arn: 'arn:1', manager: 'CUSTOMER' } as const;
    assert.equal(nameOf({ ...key, aliases: ['alias/a', 'alias/b'] }), 'alias/a');
    assert.equal(nameOf({ ...key, aliases: [] }), '1');
  });
});

describe('view state', () => {
  const failed = (code: 'denied' | 'expired' | 'internal') =>
    ({ kind: 'failed', failure: { kind: 'failure', code, message: '', operation: '' } }) as const;

  it('tells an empty Region from a filter that hides everything and from a failure', () => {
    assert.equal(viewState({ kind: 'complete' }, 0, false), 'empty');
    assert.equal(viewState({ kind: 'complete' }, 0, true), 'nothing-matches');
    assert.equal(viewState(failed('denied'), 0, false), 'denied');
    assert.equal(viewState(failed('expired'), 0, true), 'expired');
    assert.equal(viewState(failed('internal'), 0, false), 'failed');
    assert.equal(viewState({ kind: 'loading' }, 0, false), 'loading');
  });

  it('is ready as soon as there is something to show', () => {
    assert.equal(viewState(failed('denied'), 1, false), 'ready');
  });
});

function multiRegionKey(type: 'PRIMARY' | 'REPLICA', replicaRegions: readonly string[]): Node {
  const shared = { keyId: '1', arn: 'arn:1', manager: 'CUSTOMER' as const };
  const multiRegionConfiguration = { type, primaryRegion: 'eu-west-1', replicaRegions };
  const metadata = {
    ...shared,
    state: 'Enabled' as const,
    spec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    multiRegion: true,
    multiRegionConfiguration,
  };
  return { kind: 'key', label: 'x', aliases: [], ...shared, metadata };
}
