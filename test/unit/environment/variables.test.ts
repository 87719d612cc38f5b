import assert from 'node:assert/strict';
import { jsonKeyText } from '../../../src/core/environment/jsonKeyText';
import { environmentBytes, valueFault } from '../../../src/core/environment/limits';
import { valueParts } from '../../../src/core/environment/valueParts';
import {
  mergeVariables,
  sourceText,
  type Variable,
  variableName,
  variablesBelow,
  variablesOf,
} from '../../../src/core/environment/variables';

describe('variables', () => {
  const read = (value: string) => {
    const { variables, faults } = variablesOf([{ name: 'A', value, line: 3 }], line => `.env, line ${line}`);
    return faults[0] ?? variables[0];
  };

  it('are made of text and references', () => {
    assert.deepEqual(
      valueParts('pg://{{resolve:ssm:/u:2}}:{{resolve:secretsmanager:db:SecretString:pw:AWSPREVIOUS}}@h'),
      [
        { kind: 'text', text: 'pg://' },
        { kind: 'parameter', name: '/u', version: '2' },
        { kind: 'text', text: ':' },
        { kind: 'secret', id: 'db', jsonKey: 'pw', versionStage: 'AWSPREVIOUS' },
        { kind: 'text', text: '@h' },
      ],
    );
    assert.deepEqual(valueParts('{{resolve:ssm-secure:/a}}'), [{ kind: 'parameter', name: '/a' }]);
    const arn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf';
    assert.deepEqual(valueParts(`{{resolve:secretsmanager:${arn}}}`), [{ kind: 'secret', id: arn }]);
    assert.deepEqual(valueParts(''), []);
  });

  for (const value of [
    '{{resolve:ssm:/a:latest}}',
    '{{resolve:ssm:}}',
    '{{resolve:ssm:/a',
    '{{resolve:nope:/a}}',
    '{{resolve:ssm:/${STAGE}/a}}',
    '{{ resolve:ssm:/a}}',
    '{{Resolve:ssm:/a}}',
    'a\uFFFC{{resolve:ssm:/\uFFFC}}',
  ]) {
    it(`refuses ${value}, and says where it is written`, () => {
      const fault = read(value);
      assert.ok(fault && 'message' in fault && fault.from === '.env, line 3' && fault.name === 'A');
    });
  }

  for (const [path, parameter, expected] of [
    ['/my-app/dev', '/my-app/dev/db/host', 'DB_HOST'],
    ['/my-app/dev/', '/my-app/dev/feature-flags.v2', 'FEATURE_FLAGS_V2'],
    ['/', '/a/1', 'A_1'],
    ['/a', '/a/1st', '_1ST'],
    ['/a', '/ab/c', undefined],
    ['/a', '/a', undefined],
  ] as const) {
    it(`below ${path}, ${parameter} becomes ${expected}`, () =>
      assert.equal(variableName(path, parameter), expected));
  }

  it('of two parameters that become one name are refused, and both named', () => {
    const { variables, faults } = variablesBelow('/a', ['/a/b-c', '/a/b.c', '/a/d'], '--path /a');
    assert.deepEqual(
      variables.map(({ name }) => name),
      ['B_C', 'D'],
    );
    assert.match(faults[0]?.message ?? '', /\/a\/b-c.*\/a\/b\.c/);
    assert.equal(faults.length, 1);
  });

  const loading =
    'path ld_preload node-options git/ssh/command aws/endpoint/url home pythonuserbase openssl/conf dotnet/startup/hooks coreclr/profiler cor/profiler-path node/tls/reject/unauthorized npm/config/prefix gconv_path';
  for (const name of loading.split(' ')) {
    it(`are not made of the parameter ${name}, whose name would load code`, () => {
      const { variables, faults } = variablesBelow('/a', [`/a/${name}`], '--path /a');
      assert.deepEqual([variables.length, faults.length], [0, 1]);
    });
  }

  it('are made of what only looks like such a name', () => {
    const names = ['paths', 'home-page', 'python', 'core/profiler-x', 'editors', 'environment', 'ssl-cert'];
    const { faults } = variablesBelow(
      '/a',
      names.map(name => `/a/${name}`),
      '--path /a',
    );
    assert.deepEqual(faults, []);
  });

  it('of a later source take the place of earlier ones', () => {
    const of = (name: string, from: string): Variable => ({
      name,
      from,
      parts: [{ kind: 'text', text: '' }],
    });
    const merge = (ignoreCase: boolean) =>
      mergeVariables(
        [
          [of('A', '1'), of('B', '1')],
          [of('a', '2'), of('B', '3')],
        ],
        ignoreCase,
      ).map(({ name, from }) => name + from);
    assert.deepEqual(merge(false), ['A1', 'a2', 'B3']);
    assert.deepEqual(merge(true), ['a2', 'B3']);
  });

  it('tell where they are from, and of a written value nothing', () => {
    const textOf = (value: string) => {
      const variable = read(value);
      assert.ok(variable && 'parts' in variable);
      return sourceText(variable);
    };
    assert.equal(textOf('canary'), 'as written');
    assert.equal(
      textOf('canary{{resolve:ssm:/a:1}}{{resolve:secretsmanager:b:SecretString:c}}'),
      'parameter /a:1 and secret b, key c',
    );
  });
});

describe('what fits into an environment', () => {
  for (const [what, value, platform, refused] of [
    ['a NUL', 'a\0b', 'linux', true],
    ['half a character', 'a\uD800', 'linux', true],
    ['a whole one', '😀\n\t', 'linux', false],
    ['the longest on Linux', 'x'.repeat(131_069), 'linux', false],
    ['one byte more', 'x'.repeat(131_070), 'linux', true],
    ['as many bytes in fewer characters', '\u20AC'.repeat(43_690), 'linux', true],
    ['as much on a Mac', 'x'.repeat(131_070), 'darwin', false],
    ['the longest on Windows', 'x'.repeat(32_764), 'win32', false],
    ['one more there', 'x'.repeat(32_765), 'win32', true],
  ] as const) {
    it(`${refused ? 'is not' : 'is'} ${what}`, () => {
      const fault = valueFault('A', value, platform);
      assert.equal(fault !== undefined, refused);
    });
  }

  it('is counted in bytes', () =>
    assert.equal(environmentBytes({ A: '1', B: 'ä', C: undefined }), 4 + 5 + 3));
});

describe('one key of a JSON secret', () => {
  for (const [value, expected] of [
    ['{"k":"v"}', 'v'],
    ['{"k":5432}', '5432'],
    ['{"k":true}', 'true'],
    ['{"k":null}', 'null'],
    ['{"k":{"a":"12345678901234567890"}}', '{"a":"12345678901234567890"}'],
    ['{"k":12345678901234567890}', undefined],
    ['{"k":1e999}', undefined],
    ['{"k":[1,{"a":1e999}]}', undefined],
    ['{"a":1}', undefined],
    ['[]', undefined],
    ['canary', undefined],
    ['{}', undefined],
  ] as const) {
    it(`of ${value} is ${expected ?? 'refused'}`, () => {
      const read = jsonKeyText(value, 'k');
      assert.equal('text' in read ? read.text : undefined, expected);
      if ('fault' in read) assert.doesNotMatch(read.fault, /canary|12345/);
    });
  }

  it('is never one that every object has', () => {
    for (const key of ['constructor', '__proto__', 'toString'])
      assert.ok('fault' in jsonKeyText('{"k":1}', key));
  });
});
