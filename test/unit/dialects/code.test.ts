import assert from 'node:assert/strict';
import { createAnalyzer } from '../../../src/core/document';
import { catalogIdsOf, lint } from '../../../src/core/lint';
import { applyEdits } from '../../../src/core/text/range';
import { account } from '../lint/support';

const analyze = (path: string, text: string, languageId?: string) =>
  createAnalyzer().analyze({ path, text, ...(languageId !== undefined && { languageId }) });
const names = (path: string, text: string) =>
  analyze(path, text).references.map(({ id, reference }) =>
    id === undefined
      ? `? ${reference.text.replaceAll('\uFFFC', '*')}`
      : id.kind === 'parameter'
        ? id.name
        : id.id,
  );

describe('references in the strings of programs', () => {
  const found: readonly (readonly [file: string, text: string, names: readonly string[]])[] = [
    ['a.ts', `const a = '{{resolve:ssm:/a:1}}';`, ['/a']],
    ['a.ts', 'const a = "x{{resolve:ssm:/a}}{{resolve:secretsmanager:s:SecretString:k}}";', ['/a', 's']],
    ['a.tsx', 'const a = <A b={`{{resolve:ssm:/a}}`} />;', ['/a']],
    ['a.mjs', 'f(`\n  {{resolve:ssm:/a}}\n`)', ['/a']],
    ['a.js', `const a = 'it\\'s {{resolve:ssm:/a}}'; // '{{resolve:ssm:/b}}'`, ['/a']],
    ['a.ts', 'const a = `{{resolve:ssm:/${env}/a}}`;', ['? {{resolve:ssm:/*/a}}']],
    ['a.ts', `const quote = /['"]/; \nconst a = '{{resolve:ssm:/a}}';`, ['/a']],
    ['a.py', `a = "{{resolve:ssm:/a}}"  # '{{resolve:ssm:/b}}'`, ['/a']],
    ['a.py', `a = r'{{resolve:ssm:/a}}'\nb = """\n{{resolve:ssm:/b}}\n"""`, ['/a', '/b']],
    [
      'a.py',
      `a = "{{resolve:ssm:/%s/a}}" % env\nb = '{{resolve:ssm:/{}/b}}'.format(env)`,
      ['? {{resolve:ssm:/*/a}}', '? {{resolve:ssm:/*/b}}'],
    ],
    [
      'A.java',
      `String a = "{{resolve:ssm:/a}}"; char c = '"'; String b = """\n{{resolve:ssm:/b}}""";`,
      ['/a', '/b'],
    ],
    ['A.java', `String.format("{{resolve:ssm:/%s/a}}", env)`, ['? {{resolve:ssm:/*/a}}']],
    ['a.go', 'a := "{{resolve:ssm:/a}}"\nb := `\\{{resolve:ssm:/b}}`\nc := \'"\'', ['/a', '/b']],
    ['A.cs', `var a = "{{resolve:ssm:/a}}"; var b = @"c:\\{{resolve:ssm:/b}}";`, ['/a', '/b']],
  ];
  for (const [file, text, expected] of found) {
    it(`${file}: ${text.replace(/\s+/g, ' ').slice(0, 60)}`, () =>
      assert.deepEqual(names(file, text), expected));
  }

  const silent: readonly (readonly [file: string, text: string])[] = [
    ['a.ts', '/* {{resolve:ssm:/a}} */ const a = 1; // {{resolve:ssm:/b}}'],
    ['a.ts', `const a = '{{resolve:ssm:/' + env + '/a}}';`],
    ['a.ts', `throw new Error('write {{resolve:ssm:<name>}} or {{resolve:ssm:…}} or {{resolve:ssm:...}}');`],
    ['a.py', `PATTERN = r"{{resolve:(ssm|secretsmanager):([a-z-]+)}}"`],
    ['a.py', `PATTERN = re.compile(r'{{resolve:[^}]*}}')`],
    ['a.py', `a = f"{{resolve:ssm:/a}}"\nb = f'''{{resolve:ssm:/b}}'''`],
    ['A.cs', `var a = $"{{resolve:ssm:/a}}";`],
    ['a.ts', `const a = '{{ handlebars }}';`],
    ['a.rb', `a = '{{resolve:ssm:/a}}'`],
    ['a.md', '`{{resolve:ssm:/a}}`'],
    ['a.ts', '"{{resolve:ssm:/a'],
    ['a.ts', ''],
  ];
  for (const [file, text] of silent) {
    it(`silent: ${file}: ${text.slice(0, 60)}`, () => {
      const model = analyze(file, text);
      assert.deepEqual(model.references, []);
      assert.deepEqual(lint(model), []);
    });
  }

  it('goes by what the editor says before the name', () => {
    assert.equal(analyze('a.txt', `'{{resolve:ssm:/a}}'`, 'typescript').kind, 'code');
    assert.equal(analyze('a.ts', `'{{resolve:ssm:/a}}'`, 'markdown').kind, 'none');
  });

  it('warns of what no template could hold, and mends it', () => {
    const text = `const a = '{{resolve:ssm:/a:latest}}', b = '{{resolve:smm:/b}}';\n`;
    const problems = lint(analyze('a.ts', text));
    assert.deepEqual(
      problems.map(({ severity, code }) => [severity, code]),
      [
        ['warning', 'reference/syntax'],
        ['warning', 'reference/unknown-service'],
      ],
    );
    const [, service] = problems;
    const mended = applyEdits(text, service?.fixes?.[0]?.edits ?? []);
    assert.equal(mended, text.replace('smm', 'ssm'));
    assert.equal(lint(analyze('a.ts', mended)).length, 1);
  });

  it('says nothing of what only explains', () => {
    const text = '"""A reference is {{resolve:service-name:reference-key}}."""\n';
    assert.deepEqual(lint(analyze('a.py', text)), []);
  });

  it('is checked in an account, what is known of it', () => {
    const text = "const a = ['{{resolve:ssm:/a}}', '{{resolve:ssm:/hots}}', `{{resolve:ssm:/${env}/b}}`];\n";
    const model = analyze('a.ts', text);
    assert.equal(catalogIdsOf(model).length, 2);
    const problems = lint(model, account(['/a', '/host'], ['/host']));
    assert.deepEqual(
      problems.map(({ severity, code, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`),
      ['warning reference/not-found: /hots'],
    );
    const mended = applyEdits(text, problems[0]?.fixes?.[0]?.edits ?? []);
    assert.equal(mended, text.replace('hots', 'host'));
  });

  it('takes a moment for a large file', () => {
    const text = `${'const x = "y"; // it\'s\n'.repeat(40_000)}const a = '{{resolve:ssm:/a}}';\n`;
    assert.deepEqual(names('a.ts', text), ['/a']);
  });
});
