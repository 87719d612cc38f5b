import assert from 'node:assert/strict';
import { fingerprint, parseBindings, parseDefinitions } from '../../../src/client/connections/definitions';

describe('connections in settings', () => {
  it('are read as far as they are any', () => {
    const definitions = parseDefinitions({
      prod: { profile: 'prod-admin', region: 'eu-west-1', command: 'rm -rf /' },
      local: { endpoint: 'http://127.0.0.1:4566' },
      empty: {},
      text: 'prod',
      nothing: null,
      wrong: { profile: 7, region: '', endpoint: ['x'] },
      '': { profile: 'x' },
      ['x'.repeat(300)]: {},
    });
    assert.deepEqual(
      [...definitions],
      [
        ['prod', { profile: 'prod-admin', region: 'eu-west-1' }],
        ['local', { endpoint: 'http://127.0.0.1:4566' }],
        ['empty', {}],
        ['wrong', {}],
      ],
    );
    for (const setting of [undefined, null, 'prod', 7, []]) assert.equal(parseDefinitions(setting).size, 0);
  });

  it('are asked about again when anything of them changes', () => {
    const one = { profile: 'a', region: 'eu-west-1' };
    const others = [
      { profile: 'b', region: 'eu-west-1' },
      { profile: 'a' },
      { ...one, endpoint: 'http://x' },
    ];
    assert.equal(fingerprint('prod', one), fingerprint('prod', { ...one }));
    for (const other of others) assert.notEqual(fingerprint('prod', one), fingerprint('prod', other));
    assert.notEqual(fingerprint('prod', one), fingerprint('dev', one));
    // Neither name can be read as the other's.
    assert.notEqual(fingerprint('a","b', {}), fingerprint('a', { profile: 'b' }));
  });

  it('bind files, the longest pattern first', () => {
    const bindings = parseBindings({
      '**': 'dev',
      'stacks/prod/**': 'prod',
      'stacks/**': 'test',
      bad: 1,
      '': 'x',
    });
    assert.deepEqual(
      bindings.map(({ label }) => label),
      ['prod', 'test', 'dev'],
    );
    assert.deepEqual(parseBindings('**'), []);
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${at}`, 'x']));
    assert.equal(parseBindings(many).length, 200);
  });
});
