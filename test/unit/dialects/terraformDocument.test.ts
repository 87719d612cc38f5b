import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAnalyzer } from '../../../src/core/document';
import { lint } from '../../../src/core/lint';
import { policyCompletionAt } from '../../../src/core/policy/language/completion';
import { policyHoverAt } from '../../../src/core/policy/language/hover';
import { applyEdits } from '../../../src/core/text/range';

const analyze = (text: string) => createAnalyzer().analyze({ path: 'main.tf', text });
const said = (text: string) =>
  lint(analyze(text)).map(
    ({ severity, code, span }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
const document = (...statements: readonly string[]) =>
  `data "aws_iam_policy_document" "it" {\n${statements.join('\n')}\n}\n`;
const ROOT = `  statement {
    sid = "Enable IAM User Permissions"
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::\${data.aws_caller_identity.me.account_id}:root"]
    }
    actions   = ["kms:*"]
    resources = ["*"]
  }`;
const use = (
  actions: string,
  more = '',
  principals = 'type = "AWS"\n identifiers = [aws_iam_role.app.arn]',
) => `  statement {
    effect = "Allow"
    principals {
      ${principals}
    }
    actions = ${actions}
    resources = ["*"]
    ${more}
  }`;

describe('aws_iam_policy_document', () => {
  it('is what the defaults make of it: a version, Allow', () => {
    assert.deepEqual(said(document(ROOT, use('["kms:Decrypt"]'))), []);
    assert.deepEqual(said(document(ROOT, use('["kms:Decript", "kms:Encrypt"]'))), [
      'warning policy/unknown-action "kms:Decript"',
    ]);
    assert.deepEqual(said(document(ROOT, use('["kms:Decript", "kms:Encrypt"]')).replace(/\n/g, '\r\n')), [
      'warning policy/unknown-action "kms:Decript"',
    ]);
  });

  it('may have labels without quotes', () => {
    const text = document(ROOT, use('["kms:Decript", "kms:Encrypt"]'));
    assert.equal(
      said(text.replace('"aws_iam_policy_document" "it"', 'aws_iam_policy_document it')).length,
      1,
    );
  });

  it('puts principals of a type together, and knows everybody', () => {
    assert.deepEqual(said(document(ROOT, use('["kms:Decrypt"]', '', 'type = "*"\n identifiers = ["*"]'))), [
      'error policy/reachable-from-any-account "*"',
    ]);
    assert.deepEqual(said(document(ROOT, use('["kms:Decrypt"]', '', 'type = "AWS"\n identifiers = ["*"]'))), [
      'error policy/reachable-from-any-account "*"',
    ]);
    const two = use(
      '["kms:Decrypt"]',
      'principals {\n type = "AWS"\n identifiers = ["arn:aws:iam::1111:root"]\n }',
    );
    assert.deepEqual(said(document(ROOT, two)), [
      'error policy/malformed-principal "arn:aws:iam::1111:root"',
    ]);
  });

  it('puts conditions together, an operator and a key at a time', () => {
    const condition = (test: string, variable: string, values: string) =>
      `condition {\n test = "${test}"\n variable = "${variable}"\n values = ${values}\n }\n`;
    const found = said(
      document(
        ROOT,
        use(
          '["kms:Decrypt"]',
          condition('StringEquals', 'kms:CallerAccount', '["111122223333"]') +
            condition('StringEquals', 'kms:ViaService', '["ebs.eu-west-1.amazonaws.com"]') +
            condition('StringEquals', 'kms:CallerAcount', '[local.x]'),
        ),
      ),
    );
    assert.deepEqual(found, [
      'error policy/via-service-name "ebs.eu-west-1.amazonaws.com"',
      'warning policy/unknown-condition-key "kms:CallerAcount"',
    ]);
    const bound = condition('StringEquals', 'kms:CallerAccount', '[data.aws_caller_identity.me.account_id]');
    assert.deepEqual(
      said(document(ROOT, use('["kms:Decrypt"]', bound, 'type = "*"\n identifiers = ["*"]'))),
      [],
    );
  });

  it('takes what is empty or null for nothing, as the provider does', () => {
    const text = document(ROOT, use('["kms:Decrypt"]', 'not_actions = []\n not_resources = []\n sid = null'));
    assert.deepEqual(said(text), []);
  });

  it('says nothing of what is not known', () => {
    const silent = [
      document('  source_policy_documents = [data.x.json]', use('["kms:Decrypt"]')),
      document(
        ROOT,
        '  dynamic "statement" {\n for_each = var.x\n content {\n actions = ["kms:Decript"]\n }\n }',
      ),
      document(ROOT, use('var.actions')),
      document(
        ROOT,
        use(
          '["kms:Decrypt"]',
          'dynamic "condition" {\n for_each = var.c\n content {\n test = "x"\n }\n }',
          'type = "*"\n identifiers = ["*"]',
        ),
      ),
      document(ROOT, use('["kms:Decrypt"]', '', 'type = "AWS"\n identifiers = concat(var.a, ["*"])')),
      document(ROOT, use('["kms:Decrypt"]', '', 'type = var.type\n identifiers = ["*"]')),
      document(
        '  statement {\n actions = ["sts:AssumeRole"]\n principals {\n type = "Service"\n identifiers = ["ec2.amazonaws.com"]\n }\n }',
      ),
    ];
    for (const text of silent) assert.deepEqual(said(text), [], text);
  });

  it('is left alone where a brace is missing, and others are read all the same', () => {
    const whole = document(ROOT, use('["kms:Decript", "kms:Encrypt"]'));
    assert.deepEqual(said(`${whole.trimEnd().slice(0, -1)}`), []);
    assert.deepEqual(said(`${whole}\n${document(use('[')).trimEnd()}`).length, 1);
    assert.deepEqual(said(whole.replace('data "aws', '# data "aws')), []);
  });

  it('mends texts alone: what is put together from blocks stands nowhere as a whole', () => {
    const text = document(ROOT, use('["kms:Decript", "kms:Encrypt"]'), use('["kms:Decrypt", "kms:Decrypt"]'));
    for (const { code, fixes = [] } of lint(analyze(text))) {
      for (const { edits } of fixes) {
        const after = applyEdits(text, edits);
        assert.ok(!said(after).some(line => line.startsWith(`warning ${code}`)), after);
        assert.equal(after.split('\n').length, text.split('\n').length);
      }
    }
    const [fix] = lint(analyze(text)).find(({ code }) => code === 'policy/unknown-action')?.fixes ?? [];
    assert.ok(fix);
  });

  it('never throws, and points into the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '=',
      ',',
      '\n',
      '#',
      '/*',
      '${',
      'statement',
      'principals',
      'condition',
      'dynamic',
      'actions',
      ' ',
      '"kms:*"',
      'null',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const text = document(ROOT, pieces.join(''), use(pieces.join('')));
        for (const { span } of lint(analyze(text)))
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('policies in Terraform, for who reads and types them', () => {
  const at = (marked: string) => {
    const offset = marked.indexOf('¦');
    const text = marked.replace('¦', '');
    const model = analyze(text);
    const completion = policyCompletionAt(model, offset);
    return {
      hover: policyHoverAt(model, offset)?.markdown,
      labels: completion?.items.map(({ label }) => label) ?? [],
      principals: completion?.principals,
      take(label: string) {
        const item = completion?.items.find(one => one.label === label);
        assert.ok(item && completion, `not offered: ${label}`);
        return applyEdits(text, [{ span: completion.span, newText: item.newText }]);
      },
    };
  };
  const encoded = (action: string) =>
    `resource "aws_kms_key" "k" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "arn:aws:iam::\${local.a}:role/app" }, Action = ${action}, Resource = "*" }] })\n}\n`;

  it('says what actions and elements mean', () => {
    assert.match(at(encoded('["kms:Dec¦rypt"]')).hover ?? '', /kms:Decrypt/);
    assert.match(at(document(ROOT, use('["kms:Dec¦rypt"]'))).hover ?? '', /kms:Decrypt/);
    assert.match(at(document(ROOT, use('["kms:Decrypt"]').replace('actions', 'act¦ions'))).hover ?? '', /./);
    assert.match(at(encoded('"kms:Decrypt"').replace('Effect', 'Eff¦ect')).hover ?? '', /Allows/);
    assert.equal(at('¦resource "a" "b" {}\n# aws_iam_policy_document').hover, undefined);
  });

  it('offers actions and principals inside of quotes, and nothing that is written in another way', () => {
    const typed = at(encoded('["kms:¦"]'));
    assert.equal(typed.take('kms:GenerateMac'), encoded('["kms:GenerateMac"]'));
    const inDocument = at(document(ROOT, use('["kms:¦"]')));
    assert.equal(inDocument.take('kms:Sign'), document(ROOT, use('["kms:Sign"]')));
    assert.deepEqual(at(encoded('"kms:Decrypt"').replace('${local.a}:role/app', '1¦')).principals, {
      prefix: 'arn:aws:iam::1',
    });
    assert.deepEqual(at(encoded('¦local.actions')).labels, []);
    assert.deepEqual(at(encoded('"kms:Decrypt"').replace('Effect', 'Eff¦ect')).labels, []);
  });

  it('leaves the closing quote of a string with something filled in', () => {
    const before = encoded('["kms:${local.x}¦"]');
    const typed = at(before);
    assert.equal(typed.take('kms:Sign'), encoded('["kms:Sign"]'));
  });
});
