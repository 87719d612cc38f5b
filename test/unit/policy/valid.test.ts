import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isPolicyDocument, mayBePolicy, type PolicyKind, policyKind } from '../../../src/core/policy/kind';
import type { Problem } from '../../../src/core/problem';
import { brief, lintFile, lintTemplate, parse, read } from './support';

const folder = 'test/fixtures/policies/valid';
const files = readdirSync(folder).filter(name => name.endsWith('.json'));
const KINDS: Readonly<Record<string, PolicyKind>> = {
  key: 'key',
  secret: 'secret',
  identity: 'identity',
  other: 'unknown',
};

/** What the key of a policy is, where it is no symmetric one. */
const PROPERTIES: Readonly<Record<string, string>> = {
  'key-hmac.json': '"KeySpec": "HMAC_256", "KeyUsage": "GENERATE_VERIFY_MAC", ',
  'key-signing.json': '"KeySpec": "RSA_2048", "KeyUsage": "SIGN_VERIFY", ',
};

/** AWS's own samples have what info is for: DescribeKey beside an encryption context. */
function faults(text: string, problems: readonly Problem[]): readonly string[] {
  return brief(
    text,
    problems.filter(({ severity }) => severity !== 'info'),
  );
}

describe('policies from AWS documentation patterns', () => {
  it('are at least thirty', () => assert.ok(files.length >= 30));

  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const kind = KINDS[file.split('-')[0] ?? ''];

    it(`${file}: a policy, of its kind, without a fault`, () => {
      assert.ok(mayBePolicy(text));
      assert.ok(isPolicyDocument(parse(text).root));
      // A control policy of the organization that names no principal cannot be told from an identity policy.
      assert.equal(policyKind(read(text)), file === 'other-scp.json' ? 'identity' : kind);
      assert.deepEqual(faults(text, lintFile(text)), []);
    });

    if (kind === 'key') {
      const of = PROPERTIES[file] ?? '';
      it(`${file}: in a template too, JSON and YAML`, () => {
        const json = `{"Resources":{"K":{"Type":"AWS::KMS::Key","Properties":{${of}"KeyPolicy":${text}}}}}`;
        assert.deepEqual(faults(json, lintTemplate(json)), []);
        const line = JSON.stringify(JSON.parse(text));
        const yaml = `Resources:\n  K:\n    Type: AWS::KMS::Key\n    Properties: {${of}KeyPolicy: ${line}}\n`;
        assert.deepEqual(faults(yaml, lintTemplate(yaml)), []);
        // What is found in the JSON form is found in the YAML form: the test above can fail.
        const open = yaml.replace('"Effect":"Allow"', '"Effect":"allow"');
        assert.equal(faults(open, lintTemplate(open)).length, 1);
      });
    }

    if (kind === 'key' || kind === 'secret') {
      it(`${file}: as a live policy too`, () => assert.deepEqual(faults(text, lintFile(text, { kind })), []));
    }
  }
});
