// What policies say to somebody who reads or types them: completion, hover, outline.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAnalyzer, type DocumentModel } from '../../../src/core/document';
import { policyCompletionAt } from '../../../src/core/policy/language/completion';
import { policyHoverAt } from '../../../src/core/policy/language/hover';
import { policySymbols } from '../../../src/core/policy/language/symbols';
import { applyEdits } from '../../../src/core/text/range';
import { OWN } from './support';

function modelOf(text: string, path: string, live = false): DocumentModel {
  return createAnalyzer().analyze({ path, text, ...(live && { policyFacts: { kind: 'key', live: true } }) });
}

/** The cursor is at `¦`. */
function at(marked: string, path = 'policy.json', live = path.endsWith('.json')) {
  const offset = marked.indexOf('¦');
  assert.ok(offset >= 0);
  const text = marked.replace('¦', '');
  const model = modelOf(text, path, live);
  const completion = policyCompletionAt(model, offset);
  return {
    labels: completion?.items.map(({ label }) => label) ?? [],
    principals: completion?.principals,
    written: (value: string) => completion?.written(value),
    take(label: string): string {
      const item = completion?.items.find(one => one.label === label);
      assert.ok(item && completion, `not offered: ${label}`);
      return applyEdits(text, [{ span: completion.span, newText: item.newText }]);
    },
    hover: () => {
      const hover = policyHoverAt(model, offset);
      return hover && { ...hover, on: text.slice(hover.span.start, hover.span.end) };
    },
  };
}

const json = (statement: string) => `{"Version": "2012-10-17", "Statement": [{${statement}}]}`;
const yaml = (lines: string) => `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Sid: a
            Effect: Allow
${lines}`;

describe('completion in policies', () => {
  it('elements that are not there yet', () => {
    const { labels } = at(json('"Effect": "Allow", "¦"'));
    assert.ok(labels.includes('Principal') && labels.includes('Condition'));
    assert.ok(!labels.includes('Effect'));
    assert.deepEqual(at('{"¦": ""}').labels, ['Version', 'Id', 'Statement']);
    assert.deepEqual(at(json('"Principal": {"¦"}')).labels, ['AWS', 'Service', 'Federated', 'CanonicalUser']);
  });

  it('in YAML, on an empty line and in the middle of a word', () => {
    const empty = at(yaml('            ¦\n'), 'a.yaml');
    assert.ok(empty.labels.includes('Action'));
    assert.ok(!empty.labels.includes('Sid'));
    assert.equal(empty.take('Action'), yaml('            Action: \n'));
    const typed = at(yaml('            Princ¦\n'), 'a.yaml');
    assert.equal(typed.take('Principal'), yaml('            Principal: \n'));
  });

  it('values', () => {
    assert.deepEqual(at(json('"Effect": "¦"')).labels, ['Allow', 'Deny']);
    assert.deepEqual(at(yaml('            Resource: ¦\n'), 'a.yaml').labels, ['*']);
    assert.equal(
      at(yaml('            Resource: ¦\n'), 'a.yaml').take('*'),
      yaml("            Resource: '*'\n"),
    );
  });

  it('actions that a key policy is asked about, with what they do', () => {
    const { labels, take } = at(json('"Action": ["kms:Decrypt", "kms:¦"]'));
    assert.ok(labels.includes('kms:GenerateDataKey') && labels.includes('kms:GenerateDataKey*'));
    assert.ok(!labels.includes('kms:ListKeys') && !labels.includes('secretsmanager:GetSecretValue'));
    assert.equal(take('kms:Sign'), json('"Action": ["kms:Decrypt", "kms:Sign"]'));
    const list = at(yaml('            Action:\n              - kms:De¦\n'), 'a.yaml');
    assert.equal(list.take('kms:Decrypt'), yaml('            Action:\n              - kms:Decrypt\n'));
  });

  it('operators, keys that fit the actions, and their values', () => {
    assert.ok(at(json('"Condition": {"¦"}')).labels.includes('StringEquals'));
    const { labels } = at(json('"Action": "kms:CreateGrant", "Condition": {"Bool": {"¦"}}'));
    assert.ok(labels.includes('kms:GrantIsForAWSResource') && labels.includes('aws:PrincipalOrgID'));
    assert.ok(
      !labels.includes('kms:SigningAlgorithm') &&
        !labels.some(label => label.startsWith('kms:ResourceAliases')),
    );
    assert.deepEqual(at(json('"Condition": {"Bool": {"kms:GrantIsForAWSResource": "¦"}}')).labels, [
      'true',
      'false',
    ]);
    const host = at(json('"Condition": {"StringEquals": {"kms:ViaService": ["¦"]}}'));
    assert.ok(host.labels.includes('s3.us-east-1.amazonaws.com'));
    const sub = at(
      yaml("            Condition:\n              StringEquals:\n                kms:ViaService: !Sub '¦'\n"),
      'a.yaml',
    );
    assert.ok(sub.labels.includes('ec2.${AWS::Region}.amazonaws.com'));
  });

  it('principals that are there already, and services', () => {
    const { labels } = at(json(`"Principal": {"AWS": ["${OWN}", "¦"]}`));
    assert.deepEqual(labels, [OWN, '*']);
    assert.ok(at(json('"Principal": {"Service": "¦"}')).labels.includes('cloudtrail.amazonaws.com'));
  });

  it('those of the account, where a principal may stand', () => {
    const asks = (marked: string, path?: string, live?: boolean) => at(marked, path, live).principals;
    assert.deepEqual(asks(json('"Principal": {"AWS": "arn:aws:iam::1¦"}')), { prefix: 'arn:aws:iam::1' });
    assert.deepEqual(asks(json('"Principal": {"AWS": ["*", "¦"]}')), { prefix: '' });
    assert.deepEqual(asks(json('"Condition": {"ArnLike": {"aws:PrincipalArn": "¦"}}')), { prefix: '' });
    assert.equal(asks(json('"Principal": {"Service": "¦"}')), undefined);
    assert.equal(asks(json('"Principal": {"¦"}')), undefined);
    assert.equal(asks(json('"Action": "¦"')), undefined);
    const block = yaml('            Principal:\n              AWS: ¦\n');
    assert.deepEqual(asks(block, 'a.yaml'), { prefix: '' });
    // Of a function's argument nothing is known.
    assert.equal(asks(yaml("            Principal: {AWS: !Sub 'arn:¦'}\n"), 'a.yaml'), undefined);
  });

  it('writes a value as it is to stand there', () => {
    const arn = `arn:aws:iam::${OWN}:role/app`;
    assert.equal(at(json('"Principal": {"AWS": "¦"}')).written(arn), arn);
    assert.equal(at(json('"Principal": {"AWS": ¦}')).written(arn), `"${arn}"`);
    assert.equal(at(yaml('            Principal:\n              AWS: ¦\n'), 'a.yaml').written(arn), arn);
    assert.equal(at(yaml('            Principal:\n              AWS: ¦\n'), 'a.yaml').written('*'), "'*'");
  });

  it('nothing outside of policies', () => {
    assert.deepEqual(
      at('Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: ¦\n', 'a.yaml')
        .labels,
      [],
    );
    assert.deepEqual(at(`${yaml('')}  Topic:\n    Type: ¦\n`, 'a.yaml').labels, []);
  });
});

describe('hover in policies', () => {
  it('an action, a wildcard, one that is dead', () => {
    const action = at(json('"Effect": "Allow", "Action": "kms:Dec¦rypt"')).hover();
    assert.equal(action?.on, '"kms:Decrypt"');
    assert.match(action.markdown, /`kms:Decrypt` · Write\n\n.*decrypt.*\n\nPrincipals of other accounts/is);
    assert.match(at(json('"Action": "kms:PutKey¦Policy"')).hover()?.markdown ?? '', /own account alone/);
    assert.match(at(json('"Action": "kms:List¦Keys"')).hover()?.markdown ?? '', /about no key/);
    assert.match(
      at(json('"Action": ["kms:ReEn¦crypt*"]')).hover()?.markdown ?? '',
      /^Stands for 2 actions of KMS today.*`ReEncryptFrom`, `ReEncryptTo`/,
    );
    assert.equal(at(json('"Action": "kms:Noth¦ing"')).hover(), undefined);
  });

  it('a condition key and an operator', () => {
    const key = at(
      json(
        '"Action": ["kms:Decrypt", "kms:CreateGrant"], "Condition": {"Bool": {"kms:GrantIs¦ForAWSResource": "true"}}',
      ),
    ).hover();
    assert.match(
      key?.markdown ?? '',
      /· true or false\n\n.*\n\nRequests of these actions do not have it: `kms:Decrypt`/s,
    );
    const operator = at(json('"Condition": {"ForAllValues:String¦LikeIfExists": {}}')).hover();
    assert.match(operator?.markdown ?? '', /wildcards.*without the key it holds too/is);
  });

  it('principals and elements', () => {
    assert.match(
      at(json(`"Principal": {"AWS": "arn:aws:iam::${OWN}:ro¦ot"}`)).hover()?.markdown ?? '',
      new RegExp(`any principal in account \`${OWN}\` that its administrators allow`),
    );
    assert.match(at(json('"NotPrin¦cipal": {}')).hover()?.markdown ?? '', /Everybody but these/);
  });

  it('a statement in plain English, traps included', () => {
    const explained = (statement: string) =>
      at(json(`"Sid": "x¦", "Effect": "Allow", "Resource": "*", ${statement}`)).hover()?.markdown;
    assert.equal(
      explained(`"Principal": {"AWS": "999999999999"}, "Action": "kms:*"`),
      'Allows any principal in account `999999999999` that its administrators allow everything with this key, with no condition.',
    );
    assert.equal(
      explained(
        '"Principal": "*", "Action": ["kms:Decrypt", "kms:ReEncrypt*"], "Condition": {"StringLike": {"kms:ViaService": "s3.*.amazonaws.com"}}',
      ),
      'Allows anybody with an AWS account, whichever it is, `kms:Decrypt` and `kms:ReEncrypt*` (2 actions), when `kms:ViaService` is like `s3.*.amazonaws.com`.\n\n- The condition keeps no account out.',
    );
    assert.match(
      explained(
        '"Principal": {"Service": "sns.amazonaws.com"}, "Action": "kms:Decrypt", "Condition": {"NumericLessThan": {"aws:MultiFactorAuthAge": "60"}, "ForAnyValue:StringNotEquals": {"aws:TagKeys": ["a", "b"]}}',
      ) ?? '',
      /when `aws:MultiFactorAuthAge` is below `60`; and a value of `aws:TagKeys` is not `a` or `b`\.\n\n- The service may do it for any account/,
    );
  });

  it('in a template, through functions; text of others stays text', () => {
    const marked = yaml(
      "            Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}\n            Action: 'kms:*'\n            Resource: '*'\n",
    ).replace('Effect: Allow', 'Effect: All¦ow');
    assert.equal(
      at(marked, 'a.yaml').hover()?.markdown,
      'Allows any principal of this account that its IAM policies allow everything with this key, with no condition.',
    );
    const evil = at(
      json(
        '"Sid": "x¦", "Effect": "Allow", "Principal": {"AWS": "`[a](command:b)"}, "Action": "kms:Decrypt"',
      ),
    ).hover()?.markdown;
    assert.match(evil ?? '', /Allows ``.*`\[a\]\(command:b\) ``/);
  });
});

describe('the outline of a policy', () => {
  it('has its statements', () => {
    const text = json(
      '"Sid": "Use", "Effect": "Allow", "Action": ["kms:Decrypt", "kms:Encrypt"], "Principal": "*", "Resource": "*"',
    ).replace(']}', ', {"Effect": "Deny", "NotAction": "kms:*"}]}');
    assert.deepEqual(
      policySymbols(modelOf(text, 'a.json', true)).map(({ name, detail }) => `${name}: ${detail}`),
      ['Use: Allow kms:Decrypt, kms:Encrypt', 'Statement 2: Deny all but kms:*'],
    );
    assert.deepEqual(policySymbols(modelOf(yaml(''), 'a.yaml')), []);
  });
});

describe('policies at any place', () => {
  it('never throws, and what is taken leaves the rest', () => {
    const texts = [
      json(
        '"Sid": "a", "Effect": "Allow", "Principal": {"AWS": ["*"], "Service": []}, "Action": ["kms:De", ""], "Condition": {"Bool": {"": ""}, "": {}}',
      ),
      yaml(
        "            Principal:\n              AWS:\n                - !If [A, '*', b]\n            Action: [kms:De, ]\n            Condition:\n              Bool:\n                : \n            \n",
      ),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat({ max: 6 }),
        fc.string({ maxLength: 3 }),
        (base, place, remove, insert) => {
          const start = place % (base.length + 1);
          const text = base.slice(0, start) + insert + base.slice(start + remove);
          const model = modelOf(text, text.startsWith('{') ? 'a.json' : 'a.yaml', text.startsWith('{'));
          const offset = Math.min(start + insert.length, text.length);
          policyHoverAt(model, offset);
          const completion = policyCompletionAt(model, offset);
          if (completion === undefined) return;
          const { start: from, end } = completion.span;
          assert.ok(0 <= from && from <= end && end <= text.length);
        },
      ),
      { numRuns: 400 },
    );
  });
});
