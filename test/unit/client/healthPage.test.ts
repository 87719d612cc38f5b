import assert from 'node:assert/strict';
import { MAX_ROWS } from '../../../src/client/health/healthFindings';
import { type HealthPageOptions, healthPage } from '../../../src/client/health/healthPage';
import { parseHealthRequest } from '../../../src/client/health/requests';
import { healthReport } from '../../../src/core/health/report';
import { daysAgo, facts, key, parameter, secret } from '../health/support';

const HOSTILE = '<img src=x onerror=alert(1)>"\'&\u202e](command:x)';
const ACCOUNT = '111122223333';

function page(of = facts(), more: Partial<HealthPageOptions> = {}): string {
  return healthPage({
    nonce: 'abc',
    styles: ['a.css'],
    script: 'a.js',
    language: 'en',
    origin: HOSTILE,
    sandbox: false,
    drawing: 3,
    report: healthReport(of),
    notRead: [],
    fixesOf: ({ fixes }) => fixes,
    hide: text => text.replaceAll(ACCOUNT, '••••'),
    texts: {
      title: 'Health',
      when: 'now',
      summary: 'all',
      notices: [],
      again: 'Again',
      export: 'Export',
      filter: 'Show',
      all: 'All',
      kinds: { parameter: 'Parameters', secret: 'Secrets', key: 'Keys' },
      severities: { error: 'Error', warning: 'Warning', info: 'Information' },
      fixTitle: fix => `do ${fix}`,
      show: 'Show it',
      source: 'AWS',
      nothing: 'Nothing to improve',
      nothingOfKind: 'Nothing here',
      more: count => `and ${count} more`,
      notReadTitle: 'Not read',
      notRead: ({ failure }) => failure.message,
      statement: 'Copy Statement',
      costs: {
        title: 'Costs',
        hint: 'list prices',
        columns: ['what', 'charged', 'unknown', 'month'],
        services: { parameter: 'P', secret: 'S', key: 'K' },
        total: 'All',
        byPath: 'by path',
        noPath: 'in no path',
        byItem: 'by item',
        itemColumns: ['name', 'of', 'month'],
        amount: usd => `$${usd.toFixed(2)}`,
        atLeast: amount => `${amount} or more`,
        more: count => `and ${count} more`,
      },
    },
    ...more,
  });
}

describe('the page of the health report', () => {
  it('has nothing remote, and no style and script but its own', () => {
    const html = page();
    assert.match(html, /default-src 'none'; script-src 'nonce-abc'; style-src 'nonce-abc'"/);
    assert.doesNotMatch(html, /https?:|style=|onclick=/);
    assert.equal(html.split('<script').length, 2);
  });

  it('shows names as the characters they are, and no ARN', () => {
    const html = page(
      facts({
        secrets: [secret({ name: HOSTILE })],
        keys: [key({ label: HOSTILE, metadata: { state: 'Disabled' } })],
      }),
    );
    assert.doesNotMatch(html, /<img|\u202e|arn:aws/);
    assert.match(html, /&lt;U\+202E&gt;/);
  });

  it('hides what may not be shown, wherever it stands', () => {
    const failure = { kind: 'failure', code: 'throttled', message: `no ${ACCOUNT}`, operation: 'x' } as const;
    const html = page(
      facts({
        secrets: [secret({ name: `s-/${ACCOUNT}/a` })],
        parameters: [parameter({ name: `/a/${ACCOUNT}/password`, tier: 'Advanced' })],
      }),
      { notRead: [{ action: 'x', failure, items: 2 }] },
    );
    assert.doesNotMatch(html, new RegExp(ACCOUNT));
  });

  it('has a button for each fix, which says what it is about', () => {
    const html = page(
      facts({ secrets: [secret({ name: 'app/a' })], keys: [key({ rotation: { enabled: false } })] }),
    );
    assert.match(
      html,
      /data-type="fix" data-at="0" data-fix="turn-on-rotation" aria-label="do turn-on-rotation app"/,
    );
    assert.match(
      html,
      /data-type="fix" data-at="1" data-fix="set-rotation" aria-label="do set-rotation app\/a"/,
    );
    assert.match(html, /data-type="show" data-at="1"/);
    assert.match(html, /value="secret"> Secrets \(1\)/);
    assert.doesNotMatch(page(facts({ secrets: [secret()] }), { fixesOf: () => [] }), /data-type="fix"/);
  });

  it('says that there is nothing to improve, and has no filter then', () => {
    const html = page();
    assert.match(html, /<p id="nothing">Nothing to improve<\/p>/);
    assert.doesNotMatch(html, /fieldset/);
  });

  it('names what was not read, with a statement where one helps', () => {
    const denied = {
      kind: 'failure',
      code: 'denied',
      message: 'May not',
      operation: 'kms:ListKeys',
    } as const;
    const html = page(facts(), {
      notRead: [
        { action: 'kms:ListKeys', failure: denied },
        { action: 'kms:GetKeyPolicy', failure: { ...denied, explicitDeny: true }, items: 2 },
      ],
    });
    assert.match(html, /kms:ListKeys.*May not.*data-type="statement" data-at="0"/);
    assert.doesNotMatch(html, /data-type="statement" data-at="1"/);
  });

  it('draws so many of a kind, and tells places past them right', () => {
    const many = Array.from({ length: MAX_ROWS + 5 }, (_, at) =>
      secret({ name: `s${String(at).padStart(4, '0')}`, lastChangedDate: daysAgo(400) }),
    );
    const html = page(facts({ secrets: many, parameters: [parameter({ name: '/password' })] }));
    assert.match(html, /and 5 more/);
    assert.equal(html.split('class="warning"').length - 1, MAX_ROWS);
    assert.match(
      html,
      new RegExp(`data-type="show" data-at="${MAX_ROWS + 5}"[^>]*aria-label="Show it /password"`),
    );
  });
});

describe('what the page of the health report asks for', () => {
  it('is taken in its own shape', () => {
    for (const request of [
      { type: 'again' },
      { type: 'export' },
      { type: 'show', drawing: 1, at: 0 },
      { type: 'statement', drawing: 1, at: 2 },
      { type: 'fix', drawing: 1, at: 2, fix: 'set-rotation' },
    ])
      assert.deepEqual(parseHealthRequest(request), request);
  });

  it('is nothing in any other', () => {
    for (const message of [
      null,
      undefined,
      'again',
      { type: 'run' },
      { type: 'show' },
      { type: 'show', drawing: '1', at: 0 },
      { type: 'show', drawing: 1, at: -1 },
      { type: 'fix', drawing: 1, at: 0 },
      { type: 'fix', drawing: 1, at: 0, fix: 'keyhole.lock' },
      { type: 'fix', drawing: 1, at: 0, fix: 'toString' },
    ])
      assert.equal(parseHealthRequest(message), undefined);
  });
});
