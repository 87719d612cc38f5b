// The parameters tree over a large account: the client's own listing and model, the real adapter, the sandbox.
import { setTimeout } from 'node:timers/promises';
import { connect } from '../../src/aws/connection';
import { createListing } from '../../src/client/tree/listing';
import { createPathModel } from '../../src/client/tree/pathModel';
import type { ParameterMetadata } from '../../src/core/catalog/items';
import { largeSeed, startSandbox } from '../../src/sandbox/sandbox';
import type { Figure } from './measure';

export async function treeFigures(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ seed: largeSeed(10_000) });
  const { endpoint } = sandbox;
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  const aws = await connect({ endpoint, region: 'eu-west-1', credentials });
  try {
    const model = createPathModel<ParameterMetadata>((parameter, label) => ({
      kind: 'parameter',
      metadata: parameter,
      label,
    }));
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
