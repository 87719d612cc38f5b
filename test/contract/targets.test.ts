import assert from 'node:assert/strict';
import { motoIsMissing, targets } from './targets';

describe('the targets of the contract suite', () => {
  it('are the sandbox and moto, or the endpoint that was named', () => {
    if (motoIsMissing()) {
      console.error('\n!!! KEYHOLE_MOTO_ENDPOINT is not set: the contract suite sees the sandbox alone.\n');
      assert.ok(!process.env['CI'], 'in CI the suite must see moto too');
      return;
    }
    const names = targets().map(target => target.name);
    assert.ok(names.includes('moto') || names.includes('endpoint'));
  });
});
