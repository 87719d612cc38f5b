import assert from 'node:assert/strict';
import { parseValuePath, valuePath, valuePlace } from '../../../src/client/documents/valueUri';
import { contentExtension } from '../../../src/core/value/contentKind';

describe('the address of a value', () => {
  const paths: readonly (readonly [name: string, text: string, path: string])[] = [
    ['/my-app/prod/host', 'db', '/eu-west-1/my-app/prod/host.txt'],
    ['/host', 'db', '/eu-west-1/host.txt'],
    ['host', 'db', '/eu-west-1/~/host.txt'],
    ['/a/config.json', '{"a": 1}', '/eu-west-1/a/config.json.json'],
    ['/a/b.c_d-e', 'a: 1\nb: 2', '/eu-west-1/a/b.c_d-e.yaml'],
  ];
  for (const [name, text, path] of paths)
    it(`${name} is ${path}, and back`, () => {
      const place = valuePlace('eu-west-1', name, text);
      assert.equal(valuePath(place), path);
      assert.deepEqual(parseValuePath(path), place);
      const sandbox = { ...place, label: `SANDBOX ${place.label}` };
      assert.deepEqual(parseValuePath(valuePath(sandbox)), sandbox);
    });

  for (const path of [
    '',
    '/',
    '/eu-west-1',
    '/eu-west-1/host',
    '/EU/host.txt',
    '/eu-west-1//host.txt',
    '/eu-west-1/a//host.txt',
    '/eu-west-1/a b/host.txt',
    '/eu-west-1/../host.txt:1',
    '/eu-west-1/a/host:3.txt',
    `/eu-west-1/${'x'.repeat(1_100)}.txt`,
  ])
    it(`is not ${path.slice(0, 40) || 'empty'}`, () => assert.equal(parseValuePath(path), undefined));
});

describe('the language of a value', () => {
  const texts: readonly (readonly [text: string, extension: string])[] = [
    ['db.example.com', 'txt'],
    ['', 'txt'],
    ['5432', 'txt'],
    ['true', 'txt'],
    ['"quoted"', 'txt'],
    ['{"a": 1}', 'json'],
    ['  [1, 2]\n', 'json'],
    ['{"a": 1', 'txt'],
    ['{{resolve:ssm:/x}}', 'txt'],
    ['host: db', 'txt'],
    ['host: db\nport: 5432\n', 'yaml'],
    ['# made by hand\nhost: db\nlist:\n  - a\n  - b', 'yaml'],
    ['---\n- a\n- b', 'yaml'],
    ['a,b,c', 'txt'],
    ['Dear all,\nthis is: text\n', 'txt'],
    ['HOST=db\nPORT=1', 'txt'],
    ['-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', 'txt'],
    ['http://a.example\nhttp://b.example', 'txt'],
  ];
  for (const [text, extension] of texts)
    it(`${JSON.stringify(text)} is ${extension}`, () => assert.equal(contentExtension(text), extension));
});
