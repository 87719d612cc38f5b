import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import type { FileReport, LintReport } from '../../../src/cli/lint/report';
import { BAD, createFolder, type Folder, GOOD, keyhole, type Surroundings } from './support';

describe('cli: lint', () => {
  let folder: Folder;
  beforeEach(() => {
    folder = createFolder();
  });
  afterEach(() => folder.remove());

  const lint = (args: readonly string[], given: Surroundings = {}) =>
    keyhole(['lint', ...args], { cwd: folder.path, ...given });

  async function filesOf(args: readonly string[], given?: Surroundings): Promise<readonly FileReport[]> {
    const { out } = await lint([...args, '--format', 'json'], given);
    const report: LintReport = JSON.parse(out);
    assert.equal(report.version, 1);
    return report.files;
  }

  async function pathsOf(args: readonly string[]): Promise<readonly string[]> {
    return (await filesOf(args)).map(file => file.path);
  }

  describe('names files', () => {
    beforeEach(() => folder.write({ 'a.yaml': GOOD, 'x/b.yaml': GOOD, 'x/y/c.json': '{}' }));

    it('as they were given, below a folder as it was given', async () => {
      const absolute = path.join(folder.path, 'x/b.yaml').replaceAll(path.sep, '/');
      const cases: readonly (readonly [string, readonly string[]])[] = [
        ['.', ['a.yaml', 'x/b.yaml', 'x/y/c.json']],
        ['./x', ['./x/b.yaml', './x/y/c.json']],
        ['x/', ['x/b.yaml', 'x/y/c.json']],
        ['./a.yaml', ['./a.yaml']],
        [absolute, [absolute]],
        ['x/../a.yaml', ['x/../a.yaml']],
        ['**/*.json', ['x/y/c.json']],
        ['./x/*.yaml', ['./x/b.yaml']],
      ];
      for (const [arg, expected] of cases) assert.deepEqual(await pathsOf([arg]), expected, arg);
    });

    it('once each, under the name that came first', async () => {
      assert.deepEqual(await pathsOf(['x/b.yaml', '.', './a.yaml', '**/b.yaml']), [
        'x/b.yaml',
        'a.yaml',
        'x/y/c.json',
      ]);
    });

    it('whose names look like globs', async () => {
      folder.write({ '[id].yaml': GOOD, 'i.yaml': GOOD });
      assert.deepEqual(await pathsOf(['[id].yaml']), ['[id].yaml']);
    });

    it('that begin with a dash, after --', async () => {
      folder.write({ '-x.yaml': GOOD });
      const { code, out } = await lint(['--', '-x.yaml']);
      assert.deepEqual([code, out], [0, '1 file checked: no problems\n']);
    });
  });

  describe('exit code and complaints', () => {
    beforeEach(() => folder.write({ 'good.yaml': GOOD, 'bad.yaml': BAD, 'notes.md': '# notes\n' }));

    const cases: readonly {
      readonly args: readonly string[];
      readonly code: number;
      readonly complaints?: readonly RegExp[];
    }[] = [
      { args: ['good.yaml', 'notes.md'], code: 0 },
      { args: ['good.yaml', 'bad.yaml'], code: 1 },
      { args: ['bad.yaml', 'missing.yaml'], code: 2, complaints: [/^there is no such file: missing\.yaml$/] },
      { args: ['bad.yaml/x', 'good.yaml'], code: 2, complaints: [/^there is no such file: bad\.yaml\/x$/] },
      { args: ['*.json', 'good.yaml'], code: 2, complaints: [/^nothing matches: \*\.json$/] },
      { args: ['no/such/*.json'], code: 2, complaints: [/^nothing matches: no\/such\/\*\.json$/] },
      { args: [''], code: 2, complaints: [/^the path is empty: $/] },
      { args: [`${'x'.repeat(300)}.yaml`], code: 2, complaints: [/^the name is too long: x+\.yaml$/] },
      { args: [], code: 2, complaints: [/needs a path/, /keyhole help/] },
      { args: ['.', '--format', 'xml'], code: 2, complaints: [/no such format.*: xml$/, /keyhole help/] },
      { args: ['.', '--format', 'toString'], code: 2, complaints: [/no such format/, /keyhole help/] },
      { args: ['.', '--format'], code: 2, complaints: [/argument missing/, /keyhole help/] },
      { args: ['.', '--fix'], code: 2, complaints: [/^Unknown option '--fix'$/, /keyhole help/] },
    ];
    for (const { args, code, complaints = [] } of cases) {
      it(`${code} for: ${args.map(arg => arg.slice(0, 20) || "''").join(' ') || 'nothing'}`, async () => {
        const run = await lint(args);
        assert.equal(run.code, code);
        assert.equal(run.complaints.length, complaints.length, run.complaints.join('\n'));
        for (const [index, expected] of complaints.entries())
          assert.match(run.complaints[index] ?? '', expected);
      });
    }

    it('names a link that leads nowhere and checks the rest', async () => {
      symlinkSync('nowhere', path.join(folder.path, 'broken.yaml'));
      for (const args of [['.'], ['broken.yaml', 'bad.yaml'], ['*.yaml']]) {
        const { code, complaints, out } = await lint(args);
        assert.equal(code, 2);
        assert.deepEqual(complaints.length, 1);
        assert.match(complaints[0] ?? '', /: broken\.yaml$/);
        assert.match(out, /^bad\.yaml:5:/);
      }
      // What does not match was not asked for.
      assert.equal((await lint(['g*.yaml'])).code, 0);
    });
  });

  describe('reads', () => {
    const problemStart = async (content: string | Uint8Array) => {
      folder.write({ 'a.yaml': content });
      const [file] = await filesOf(['a.yaml']);
      return file?.problems.map(({ range }) => range.start);
    };

    it('a byte order mark as nothing, CRLF as one end of a line, UTF-16 as text', async () => {
      const plain = await problemStart(BAD);
      assert.equal(plain?.length, 1);
      assert.deepEqual(await problemStart(`\uFEFF${BAD}`), plain);
      assert.deepEqual(await problemStart(BAD.replaceAll('\n', '\r\n')), plain);
      assert.deepEqual(await problemStart(Buffer.from(`\uFEFF${BAD}`, 'utf16le')), plain);
      assert.deepEqual(await problemStart(Buffer.from(`\uFEFF${BAD}`, 'utf16le').swap16()), plain);
    });

    it('characters beyond 16 bits as two units', async () => {
      const [before] = (await problemStart(BAD)) ?? [];
      const [after] = (await problemStart(BAD.replace('TopicName', '😀TopicName'))) ?? [];
      assert.deepEqual(after, before && { ...before, character: before.character + 2 });
    });

    it('empty, binary, invalid and endless input as nothing for us', async () => {
      folder.write({
        'empty.yaml': '',
        'binary.yaml': `${BAD}\u0000`,
        'late.json': Buffer.concat([Buffer.alloc(9_000, 32), Buffer.from([0])]),
        'invalid.yaml': Buffer.from([0xff, 0x80, 0xc3, 0x28]),
        'picture.png': BAD,
      });
      const files = await filesOf(['.']);
      assert.deepEqual(
        files.map(({ kind, problems }) => [kind, problems.length]),
        files.map(() => ['none', 0]),
      );
      assert.equal(files.length, 5);
    });

    it('nothing of what is too large to be deployed, and says so', async () => {
      folder.write({ 'large.yaml': Buffer.concat([Buffer.from(BAD), Buffer.alloc(8 * 1024 * 1024, 35)]) });
      const { code, complaints, out } = await lint(['large.yaml']);
      assert.deepEqual([code, complaints], [0, ['not checked, larger than 8 MB: large.yaml']]);
      assert.equal(out, '0 files checked: no problems, 1 file with nothing to check\n');
    });

    it('standard input, by its content', async () => {
      const [template] = await filesOf(['-'], { input: BAD });
      assert.deepEqual(
        [template?.path, template?.kind, template?.problems.length],
        ['-', 'cloudformation', 1],
      );
      const policy =
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}]}';
      assert.equal((await filesOf(['-'], { input: policy }))[0]?.kind, 'policy');
      assert.equal((await filesOf(['-'], { input: 'just text' }))[0]?.kind, 'none');
    });

    it('a file of the name - where it is meant', async () => {
      folder.write({ '-': BAD });
      assert.deepEqual(await pathsOf(['./-']), ['./-']);
    });
  });

  describe('the text form', () => {
    it('is a line a problem, an empty line between files, a summary', async () => {
      folder.write({ 'a.yaml': BAD, 'b.yaml': `${BAD}      Other: '{{resolve:ssm:/b:x}}'\n`, 'c.md': '' });
      const { out } = await lint(['.']);
      const [first, gap, second, third, end, summary, ...rest] = out.split('\n');
      assert.match(first ?? '', /^a\.yaml:5:46 error reference\/syntax \S/);
      assert.match(second ?? '', /^b\.yaml:5:46 error reference\/syntax \S/);
      assert.match(third ?? '', /^b\.yaml:6:/);
      assert.deepEqual(
        [gap, end, summary, rest],
        ['', '', '2 files checked: 3 errors, 1 file with nothing to check', ['']],
      );
    });

    it('has colours on a terminal alone', async () => {
      folder.write({ 'a.yaml': BAD });
      const plain = (await lint(['.'])).out;
      const colored = (await lint(['.'], { color: true })).out;
      assert.ok(!plain.includes('\u001B'));
      assert.match(colored, /\u001B\[31merror\u001B\[0m/);
      assert.equal(colored.replace(/\u001B\[\d+m/g, ''), plain);
    });

    it('lets no name steer the terminal', async () => {
      folder.write({ 'a\u001B[2J.yaml': BAD });
      const { out } = await lint(['.']);
      assert.ok(!out.includes('\u001B'));
      assert.match(out, /^a<U\+001B>\[2J\.yaml:5:/);
    });
  });

  describe('the JSON form', () => {
    it('holds what a program needs to show and to fix a problem', async () => {
      folder.write({ 'a.yaml': BAD });
      const [file] = await filesOf(['a.yaml']);
      const [problem] = file?.problems ?? [];
      assert.ok(problem);
      const { message, fixes, ...rest } = problem;
      assert.equal(typeof message, 'string');
      assert.deepEqual(rest, {
        code: 'reference/syntax',
        severity: 'error',
        range: { start: { line: 4, character: 45 }, end: { line: 4, character: 51 } },
        evidence: 'static',
        docs: 'https://github.com/keyhole-aws/keyhole/blob/main/docs/rules.md#referencesyntax',
        logicalId: 'Topic',
        propertyPath: 'TopicName',
        related: [],
      });
      const [edit] = fixes[0]?.edits ?? [];
      assert.equal(edit?.path, 'a.yaml');
      const line = BAD.split('\n')[4] ?? '';
      const { start, end } = edit?.range ?? { start: { character: 0 }, end: { character: 0 } };
      assert.equal(
        line.slice(0, start.character) + edit?.newText + line.slice(end.character),
        "      TopicName: '{{resolve:ssm:/my-app/name}}'",
      );
    });

    it('is the same in every run, in the order of the arguments', async () => {
      folder.write(
        Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}.yaml`, i % 3 ? GOOD : BAD])),
      );
      const first = (await lint(['f9.yaml', '.', '--format', 'json'])).out;
      assert.equal((await lint(['f9.yaml', '.', '--format', 'json'])).out, first);
      const report: LintReport = JSON.parse(first);
      assert.deepEqual(
        report.files.slice(0, 4).map(file => file.path),
        ['f9.yaml', 'f0.yaml', 'f1.yaml', 'f10.yaml'],
      );
      assert.equal(report.files.length, 40);
    });
  });

  describe('the SARIF form', () => {
    async function runOf(args: readonly string[], given?: Surroundings) {
      const { out } = await lint([...args, '--format', 'sarif'], given);
      const log = JSON.parse(out);
      assert.equal(log.version, '2.1.0');
      assert.equal(log.runs.length, 1);
      return log.runs[0];
    }

    it('counts from one, up to the column after the last, and names the rule', async () => {
      folder.write({ 'a.yaml': BAD });
      const { tool, columnKind, results, invocations } = await runOf(['a.yaml']);
      assert.equal(columnKind, 'utf16CodeUnits');
      assert.equal(tool.driver.semanticVersion, '1.2.3');
      assert.deepEqual(invocations, [{ executionSuccessful: true, toolExecutionNotifications: [] }]);
      const [{ ruleId, ruleIndex, level, locations, fixes }] = results;
      assert.equal(level, 'error');
      const rule = tool.driver.rules[ruleIndex];
      assert.equal(rule.id, ruleId);
      assert.match(rule.helpUri, /^https:.*#referencesyntax$/);
      assert.deepEqual(locations[0].physicalLocation, {
        artifactLocation: { uri: 'a.yaml' },
        region: { startLine: 5, startColumn: 46, endLine: 5, endColumn: 52 },
      });
      assert.deepEqual(locations[0].logicalLocations, [
        { name: 'Topic', fullyQualifiedName: 'Topic.TopicName', kind: 'resource' },
      ]);
      const [replacement] = fixes[0].artifactChanges[0].replacements;
      assert.deepEqual(replacement.insertedContent, { text: '' });
    });

    it('points to related places', async () => {
      folder.write({ 'policy.json': TWICE });
      const { results } = await runOf(['policy.json']);
      const related = results.flatMap(
        (result: { relatedLocations?: readonly object[] }) => result.relatedLocations ?? [],
      );
      assert.deepEqual(related, [
        {
          id: 0,
          physicalLocation: {
            artifactLocation: { uri: 'policy.json' },
            region: { startLine: 2, startColumn: 29, endLine: 2, endColumn: 37 },
          },
          message: { text: 'The first one' },
        },
      ]);
      const [file] = await filesOf(['policy.json']);
      assert.deepEqual(
        file?.problems.flatMap(problem => problem.related.map(place => place.path)),
        ['policy.json'],
      );
    });

    it('writes paths as URIs', async () => {
      folder.write({ 'x y/ä#1.yaml': BAD });
      const uris = async (arg: string) =>
        (await runOf([arg])).results.map(
          (result: { locations: readonly { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
            result.locations[0]?.physicalLocation.artifactLocation.uri,
        );
      assert.deepEqual(await uris('./x y'), ['x%20y/%C3%A4%231.yaml']);
      assert.deepEqual(await uris('x y/../x y/ä#1.yaml'), ['x%20y/%C3%A4%231.yaml']);
      assert.match(
        String(await uris(path.join(folder.path, 'x y'))),
        /^file:\/\/\/.*x%20y\/%C3%A4%231\.yaml$/,
      );
    });

    it('says what could not be read', async () => {
      const { results, invocations } = await runOf(['missing.yaml']);
      assert.deepEqual(results, []);
      assert.deepEqual(invocations, [
        {
          executionSuccessful: false,
          toolExecutionNotifications: [
            { level: 'error', message: { text: 'there is no such file: missing.yaml' } },
          ],
        },
      ]);
    });
  });
});

const TWICE = `{"Version":"2012-10-17","Statement":[
{"Sid":"A","Effect":"Allow","Action":"kms:*","Action":"kms:*","Resource":"*",
"Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}
`;
