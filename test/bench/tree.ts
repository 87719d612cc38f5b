// The parameters tree over a large account: the client's own listing and model, the real adapter, the sandbox.

import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../src/aws/connection';
import { createInventoryStore } from '../../src/client/inventory/store';
import { createListing } from '../../src/client/tree/listing';
import { createPathModel } from '../../src/client/tree/pathModel';
import { parameterFacets } from '../../src/core/catalog/facets';
import { createItemFilter } from '../../src/core/catalog/itemFilter';
import type { ParameterMetadata } from '../../src/core/catalog/items';
import { largeSeed, startSandbox } from '../../src/sandbox/sandbox';
import { type Figure, median, percentile, times } from './measure';

export async function treeFigures(): Promise<readonly Figure[]> {
  return [...(await listedFigures()), ...(await usedFigures()), await rememberedFigure()];
}

/** What a window shows before AWS has answered: read from disk, unlocked, and in the model. */
async function rememberedFigure(): Promise<Figure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'inventory-'));
  const kept = new Map<string, string>();
  const open = () =>
    createInventoryStore({
      folder,
      secrets: {
        get: async name => kept.get(name),
        store: async (name, value) => void kept.set(name, value),
        delete: async name => void kept.delete(name),
      },
      onKeyLost: () => {},
      memoryOnly: false,
      now: Date.now,
    });
  const items = manyParameters(10_000);
  const owner = { account: '123456789012', region: 'eu-west-1' };
  await open().save('place', 'parameters', owner, items);
  const taken = await times(7, async () => {
    const remembered = await open().load('place', 'parameters');
    const model = parameterModel();
    model.sink.add((remembered?.items ?? []) as readonly ParameterMetadata[]);
    if (model.children(undefined).length === 0) throw new Error('nothing is shown');
  });
  const [file = ''] = readdirSync(folder);
  const size = statSync(path.join(folder, file)).size / 1024;
  rmSync(folder, { recursive: true, force: true });
  return {
    name: 'tree of 10,000 parameters: from the window before',
    value: median(taken),
    unit: 'ms',
    budget: 100,
    comparedWith: `${size.toFixed(0)} KiB on disk`,
  };
}

/** A key in the filter box, and a folder that is opened, when all is read. */
async function usedFigures(): Promise<readonly Figure[]> {
  const typed = [
    's',
    'se',
    'ser',
    'service-4',
    'service-4 type:str',
    '/large/**/setting-99*',
    'modified:<7d 5',
  ];
  const model = parameterModel();
  model.sink.add(manyParameters(10_000));
  const filtered = await times(
    70,
    keyOf(typed, text => {
      model.setFilter(createItemFilter(text, 1_780_000_000_000));
      model.children(undefined);
    }),
  );
  model.setFilter(undefined);
  const opened = await times(100, () => {
    const [top] = model.children(undefined);
    const [folder] = model.children(top);
    if (model.children(folder).length === 0) throw new Error('nothing is in it');
  });
  return [
    {
      name: 'tree of 10,000 parameters: a key typed into the filter, p95',
      value: percentile(filtered, 0.95),
      unit: 'ms',
      budget: 50,
    },
    {
      name: 'tree of 10,000 parameters: a folder opened, p95',
      value: percentile(opened, 0.95),
      unit: 'ms',
      budget: 16,
    },
  ];
}

/** One text after the other, from the beginning again. */
function keyOf(texts: readonly string[], run: (text: string) => void): () => void {
  let at = 0;
  return () => run(texts[at++ % texts.length] ?? '');
}

function manyParameters(count: number): readonly ParameterMetadata[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `/large/service-${Math.floor(index / 100)}/component-${index % 10}/setting-${index}`,
    type: 'String',
    version: 1,
    arn: `arn:aws:ssm:eu-west-1:123456789012:parameter/large/${index}`,
    tier: 'Standard',
    dataType: 'text',
    description: 'One of very many, with a description of ordinary length',
    lastModifiedDate: 1_780_000_000_000 + index,
    lastModifiedUser: 'arn:aws:sts::123456789012:assumed-role/deploy/session',
  }));
}

function parameterModel() {
  return createPathModel<ParameterMetadata>(
    (parameter, label) => ({ kind: 'parameter', metadata: parameter, label }),
    parameterFacets,
  );
}

async function listedFigures(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ seed: largeSeed(10_000) });
  const { endpoint } = sandbox;
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const aws = await connect({ endpoint, region: 'eu-west-1', credentials });
  try {
    const model = parameterModel();
    const listing = createListing(
      signal => aws.parameters.describe({}, { signal }),
      model.sink,
      () => {},
    );
    const started = performance.now();
    await listing.ensure();
    const first = performance.now() - started;
    const shown = model.children(undefined).length;
    const calls = sandbox.calls.counts().total;
    // Far enough to see how it goes on; the limiter paces the rest.
    while (sandbox.calls.counts().total < 15) await setTimeout(20);
    listing.stop();
    if (shown === 0) throw new Error('the tree has no first level');
    const { maxConcurrent } = sandbox.calls.counts();
    return [
      {
        name: 'tree of 10,000 parameters: calls before the first level',
        value: calls,
        unit: 'calls',
        budget: 1,
        comparedWith: `${first.toFixed(0)} ms, ${shown} nodes`,
      },
      { name: 'tree of 10,000 parameters: calls at a time', value: maxConcurrent, unit: 'calls', budget: 2 },
    ];
  } finally {
    aws.dispose();
    await sandbox.stop();
  }
}
