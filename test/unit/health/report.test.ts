import assert from 'node:assert/strict';
import fc from 'fast-check';
import { costReport } from '../../../src/core/health/costs';
import { reportJson, reportMarkdown } from '../../../src/core/health/exportText';
import type { HealthReading } from '../../../src/core/health/reading';
import { healthReport } from '../../../src/core/health/report';
import { withoutAccounts } from '../../../src/core/text/withoutAccounts';
import { daysAgo, facts, key, parameter, secret } from './support';

const HOSTILE = 'a|b`<img src=x>](command:x)\u202e';

function reading(known: Partial<HealthReading> = {}): HealthReading {
  return { facts: facts(), calls: 4, stopped: false, leftOut: 'nothing', notRead: [], ...known };
}

function exported(of: HealthReading) {
  return { connection: 'dev · 111122223333 · eu-west-1', report: healthReport(of.facts), reading: of };
}

const some = facts({
  parameters: [
    parameter({ name: '/app/prod/token' }),
    parameter({ name: '/app/prod/db/key', type: 'SecureString', keyId: 'alias/aws/ssm', tier: 'Advanced' }),
  ],
  secrets: [
    secret({ name: 'app/b', lastChangedDate: daysAgo(5) }),
    secret({ name: 'app/a' }),
    secret({ name: 'app/old', lastChangedDate: daysAgo(500) }),
  ],
  keys: [key({ metadata: { state: 'Disabled' } })],
});

describe('health report', () => {
  it('has the worst first, and of a kind the worst and then by name', () => {
    const { groups, counts, items } = healthReport(some);
    assert.deepEqual(
      groups.map(({ code, severity, findings }) => [code, severity, findings.map(({ name }) => name)]),
      [
        ['secret-rotation-off', 'warning', ['app/old', 'app/a', 'app/b']],
        ['key-disabled', 'info', ['app']],
        ['parameter-name-looks-secret', 'info', ['/app/prod/token']],
        ['parameter-service-key', 'info', ['/app/prod/db/key']],
      ],
    );
    assert.deepEqual(counts, { error: 0, warning: 1, info: 5 });
    assert.deepEqual(items, { parameter: 2, secret: 3, key: 1 });
  });

  it('of nothing has nothing to say', () => {
    const { groups, counts, costs } = healthReport(facts());
    assert.deepEqual([groups, counts], [[], { error: 0, warning: 0, info: 0 }]);
    assert.deepEqual(costs.total, { usd: 0, charged: 0, unknown: 0 });
  });
});

describe('costs of an account', () => {
  it('are summed by service, by path and by item', () => {
    const { total, services, paths, items } = costReport(some);
    assert.deepEqual(services.parameter, { usd: 0.05, charged: 1, unknown: 0 });
    assert.deepEqual(services.secret, { usd: 1.2, charged: 3, unknown: 0 });
    assert.deepEqual(services.key, { usd: 1, charged: 1, unknown: 1 });
    assert.equal(total.usd, 2.25);
    assert.deepEqual(
      paths.map(({ path, usd }) => [path, usd]),
      [
        ['app', 1.2],
        ['/app/prod', 0.05],
      ],
    );
    assert.deepEqual(
      items.map(({ name }) => name),
      ['app', 'app/a', 'app/b', 'app/old', '/app/prod/db/key'],
    );
  });

  it('add up to what the services cost, whatever the names are', () => {
    const name = fc.string({ unit: fc.constantFrom('a', '/', 'b'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.uniqueArray(name), names => {
        const { paths, services } = costReport(facts({ secrets: names.map(each => secret({ name: each })) }));
        const cents = paths.reduce((sum, { usd }) => sum + Math.round(usd * 100), 0);
        assert.equal(cents, Math.round(services.secret.usd * 100));
      }),
    );
  });
});

describe('an exported health report', () => {
  const denied = {
    kind: 'failure',
    code: 'denied',
    message: 'May not',
    operation: 'kms:GetKeyPolicy',
  } as const;

  it('is JSON that says whether it is all', () => {
    const whole = JSON.parse(reportJson(exported(reading({ facts: some }))));
    assert.equal(whole.version, 1);
    assert.equal(whole.complete, true);
    assert.equal(whole.findings.length, 6);
    assert.deepEqual(whole.costs.total, { usd: 2.25, charged: 5, unknown: 1 });
    const notRead = [{ action: 'kms:GetKeyPolicy', failure: denied, items: 3 }];
    for (const gap of [{ stopped: true }, { leftOut: 'policies' as const }, { notRead }]) {
      const part = JSON.parse(reportJson(exported(reading(gap))));
      assert.equal(part.complete, false);
    }
  });

  it('is Markdown that says what was not read', () => {
    const notRead = [
      { action: 'kms:GetKeyPolicy', failure: denied, items: 3 },
      { action: 'ssm:DescribeParameters', failure: denied },
    ];
    const text = reportMarkdown(exported(reading({ stopped: true, notRead, leftOut: 'lists' })));
    assert.match(text, /Reading was stopped: this is not all/);
    assert.match(text, /Lists alone were read/);
    assert.match(text, /Not read: `kms:GetKeyPolicy` \(items: 3\)\. May not/);
    assert.match(text, /Not read: `ssm:DescribeParameters` \(the list is not whole\)/);
    assert.match(text, /^Nothing to improve\.$/m);
  });

  it('brings no name to life', () => {
    const hostile = facts({ secrets: [secret({ name: HOSTILE })] });
    const text = reportMarkdown(exported(reading({ facts: hostile })));
    assert.doesNotMatch(text, /\u202e/);
    const [row = ''] = text.split('\n').filter(line => line.includes('img src'));
    // Three cells, whatever is in them.
    assert.equal(row.replaceAll('\\|', '').split('|').length, 5);
    assert.match(row, /^\| ``/);
  });

  it('is still JSON without its account numbers, and has none', () => {
    const text = withoutAccounts(reportJson(exported(reading({ facts: some }))));
    assert.doesNotMatch(text, /111122223333/);
    assert.equal(JSON.parse(text).findings.length, 6);
  });
});
