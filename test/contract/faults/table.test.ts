/**
 * What the views of a very large account do on a bad day. Each row prints its figures. The sandbox runs beside it in the
 * same process, so that memory is that of both, less what the account itself takes.
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Fault } from '../../../src/sandbox/faults';
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox';
import { region } from '../targets';
import { type Sizes, seedOf } from './seed';
import { openViews, type Views, type Watched } from './views';

const SIZES: Sizes = { parameters: 50_000, secrets: 5_000, keys: 2_000 };
const CANCELLED_WITHIN_MS = 200;
const MEMORY_MB = 200;

interface Row {
  readonly fault: string;
  readonly set: Fault | readonly Fault[];
}

const rows: readonly Row[] = [
  { fault: 'none', set: {} },
  { fault: '30 % throttled', set: { throttle: 0.3 } },
  { fault: '5 % answered with 5xx', set: { error: 0.05 } },
  { fault: '5 % of connections dropped', set: { drop: 0.05 } },
  { fault: 'all three', set: { throttle: 0.3, error: 0.05, drop: 0.05 } },
];

describe('fault table: 50,000 parameters, 5,000 secrets, 2,000 keys', function () {
  this.timeout(120_000);
  let sandbox: Sandbox;
  let calm: Readonly<Record<string, number>>;

  const { random } = Math;
  before(async () => {
    sandbox = await startSandbox({ seed: seedOf(region, SIZES) });
  });
  beforeEach(() => {
    // The SDK waits a random part of its delay between attempts: none, here.
    Math.random = () => 0;
    sandbox.faults.set({});
    sandbox.calls.reset();
  });
  afterEach(() => {
    Math.random = random;
  });
  after(() => sandbox.stop());

  const withViews = async (run: (views: Views) => Promise<void>): Promise<void> => {
    const views = openViews(sandbox.endpoint, region);
    try {
      await run(views);
    } finally {
      views.dispose();
    }
  };

  for (const { fault, set } of rows) {
    it(`${fault}: everything is listed once, twice over`, () =>
      withViews(async views => {
        sandbox.faults.set(set);
        const memory = watchMemory();
        const began = performance.now();
        await Promise.all(views.all.map(({ listing }) => listing.refresh()));
        const ms = performance.now() - began;
        const most = memory.stop();
        const { total, maxConcurrent } = sandbox.calls.counts();
        for (const view of views.all) assertWhole(view);
        calm ??= totals(views);
        assert.deepEqual(totals(views), calm);
        assert.ok(views.parameters.total === SIZES.parameters && views.secrets.total === SIZES.secrets);
        // One call of three listings each, two at a time.
        assert.ok(maxConcurrent <= 2, `${maxConcurrent} at a time`);
        assert.ok(most < MEMORY_MB, `${most.toFixed(0)} MB`);
        // Refreshed over what is shown: nothing doubles, nothing goes.
        await views.secrets.listing.refresh();
        assertWhole(views.secrets);
        assert.deepEqual(totals(views), calm);
        print(fault, `${total} calls, ${(ms / 1000).toFixed(1)} s, ${most.toFixed(0)} MB at most`);
      }));
  }

  it('2 s latency: the first page is shown with the first answer, and cancelling takes no longer than that', () =>
    withViews(async views => {
      sandbox.faults.set({ delayMs: 2_000 });
      const began = performance.now();
      await views.parameters.listing.ensure();
      const first = performance.now() - began;
      assert.equal(sandbox.calls.counts().total - 1 <= 1, true);
      assert.equal(views.parameters.total, 50);
      await pause(100);
      const cancelled = performance.now();
      views.parameters.listing.stop();
      assert.equal(views.parameters.listing.status.kind, 'stopped');
      const ms = performance.now() - cancelled;
      const asked = sandbox.calls.counts().total;
      await pause(2_500);
      assert.equal(sandbox.calls.counts().total, asked, 'it goes on asking');
      assert.equal(views.parameters.total, 50, 'what came is kept, and nothing comes after');
      print('2 s latency', `first page after ${first.toFixed(0)} ms, stopped in ${ms.toFixed(0)} ms`);
    }));

  for (const [what, set] of [
    ['under way', { delayMs: 600_000 }],
    ['waiting to try again', { throttle: 1 }],
    ['reading on', {}],
  ] as const) {
    it(`cancelling while it is ${what} takes effect at once`, () =>
      withViews(async views => {
        Math.random = () => 1;
        sandbox.faults.set(set);
        const runs = views.all.map(({ listing }) => listing.refresh());
        while (sandbox.calls.counts().total < 2) await pause(5);
        const began = performance.now();
        for (const { listing } of views.all) listing.reset();
        const asked = sandbox.calls.counts().total;
        await Promise.all(runs);
        const ms = performance.now() - began;
        await pause(300);
        assert.ok(ms < CANCELLED_WITHIN_MS, `${ms} ms`);
        assert.ok(sandbox.calls.counts().total - asked <= 2, 'only what was on its way is answered');
        for (const { listing, total } of views.all)
          assert.deepEqual([listing.status.kind, total], ['idle', 0]);
        print(`cancelled while ${what}`, `${ms.toFixed(0)} ms`);
      }));
  }

  it('a session that expires in the middle: what came stays, and all is there after signing in', () =>
    withViews(async views => {
      const { parameters } = views;
      const run = parameters.listing.refresh();
      while (parameters.pages < 300) await pause(1);
      sandbox.faults.set({ expired: true });
      await run;
      const { status } = parameters.listing;
      assert.ok(status.kind === 'failed' && status.failure.code === 'expired');
      const kept = parameters.total;
      assert.ok(kept >= 300 * 50 && kept < SIZES.parameters);
      const asked = sandbox.calls.counts().total;
      await pause(200);
      assert.equal(sandbox.calls.counts().total, asked, 'nobody asks on with an expired session');
      sandbox.faults.set({});
      await parameters.listing.refresh();
      assertWhole(parameters);
      assert.equal(parameters.total, SIZES.parameters);
      print('expired in the middle', `${kept} kept, ${parameters.total} after signing in`);
    }));

  for (const action of [
    'ssm:DescribeParameters',
    'secretsmanager:ListSecrets',
    'kms:ListAliases',
    'kms:ListKeys',
  ]) {
    it(`denied ${action}: one view says so after one call, the others read on`, () =>
      withViews(async views => {
        sandbox.faults.set({ deny: [action] });
        await Promise.all(views.all.map(({ listing }) => listing.refresh()));
        const failed = views.all.filter(({ listing }) => listing.status.kind === 'failed');
        assert.equal(failed.length, 1);
        const [view] = failed;
        assert.ok(view?.listing.status.kind === 'failed');
        assert.equal(view.listing.status.failure.missingAction, action);
        assert.equal(sandbox.calls.counts().byAction[action], 1);
        for (const other of views.all) if (other !== view) assertWhole(other);
        print(`denied ${action}`, `${view.name}: 1 call; the others ${calls(sandbox, action)}`);
      }));
  }

  it('nothing answers: every view fails in the end, and nothing hangs', () =>
    withViews(async views => {
      sandbox.faults.set({ drop: 1 });
      const began = performance.now();
      await Promise.all(views.all.map(({ listing }) => listing.refresh()));
      for (const { listing } of views.all)
        assert.ok(listing.status.kind === 'failed' && listing.status.failure.code === 'unreachable');
      print('everything dropped', `failed after ${(performance.now() - began).toFixed(0)} ms`);
    }));
});

function assertWhole(view: Watched): void {
  const { status } = view.listing;
  if (status.kind === 'failed') throw new Error(`${view.name}: ${status.failure.message}`);
  assert.equal(status.kind, 'complete', view.name);
  assert.equal(view.twice(), 0, `${view.name}: listed twice`);
}

function totals(views: Views): Readonly<Record<string, number>> {
  return Object.fromEntries(views.all.map(({ name, total }) => [name, total]));
}

function calls(sandbox: Sandbox, denied: string): number {
  const { total, byAction } = sandbox.calls.counts();
  return total - (byAction[denied] ?? 0);
}

/** The most that is in use beyond what was there before, in MB. */
function watchMemory(): { stop(): number } {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = inUse();
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, inUse() - before);
  }, 20);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, inUse() - before);
    },
  };
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1_048_576;
}

function print(fault: string, figures: string): void {
  console.log(`      ${fault.padEnd(34)} ${figures}`);
}
