import assert from 'node:assert/strict';
import { accessPage, accessPageCommands } from '../../../src/client/access/accessPage';
import type { AccessRow } from '../../../src/core/access/checkAccess';

const HOSTILE = '<img src=x onerror=alert(1)>"\'&\u202e](command:x)';

function page(rows: readonly AccessRow[], policy?: Parameters<typeof accessPage>[0]['policy']): string {
  return accessPage({
    nonce: 'abc',
    styles: ['a.css'],
    language: 'en',
    origin: HOSTILE,
    sandbox: false,
    when: 'now',
    rows,
    policy,
    hide: text => text.replaceAll('123456789012', '••••'),
    texts: {
      title: 'Access',
      summary: 'All',
      columns: ['a', 'b', 'c', 'd'],
      outcomes: { allowed: 'yes', denied: 'no', failed: 'failed', untried: 'not tried' },
      untried: { 'reads-value': 'a value', 'nothing-there': 'nothing', 'no-service': 'silence' },
      policyTitle: 'Policy',
      policyHint: 'hint',
      copyPolicy: 'Copy',
      checkAgain: 'Again',
    },
  });
}

describe('the page of what is allowed', () => {
  it('has no script, nothing remote and no style but its own', () => {
    const html = page([]);
    assert.match(html, /default-src 'none'; style-src 'nonce-abc'"/);
    assert.doesNotMatch(html, /<script|https?:|style=/);
  });

  it('shows names and errors as the characters they are', () => {
    const failure = { kind: 'failure', code: 'denied', message: HOSTILE, operation: 'kms:ListKeys' } as const;
    const html = page([
      { action: 'kms:DescribeKey', usedFor: 'x', on: HOSTILE, outcome: { kind: 'allowed' } },
      { action: 'kms:ListKeys', usedFor: 'x', outcome: { kind: 'denied', failure } },
    ]);
    assert.doesNotMatch(html, /<img|\u202e/);
    assert.equal(html.split('&lt;img src=x onerror=alert(1)&gt;').length - 1, 3);
    assert.match(html, /&lt;U\+202E&gt;/);
  });

  it('hides what may not be shown, in the table and in the policy', () => {
    const on = 'arn:aws:kms:eu-west-1:123456789012:key/x';
    const html = page([{ action: 'a:A', usedFor: 'x', on, outcome: { kind: 'allowed' } }], {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['a:A'], Resource: on }],
    });
    assert.doesNotMatch(html, /123456789012/);
    assert.equal(html.split('kms:eu-west-1:••••:key/x').length - 1, 2);
  });

  it('says of every call how it went', () => {
    const html = page([
      { action: 'a:A', usedFor: 'x', outcome: { kind: 'untried', why: 'reads-value' } },
      { action: 'b:B', usedFor: 'x', outcome: { kind: 'untried', why: 'nothing-there' } },
      { action: 'c:C', usedFor: 'x', on: 'the item', outcome: { kind: 'allowed' } },
    ]);
    assert.match(html, /a:A.*not tried.*a value/);
    assert.match(html, /b:B.*not tried.*nothing/);
    assert.match(html, /c:C.*yes.*the item/);
  });

  it('offers the policy where there is one, and links to its own commands alone', () => {
    const commandsOf = (html: string) => [...html.matchAll(/command:([\w.]+)"/g)].map(([, id]) => id);
    assert.deepEqual(commandsOf(page([])), ['keyhole.checkAccess']);
    const html = page([], {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: ['kms:ListKeys'], Resource: '*' }],
    });
    assert.deepEqual(commandsOf(html), accessPageCommands);
    assert.match(html, /&quot;kms:ListKeys&quot;/);
  });
});
