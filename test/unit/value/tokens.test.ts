import assert from 'node:assert/strict';
import { tokensIn } from '../../../src/core/value/tokens';

/** Put together here, so that no scanner of this repository takes them for real. */
const made = (...parts: readonly string[]) => parts.join('');
const letters = (count: number) => 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA'.repeat(12).slice(0, count);

describe('tokens told by their form', () => {
  const found: readonly (readonly [what: string, token: string])[] = [
    ['an AWS access key', made('AKIA', 'QWERTYUIOP234567')],
    ['an AWS access key', made('ASIA', 'QWERTYUIOP234567')],
    ['a private key', made('-----BEGIN RSA ', 'PRIVATE KEY-----')],
    ['a private key', made('-----BEGIN ', 'PRIVATE KEY-----')],
    ['a GitHub token', made('ghp', '_', letters(36))],
    ['a GitHub token', made('github', '_pat_', letters(60))],
    ['a GitLab token', made('glpat', '-', letters(20))],
    ['a Slack token', made('xoxb', '-123456789012-', letters(24))],
    [
      'the address of a Slack webhook',
      made('hooks.slack.com', '/services/T12345678/B12345678/', letters(24)),
    ],
    ['a Stripe key', made('sk', '_live_', letters(24))],
    ['an npm token', made('npm', '_', letters(36))],
    ['a SendGrid key', made('SG', '.', letters(22), '.', letters(43))],
    ['an API key', made('sk', '-proj-', letters(40))],
  ];
  for (const [what, token] of found) {
    it(`${what}: ${token.slice(0, 8)}…`, () => {
      for (const text of [token, `Value: '${token}'`, `{"a": "x ${token}\\n"}`]) {
        const [only, ...others] = tokensIn(text);
        assert.equal(others.length, 0);
        assert.equal(only?.what, what);
        assert.equal(text.slice(only.span.start, only.span.end), token);
      }
    });
  }

  const silent: readonly string[] = [
    made('AKIA', 'IOSFODNN7EXAMPLE'),
    made('AKIA', 'QWERTYUIOP23456'),
    made('XAKIA', 'QWERTYUIOP234567'),
    made('-----BEGIN ', 'PUBLIC KEY-----'),
    made('ghp', '_', 'x'.repeat(36)),
    made('sk', '_test_', letters(24)),
    'npm_config_cache: .npm',
    'SG.Ingress.Rule',
    '{{resolve:secretsmanager:ghp_token:SecretString:key}}',
    '',
  ];
  for (const text of silent) {
    it(`silent: ${text.slice(0, 12)}`, () => assert.deepEqual(tokensIn(text), []));
  }

  it('finds several, in a large text', () => {
    const token = made('AKIA', 'QWERTYUIOP234567');
    const text = `${'a: b\n'.repeat(200_000)}${token}\n${token}`;
    assert.equal(tokensIn(text).length, 2);
  });
});
