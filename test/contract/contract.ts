import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Clients, clientsFor } from './clients';
import type { Deviation } from './deviations';
import { type RunningTarget, targets } from './targets';

export interface Aws extends Clients {
  /** Runs after the suite, also after failures: nothing is left in an account. */
  cleanUp(work: () => Promise<unknown>): void;
}

export interface Contract {
  /** `deviation`: moto is known to behave otherwise; the test then holds that it still does. */
  it(name: string, check: (aws: Aws) => Promise<void>, deviation?: Deviation): void;
}

/** The same expectations, once for every target. */
export function contract(title: string, define: (suite: Contract) => void): void {
  for (const target of targets()) {
    describe(`${title} on ${target.name}`, () => {
      let running: RunningTarget | undefined;
      let aws: Aws | undefined;
      const leftovers: (() => Promise<unknown>)[] = [];

      before(async () => {
        running = await target.start();
        aws = { ...clientsFor(running.endpoint), cleanUp: work => leftovers.push(work) };
      });
      after(async () => {
        for (const work of leftovers.reverse()) await work().catch(() => {});
        aws?.destroy();
        await running?.stop();
      });

      const started = () => {
        assert.ok(aws, 'the target did not start');
        return aws;
      };
      define({
        it(name, check, deviation) {
          if (target.name === 'moto' && deviation) {
            it(`deviates: ${name} (${deviation.moto})`, () => stillDeviates(check(started())));
            return;
          }
          it(name, () => check(started()));
        },
      });
    });
  }
}

export function unique(name: string): string {
  return `keyhole-contract-${name}-${randomBytes(5).toString('hex')}`;
}

/** The service refuses with this error code. */
export async function refuses(call: Promise<unknown>, code: string, message?: RegExp): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, code);
    if (message) assert.match(error.message, message);
    return true;
  });
}

export function present<T>(value: T | undefined): T {
  assert.ok(value !== undefined, 'the answer lacks a member');
  return value;
}

async function stillDeviates(check: Promise<void>): Promise<void> {
  let failure: unknown;
  try {
    await check;
  } catch (error) {
    failure = error;
  }
  assert.ok(failure !== undefined, 'moto behaves as AWS documents now: remove the deviation');
  // A broken connection is no deviation: the service must have answered.
  assert.ok(
    failure instanceof assert.AssertionError || (failure instanceof Error && '$fault' in failure),
    `moto did not answer: ${failure instanceof Error ? failure.name : typeof failure}`,
  );
}
