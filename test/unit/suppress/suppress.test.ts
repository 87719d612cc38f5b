import assert from 'node:assert/strict';
import { lint } from '../../../src/core/lint';
import { disableFix } from '../../../src/core/suppress/disableFix';
import { applyEdits } from '../../../src/core/text/range';
import { modelOf } from '../lint/support';

const problemsOf = (text: string, path = 'a.yaml') => lint(modelOf(text, path));
const found = (text: string, path = 'a.yaml') =>
  problemsOf(text, path).map(
    ({ severity, code, span }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
const OPEN = 'policy/reachable-from-any-account';
const UNUSED = 'suppression/unused';

/** A key that anybody may use, with a comment before the principal and behind it. */
const yaml = (before = '', behind = '', metadata = '') => `Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
${metadata}    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
${before}            Principal: '*'${behind}
            Action: kms:*
            Resource: '*'
`;

describe('suppressions in comments', () => {
  it('the next line, this line, by code and by area', () => {
    assert.deepEqual(found(yaml()), [`error ${OPEN} '*'`]);
    for (const comment of [
      `# keyhole-disable-next-line ${OPEN}`,
      '# keyhole-disable-next-line policy/*',
      `#keyhole-disable-next-line policy/sid, ${OPEN} -- everybody is meant`,
      `# keyhole-disable-next-line ${OPEN}\n            # why it is so\n`,
    ]) {
      const left = found(yaml(`            ${comment}\n`));
      assert.deepEqual(
        left.filter(line => !line.includes(UNUSED)),
        [],
        comment,
      );
    }
    assert.deepEqual(found(yaml('', ` # keyhole-disable-line ${OPEN}`)), []);
  });

  it('no other line, no other code', () => {
    for (const text of [
      yaml(`            # keyhole-disable-line ${OPEN}\n`),
      yaml('', ` # keyhole-disable-next-line ${OPEN}`),
      yaml('            # keyhole-disable-next-line policy/sid\n'),
      yaml('            # keyhole-disable-next-line\n'),
      yaml(`            # keyhole-disable-next-line-${OPEN}\n`),
    ])
      assert.ok(found(text).includes(`error ${OPEN} '*'`), text);
  });

  it('in JSON with comments', () => {
    const policy = (comment = '') => `{
  "Version": "2012-10-17",
  "Statement": {
    ${comment}
    "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"
  }
}`;
    assert.deepEqual(found(policy(), 'a.json'), [`error ${OPEN} "*"`]);
    assert.deepEqual(found(policy(`// keyhole-disable-next-line ${OPEN}`), 'a.json'), []);
    // A text is no comment.
    assert.equal(found(policy(`"Sid": "a // keyhole-disable-next-line ${OPEN}",`), 'a.json').length, 1);
  });

  it('lines that end as they do elsewhere', () => {
    const text = yaml(`            # keyhole-disable-next-line ${OPEN}\n`);
    for (const eol of ['\r\n', '\r']) assert.deepEqual(found(text.replaceAll('\n', eol)), []);
  });

  it('references too', () => {
    const text = `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      # keyhole-disable-next-line reference/syntax
      DisplayName: '{{resolve:ssm:}}'
`;
    assert.deepEqual(found(text), []);
  });
});

describe('suppressions in Metadata', () => {
  it('of the resource, or of the template, as a list or a text', () => {
    const block = (codes: string) => `    Metadata:\n      keyhole:\n        disable: ${codes}\n`;
    for (const codes of [`[${OPEN}]`, OPEN, "['policy/*']"])
      assert.deepEqual(found(yaml('', '', block(codes))), [], codes);
    assert.deepEqual(found(`Metadata: {keyhole: {disable: [${OPEN}]}}\n${yaml()}`), []);
    const json = JSON.stringify({
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          Metadata: { keyhole: { disable: ['key/*', OPEN] } },
          Properties: {
            KeyPolicy: {
              Version: '2012-10-17',
              Statement: { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
            },
          },
        },
      },
    });
    assert.deepEqual(found(json, 'a.json'), []);
  });

  it('of another resource it does nothing, and is told', () => {
    const text = `${yaml()}  Topic:
    Type: AWS::SNS::Topic
    Metadata:
      keyhole: {disable: [${OPEN}]}
`;
    assert.deepEqual(found(text), [`error ${OPEN} '*'`, `warning ${UNUSED} ${OPEN}`]);
  });
});

describe('suppression/unused', () => {
  it('what is not found, and what there is no rule for', () => {
    const text = yaml(`            # keyhole-disable-next-line ${OPEN}, policy/sid, policy/nonsense\n`);
    assert.deepEqual(
      problemsOf(text).map(({ message }) => message),
      ['Nothing of the kind is found here: policy/sid', 'There is no such rule: policy/nonsense'],
    );
  });

  it('rules that ask an account may find it there', () => {
    assert.deepEqual(
      found(yaml(`            # keyhole-disable-next-line ${OPEN}, reference/not-found\n`)),
      [],
    );
  });

  it('is taken out, with its comma, its comment or its line', () => {
    const mend = (text: string) => {
      const [problem] = problemsOf(text).filter(({ code }) => code === UNUSED);
      assert.ok(problem?.fixes?.[0]);
      return applyEdits(text, problem.fixes[0].edits);
    };
    const line = (codes: string) => yaml(`            # keyhole-disable-next-line ${codes}\n`);
    assert.equal(mend(line(`policy/sid, ${OPEN} -- why`)), line(`${OPEN} -- why`));
    assert.equal(mend(line(`${OPEN}, policy/sid -- why`)), line(`${OPEN} -- why`));
    assert.equal(mend(line('policy/sid -- why')), yaml());
    assert.equal(mend(yaml('', '  # keyhole-disable-line policy/sid')), yaml());
    const block = (codes: string) =>
      yaml('', '', `    Metadata:\n      keyhole:\n        disable: [${codes}]\n`);
    assert.equal(mend(block(`policy/sid, ${OPEN}`)), block(OPEN));
  });
});

describe('disableFix', () => {
  it('switches each problem of a document off, and nothing else', () => {
    const text = yaml()
      .replace('    DeletionPolicy: Retain\n', '')
      .replace('EnableKeyRotation: true', 'EnableKeyRotation: false');
    const problems = problemsOf(text);
    assert.ok(problems.length >= 3);
    for (const problem of problems) {
      const fix = disableFix(modelOf(text), problem);
      assert.ok(fix, problem.code);
      const after = problemsOf(applyEdits(text, fix.edits)).map(({ code }) => code);
      assert.deepEqual(
        after,
        problems.filter(one => one !== problem).map(({ code }) => code),
      );
    }
  });

  it('no comment goes into JSON, or into a text of several lines', () => {
    const json =
      '{"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "{{resolve:ssm:}}"}}}}';
    const [inJson] = problemsOf(json, 'a.json');
    assert.ok(inJson);
    assert.equal(disableFix(modelOf(json, 'a.json'), inJson), undefined);
    const block =
      'Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: |\n        a\n        {{resolve:ssm:}}\n';
    const [inBlock] = problemsOf(block);
    assert.ok(inBlock);
    assert.equal(disableFix(modelOf(block), inBlock), undefined);
  });
});
