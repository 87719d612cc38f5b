import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { ValueReader } from '../../../src/core/environment/readReferences';
import { resolveVariables } from '../../../src/core/environment/resolve';
import { type Variable, variablesOf } from '../../../src/core/environment/variables';
import { type FailureCode, failureError } from '../../../src/core/failure';
import { sensitive } from '../../../src/core/value/sensitive';

const PARAMETERS = new Map([
  ['/a', 'canary-a'],
  ['/a:1', 'canary-a1'],
  ['/nul', 'a\0canary'],
  ...Array.from({ length: 25 }, (_, index) => [`/p${index}`, `canary-${index}`] as const),
]);
const SECRETS = new Map([
  ['json', '{"user":"canary-u","port":5432}'],
  ...Array.from({ length: 25 }, (_, index) => [`s${index}`, `canary-s${index}`] as const),
]);

/** An account that keeps count, and refuses what is told. */
function createAccount(refusals: Readonly<Record<string, FailureCode>> = {}) {
  const calls: string[] = [];
  const refuse = (names: readonly string[]) => {
    const name = names.find(each => refusals[each] ?? refusals['*']);
    const code = name && (refusals[name] ?? refusals['*']);
    if (!code) return;
    const message = `Could not read ${names.length === 1 ? name : 'several'}: ${code}`;
    throw failureError({ kind: 'failure', code, message, operation: 'test' });
  };
  const secret = (name: string) => ({
    name,
    arn: '',
    versionId: '',
    stages: [],
    form: name === 'binary' ? ('binary' as const) : ('string' as const),
    value: sensitive(SECRETS.get(name) ?? 'canary-binary'),
  });
  const reader: ValueReader = {
    parameters: {
      revealNames: async names => {
        calls.push(`parameters ${names.length}`);
        assert.ok(names.length <= 10);
        refuse(names);
        const found = names.flatMap(name => {
          const value = PARAMETERS.get(name);
          return value === undefined
            ? []
            : [[name, { name, type: 'String' as const, version: 1, value: sensitive(value) }] as const];
        });
        return new Map(found);
      },
    },
    secrets: {
      revealAll: async ids => {
        calls.push(`secrets ${ids.length}`);
        assert.ok(ids.length <= 20);
        if (refusals['batch']) refuse(['batch']);
        refuse(ids.includes('*') ? ids : []);
        return new Map(ids.filter(id => SECRETS.has(id) && !refusals[id]).map(id => [id, secret(id)]));
      },
      reveal: async id => {
        calls.push('secret');
        refuse([id]);
        return secret(id);
      },
    },
  };
  return { reader, calls };
}

function variables(values: readonly string[]): readonly Variable[] {
  const entries = values.map((value, index) => ({ name: `V${index}`, value, line: index + 1 }));
  const { variables: read, faults } = variablesOf(entries, String);
  assert.deepEqual(faults, []);
  return read;
}

async function resolve(values: readonly string[], refusals: Readonly<Record<string, FailureCode>> = {}) {
  const { reader, calls } = createAccount(refusals);
  const resolution = await resolveVariables(variables(values), reader, { platform: 'linux' });
  assert.doesNotMatch(inspect(resolution, { depth: 9 }) + JSON.stringify(resolution), /canary-|\0/);
  const texts =
    resolution.kind === 'resolved' ? [...resolution.values.values()].map(value => value.reveal()) : undefined;
  const unresolved =
    resolution.kind === 'unresolved'
      ? resolution.unresolved.map(({ variable, message }) => [variable.name, message])
      : undefined;
  return { resolution, calls, texts, unresolved };
}

describe('resolving variables', () => {
  it('asks nobody for what is written out', async () => {
    const { texts, calls } = await resolve(['a', '']);
    assert.deepEqual([texts, calls], [['a', ''], []]);
  });

  it('puts values together with the text around them', async () => {
    const { texts } = await resolve([
      'x{{resolve:ssm:/a}}y{{resolve:ssm:/a:1}}',
      '{{resolve:secretsmanager:json:SecretString:port}}',
      '{{resolve:secretsmanager:json}}',
    ]);
    assert.deepEqual(texts, ['xcanary-aycanary-a1', '5432', SECRETS.get('json')]);
  });

  it('reads each once, ten parameters and twenty secrets a call', async () => {
    const names = Array.from({ length: 25 }, (_, index) => `{{resolve:ssm:/p${index}}}{{resolve:ssm:/p0}}`);
    const ids = Array.from({ length: 25 }, (_, index) => `{{resolve:secretsmanager:s${index}}}`);
    const { texts, calls } = await resolve([...names, ...ids, '{{resolve:secretsmanager:s1}}']);
    assert.equal(texts?.length, 51);
    assert.deepEqual(calls.sort(), [
      'parameters 10',
      'parameters 10',
      'parameters 5',
      'secrets 20',
      'secrets 5',
    ]);
  });

  it('asks for one secret, and for a version, alone', async () => {
    const { calls } = await resolve([
      '{{resolve:secretsmanager:s1}}',
      '{{resolve:secretsmanager:s1:SecretString::AWSPREVIOUS}}',
    ]);
    assert.deepEqual(calls, ['secret', 'secret']);
  });

  it('tells which of a batch is denied', async () => {
    const { unresolved } = await resolve(
      [
        '{{resolve:ssm:/p1}}',
        '{{resolve:ssm:/p2}}',
        '{{resolve:secretsmanager:s1}}',
        '{{resolve:secretsmanager:s2}}',
      ],
      { '/p2': 'denied', s1: 'denied' },
    );
    assert.deepEqual(unresolved, [
      ['V1', 'Could not read /p2: denied'],
      ['V2', 'Could not read s1: denied'],
    ]);
  });

  it('reads secrets one by one where several at once are denied', async () => {
    const { texts, calls } = await resolve(
      ['{{resolve:secretsmanager:s1}}', '{{resolve:secretsmanager:s2}}'],
      {
        batch: 'denied',
      },
    );
    assert.deepEqual(
      [texts, calls],
      [
        ['canary-s1', 'canary-s2'],
        ['secrets 2', 'secret', 'secret'],
      ],
    );
  });

  it('does not ask again where AWS throttles', async () => {
    const { unresolved, calls } = await resolve(['{{resolve:ssm:/p1}}', '{{resolve:ssm:/p2}}'], {
      '*': 'throttled',
    });
    assert.equal(unresolved?.length, 2);
    assert.equal(calls.length, 1);
  });

  it('tells every variable that has no value, and gives none of the others', async () => {
    const { unresolved } = await resolve([
      '{{resolve:ssm:/a}}',
      '{{resolve:ssm:/none}}',
      '{{resolve:ssm:/a:9}}',
      '{{resolve:secretsmanager:json:SecretString:nope}}',
      '{{resolve:secretsmanager:binary:SecretString::AWSCURRENT}}',
      '{{resolve:ssm:/nul}}',
    ]);
    assert.deepEqual(
      unresolved?.map(([name]) => name),
      ['V1', 'V2', 'V3', 'V4', 'V5'],
    );
    assert.match(unresolved?.[0]?.[1] ?? '', /no such parameter: \/none/);
    assert.match(unresolved?.[1]?.[1] ?? '', /no such version of it: \/a:9/);
    assert.match(unresolved?.[2]?.[1] ?? '', /secret json, key nope: it has no such key/i);
    assert.match(unresolved?.[3]?.[1] ?? '', /binary/);
    assert.match(unresolved?.[4]?.[1] ?? '', /NUL/);
  });

  for (const code of ['expired', 'no-credentials', 'mfa-required', 'unreachable', 'cancelled'] as const) {
    it(`says ${code} once`, async () => {
      const { resolution } = await resolve(['{{resolve:ssm:/a}}', '{{resolve:secretsmanager:s1}}'], {
        '*': code,
      });
      assert.equal(resolution.kind === 'hopeless' && resolution.failure.code, code);
    });
  }
});
