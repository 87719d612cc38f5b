import assert from 'node:assert/strict';
import fc from 'fast-check';
import { heredocsIn } from '../../../src/core/dialects/heredocs';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { textOf } from '../../../src/core/template/symbolic';
import { applyEdits } from '../../../src/core/text/range';

const ROOT = `{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::\${data.aws_caller_identity.me.account_id}:root"}, "Action": "kms:*", "Resource": "*"}`;
const policy = (statement: string) => `{"Version": "2012-10-17", "Statement": [\n${ROOT},\n${statement}\n]}`;
const heredoc = (json: string, type = 'aws_kms_key', open = '<<-EOF', close = '  EOF') =>
  `data "aws_caller_identity" "me" {}

resource "${type}" "it" {
  description = "x"
  policy = ${open}
${json}
${close}
}
`;
const analyze = (text: string) => createAnalyzer().analyze({ path: 'main.tf', text });
const said = (text: string) =>
  lint(analyze(text)).map(
    ({ severity, code, span }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
const decrypt = (action: string, more = '') =>
  `{"Effect": "Allow", "Principal": {"AWS": "\${aws_iam_role.app.arn}"}, "Action": ${action}, "Resource": "*"${more}}`;

describe('Terraform', () => {
  it('is told by its name or by what the editor calls it, and by a policy in it', () => {
    const text = heredoc(policy(decrypt('"kms:Decript"')));
    assert.equal(analyze(text).kind, 'terraform');
    const kindOf = (path: string, languageId?: string) =>
      createAnalyzer().analyze({ path, text, ...(languageId !== undefined && { languageId }) }).kind;
    assert.equal(kindOf('untitled', 'terraform'), 'terraform');
    assert.equal(kindOf('main.tofu'), 'terraform');
    assert.equal(kindOf('main.hcl'), 'none');
    assert.equal(createAnalyzer().analyze({ path: 'main.tf', text: 'resource "x" "y" {}' }).kind, 'none');
  });

  it('points into the heredoc, interpolations before it or not', () => {
    assert.deepEqual(said(heredoc(policy(decrypt('["kms:Decript", "kms:Encrypt"]')))), [
      'warning policy/unknown-action "kms:Decript"',
    ]);
  });

  it('says nothing of what interpolations fill in', () => {
    assert.deepEqual(said(heredoc(policy(decrypt('"${var.action}"')))), []);
    assert.deepEqual(said(heredoc(policy(decrypt('"kms:${var.action}"')))), []);
    assert.deepEqual(said(heredoc(policy(`\${jsonencode({ "a" = "}" })}`))), []);
  });

  it('takes the caller for the account of the key', () => {
    // Without its root the account could not change the policy again.
    const text = heredoc(policy(decrypt('"kms:Decrypt"')));
    assert.deepEqual(said(text), []);
    const other = text.replace('data.aws_caller_identity.me.account_id', 'var.other');
    assert.ok(!said(other).some(line => line.startsWith('error')), said(other).join('\n'));
  });

  it('knows a doubled mark for the mark, as policy variables need it', () => {
    const user = ', "Condition": {"StringEquals": {"kms:EncryptionContext:user": "$${aws:username}"}}';
    assert.deepEqual(said(heredoc(policy(decrypt('"kms:Decrypt"', user)))), []);
    const wrong = user.replace('username}', 'username');
    assert.deepEqual(
      said(heredoc(policy(decrypt('"kms:Decrypt"', wrong)))).map(line => line.split(' ')[1]),
      ['policy/variable'],
    );
  });

  it('takes the kind of policy from the resource, and else from the content', () => {
    const open = '{"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}';
    assert.deepEqual(said(heredoc(policy(open))), ['error policy/reachable-from-any-account "*"']);
    const bucket =
      '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}]}';
    assert.deepEqual(said(heredoc(bucket, 'aws_s3_bucket_policy')), []);
    const identity =
      '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ssm:GetParametr", "ssm:GetParameter"], "Resource": "*"}]}';
    assert.deepEqual(said(heredoc(identity, 'aws_iam_policy')), [
      'warning policy/unknown-action "ssm:GetParametr"',
    ]);
    // A heredoc behind a block that was closed is not of that block.
    const local = `resource "aws_kms_key" "a" {\n}\n\nlocals {\n  x = <<EOF\n${bucket}\nEOF\n}\n`;
    assert.deepEqual(said(local), []);
  });

  it('leaves directives, other text and heredocs that do not end alone', () => {
    assert.deepEqual(said(heredoc(policy(`%{ if var.x }${decrypt('"kms:Decript"')}%{ endif }`))), []);
    assert.deepEqual(said(heredoc('not JSON, and Statement and Effect are words of it')), []);
    assert.deepEqual(said(heredoc(policy(decrypt('"kms:Decript"')), 'aws_kms_key', '<<EOF', 'EOG')), []);
    assert.deepEqual(said(heredoc(policy(decrypt('"kms:${var.a"')))), []);
  });

  it('ends lines as Windows does, and markers without indentation', () => {
    const found = ['warning policy/unknown-action "kms:Decript"'];
    const text = heredoc(policy(decrypt('["kms:Decript", "kms:Encrypt"]')), 'aws_kms_key', '<<EOF', 'EOF');
    assert.deepEqual(said(text), found);
    assert.deepEqual(said(text.replace(/\n/g, '\r\n')), found);
  });

  it('tells JSON that does not parse at its place', () => {
    const [first] = said(heredoc(policy(decrypt('["kms:Decrypt" "kms:Encrypt"]'))));
    assert.match(first ?? '', /^error policy\/syntax /);
  });

  it('mends what stands there, and nothing that is filled in', () => {
    const fixOf = (text: string, code: string) => {
      const problem = lint(analyze(text)).find(one => one.code === code);
      assert.ok(problem, code);
      return problem.fixes?.[0];
    };
    const text = heredoc(policy(decrypt('["kms:Decript", "kms:Encrypt"]')));
    const fix = fixOf(text, 'policy/unknown-action');
    assert.ok(fix);
    const mended = applyEdits(text, fix.edits);
    assert.equal(mended, text.replace('Decript', 'Decrypt'));
    assert.deepEqual(said(mended), []);

    const split = heredoc(
      policy(
        decrypt(
          '["kms:CreateGrant", "kms:Decrypt"]',
          ', "Condition": {"Bool": {"kms:GrantIsForAWSResource": "true"}}',
        ),
      ),
    );
    for (const one of lint(analyze(split)).flatMap(({ fixes = [] }) => fixes)) {
      const after = applyEdits(split, one.edits);
      assert.ok(!after.includes('\ufffc'), one.title);
      assert.ok(!said(after).some(line => line.includes('syntax')), one.title);
    }
  });

  it('gives back the text of a heredoc, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
        for (const { pieces } of heredocsIn(`a = <<EOF\n${text}\nEOF\n`)) {
          assert.ok(textOf(pieces).length <= text.length + 1);
        }
        for (const { span } of lint(analyze(heredoc(policy(text))))) assert.ok(span.start <= span.end);
      }),
    );
  });
});

describe('Terraform, what jsonencode is given', () => {
  const key = (argument: string, type = 'aws_kms_key') =>
    `resource "${type}" "it" {\n  policy = jsonencode(${argument})\n  tags   = {}\n}\n`;
  const root = `{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.me.account_id}:root" }, Action = "kms:*", Resource = "*" }`;
  const policyOf = (statement: string) =>
    `{\n  Version = "2012-10-17"\n  Statement = [\n    ${root},\n    ${statement}\n  ]\n}`;
  const use = (action: string, more = '') =>
    `{\n      Effect = "Allow"\n      Principal = { AWS = aws_iam_role.app.arn }\n      Action = ${action}\n      Resource = "*"${more}\n    }`;
  const WRONG = ['warning policy/unknown-action "kms:Decript"'];

  const forms: Readonly<Record<string, string>> = {
    'names, and lines without commas': policyOf(use('["kms:Decript", "kms:Encrypt"]')),
    'quoted names and colons': `{ "Version": "2012-10-17", "Statement": [${root}, {"Effect": "Allow", "Principal": {"AWS": aws_iam_role.app.arn}, "Action": ["kms:Decript", "kms:Encrypt"], "Resource": "*"}] }`,
    'comments of every kind': policyOf(
      use(
        '[\n        # one }\n        "kms:Decript", // two ]\n        /* three " */ "kms:Encrypt"\n      ]',
        ' # four',
      ),
    ),
    'a bracket on a line of its own': `\n${policyOf(use('[\n        "kms:Decript",\n        "kms:Encrypt",\n      ]'))}\n`,
    'a comma behind the last': policyOf(use('["kms:Decript", "kms:Encrypt",]')),
  };
  for (const [name, argument] of Object.entries(forms)) {
    it(`is read: ${name}`, () => {
      assert.deepEqual(said(key(argument)), WRONG);
      assert.deepEqual(said(key(argument).replace(/\n/g, '\r\n')), WRONG);
    });
  }

  const unknown: Readonly<Record<string, string>> = {
    'a variable': 'local.policy',
    'a call': `merge(${policyOf(use('"kms:Decript"'))}, local.more)`,
    'statements put together': `{ Version = "2012-10-17", Statement = concat([${use('"kms:Decript"')}], local.more) }`,
    'statements made in a loop': `{ Version = "2012-10-17", Statement = [for s in var.all : ${use('"kms:Decript"')}] }`,
    'an action that is filled in': policyOf(use('var.action')),
    'part of an action': policyOf(use('"kms:${var.action}"')),
    'a condition that is chosen': policyOf(
      use('"kms:Decrypt"', '\n      Condition = var.x ? { StringEquals = { "kms:Foo" = "a" } } : {}'),
    ),
    'an element whose name is computed': policyOf(use('"kms:Decrypt"', '\n      (var.element) = "x"')),
    'what is indexed': `{ Version = "2012-10-17", Statement = [${use('"kms:Decript"')}][*] }`,
    'a directive in a string': policyOf(use('"kms:%{ if var.x }Decript%{ endif }"')),
  };
  for (const [name, argument] of Object.entries(unknown)) {
    it(`says nothing of what is not known: ${name}`, () => assert.deepEqual(said(key(argument)), []));
  }

  const broken: Readonly<Record<string, string>> = {
    'a brace': policyOf(use('["kms:Decript"]')).slice(0, -1),
    'a quote': policyOf(use('["kms:Decript]')),
    'nesting without an end': `${'['.repeat(5_000)}`,
    'deep nesting': `${'{a='.repeat(5_000)}1${'}'.repeat(5_000)}`,
    nothing: '',
  };
  for (const [name, argument] of Object.entries(broken)) {
    it(`is left alone while it is typed: ${name}`, () =>
      assert.deepEqual(said(`${key(argument)}# Statement Effect`), []));
  }

  it('is none in a comment', () => {
    const text = key(policyOf(use('["kms:Decript", "kms:Encrypt"]')));
    assert.deepEqual(said(`# policy = jsonencode(${text}`).length, 1, 'the one behind it is read');
    assert.deepEqual(said(text.replace('  policy', '  # policy').replaceAll('\n', ' ')), []);
  });

  it('knows escapes, and points behind them', () => {
    const text = key(policyOf(use('["kms:Encrypt", "kms:Dec\\u0072ipt"]')));
    assert.deepEqual(said(text), ['warning policy/unknown-action "kms:Dec\\u0072ipt"']);
  });

  it('mends what stands in quotes, and what goes; nothing that would be written as JSON', () => {
    const text = key(policyOf(use('["kms:Decript", "kms:Encrypt"]')));
    const [problem] = lint(analyze(text));
    const [fix] = problem?.fixes ?? [];
    assert.ok(fix);
    assert.deepEqual(said(applyEdits(text, fix.edits)), []);
    const without = key(`{ Statement = [${root}] }`);
    const [version] = lint(analyze(without));
    assert.equal(version?.code, 'policy/syntax');
    assert.equal(version.fixes, undefined);
  });

  it('never throws, and points into the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '"',
      '=',
      ':',
      ',',
      '\n',
      '#',
      '//',
      '/*',
      '*/',
      '${',
      '%{',
      '$${',
      '\\',
      'for',
      'Statement',
      'Effect',
      'a',
      ' ',
      '?',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = `${key(pieces.join(''))}${key(policyOf(pieces.join('')))}# Statement Effect`;
        for (const { span } of lint(analyze(text)))
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      }),
      { numRuns: 300 },
    );
  });
});
