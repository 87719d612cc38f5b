import assert from 'node:assert/strict';
import { brief, fixed, keyTemplate, lintFile, lintTemplate } from './support';

const KEY =
  '"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"';
const policy = (statement: string, head = '"Version":"2012-10-17",') =>
  `{${head}"Statement":[{${statement}}]}`;

describe('policy/syntax', () => {
  const cases: [string, string, string[]][] = [
    ['sound', policy(KEY), []],
    ['sound with comments and a trailing comma', `// ours\n${policy(`${KEY},`)}`, []],
    ['version of 2008', policy(KEY, '"Version":"2008-10-17",'), []],
    ['version missing', policy(KEY, ''), ['warning policy/syntax "Statement"']],
    ['version unknown', policy(KEY, '"Version":"2012-10-18",'), ['error policy/syntax "2012-10-18"']],
    ['version a number', policy(KEY, '"Version":2012,'), ['error policy/syntax 2012']],
    ['version empty', policy(KEY, '"Version":"",'), ['error policy/syntax ""']],
    [
      'version twice',
      policy(KEY, '"Version":"2012-10-17","Version":"2012-10-17",'),
      ['warning policy/syntax "Version"'],
    ],
    ['statement misspelt element', policy(`${KEY},"Conditon":{}`), ['error policy/syntax "Conditon"']],
    ['element nobody could mean', policy(`${KEY},"Zzzzzzzz":{}`), ['error policy/syntax "Zzzzzzzz"']],
    [
      'element in the wrong case',
      policy(KEY.replace('"Action"', '"action"')),
      ['warning policy/syntax "action"'],
    ],
    [
      'policy element unknown',
      policy(KEY, '"Version":"2012-10-17","Versoin":"x",'),
      ['error policy/syntax "Versoin"'],
    ],
    ['effect in the wrong case', policy(KEY.replace('"Allow"', '"allow"')), ['error policy/syntax "allow"']],
    ['effect unknown', policy(KEY.replace('"Allow"', '"Permit"')), ['error policy/syntax "Permit"']],
    ['effect a boolean', policy(KEY.replace('"Allow"', 'true')), ['error policy/syntax true']],
    ['action an object', policy(KEY.replace('"kms:*"', '{"kms":"*"}')), ['error policy/syntax {"kms":"*"}']],
    ['action a number', policy(KEY.replace('"kms:*"', '["kms:*",7]')), ['error policy/syntax 7']],
    ['action null', policy(KEY.replace('"kms:*"', '["kms:*",null]')), ['error policy/syntax null']],
    [
      'action in a list of lists',
      policy(KEY.replace('"kms:*"', '["kms:*",["kms:Decrypt"]]')),
      ['error policy/syntax ["kms:Decrypt"]'],
    ],
    [
      'principal an ARN alone',
      policy(KEY.replace('{"AWS":"arn:aws:iam::111122223333:root"}', '"arn:aws:iam::111122223333:root"')),
      ['error policy/syntax "arn:aws:iam::111122223333:root"'],
    ],
    [
      'principal a list',
      policy(KEY.replace('{"AWS":"arn:aws:iam::111122223333:root"}', '["*"]')),
      ['error policy/syntax ["*"]'],
    ],
    ['principal of no type', policy(KEY.replace('"AWS"', '"AVS"')), ['error policy/syntax "AVS"']],
    [
      'principal a number',
      policy(KEY.replace('"arn:aws:iam::111122223333:root"', '111122223333')),
      ['warning policy/syntax 111122223333'],
    ],
    ['sid a number', policy(`"Sid":1,${KEY}`), ['warning policy/syntax 1']],
    ['sid an object', policy(`"Sid":{},${KEY}`), ['error policy/syntax {}']],
    ['condition a string', policy(`${KEY},"Condition":"none"`), ['error policy/syntax "none"']],
    [
      'condition operator without object',
      policy(`${KEY},"Condition":{"Bool":true}`),
      ['error policy/syntax true'],
    ],
    [
      'condition value an object',
      policy(`${KEY},"Condition":{"Bool":{"kms:GrantIsForAWSResource":{}}}`),
      ['error policy/syntax {}'],
    ],
    [
      'condition values that are no strings',
      policy(
        `${KEY},"Condition":{"Bool":{"kms:GrantIsForAWSResource":true},"NumericLessThan":{"kms:RotationPeriodInDays":[90]}}`,
      ),
      [],
    ],
    [
      'statement a string in the list',
      `{"Version":"2012-10-17","Statement":[{${KEY}},"x"]}`,
      ['error policy/syntax "x"'],
    ],
    ['comma missing', policy(KEY.replace('"kms:*",', '"kms:*"')), ['error policy/syntax "Resource"']],
    ['not closed', policy(KEY).slice(0, -1), ['error policy/syntax {']],
    ['NaN', policy(KEY.replace('"kms:*"', 'NaN')), ['error policy/syntax NaN']],
    ['value being typed', policy(KEY.replace('"*"', '')), []],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.deepEqual(brief(text, lintFile(text, { kind: 'key' })), expected));
  }

  it('never gives an error where the kind is unknown', () => {
    const text =
      '{"Version":"x","Statement":[{"Effect":"allow","Principal":"*","Action":["kms:Decrypt","s3:GetObject"],"Resorce":"*"}]}';
    const severities = lintFile(text).map(({ severity }) => severity);
    assert.deepEqual(severities, ['warning', 'warning', 'warning']);
  });

  it('is silent about policies that are none of ours, unless they do not parse', () => {
    const text = '{"Statement":[{"Effect":"allow","Principal":"*","Action":"s3:GetObject","Resorce":"*"}]}';
    assert.deepEqual(lintFile(text), []);
    assert.equal(lintFile(`${text}}`).length, 1);
  });

  it('says so when a live policy is no object', () => {
    assert.deepEqual(
      lintFile('"x"', { kind: 'key' }).map(({ message }) => message),
      ['A policy is an object'],
    );
    assert.equal(lintFile('', { kind: 'key' }).length, 1);
    assert.equal(lintFile('[', { kind: 'key' }).length, 1);
    assert.deepEqual(lintFile('[1]'), []);
  });

  it('reads YAML policies, where a bare date is text', () => {
    const text = `Version: 2012-10-17
Statement:
  Effect: Allow
  Principal: {AWS: 111122223333}
  Action: kms:*
  Resource: '*'
`;
    assert.deepEqual(brief(text, lintFile(text, { kind: 'key' })), []);
    const wrong = text.replace('Resource', 'Resorce').replace('Allow', 'Alow');
    assert.deepEqual(brief(wrong, lintFile(wrong, { kind: 'key' })), [
      'error policy/syntax Resorce',
      'error policy/syntax Alow',
    ]);
  });

  describe('in templates', () => {
    const sound = `          - Effect: !If [IsProd, Allow, Deny]
            Principal: {AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root'}
            Action: kms:*
            Resource: '*'
          - !If
            - IsProd
            - Effect: Allow
              Principal: {AWS: !Ref Env}
              Action: !Ref Env
              Resource: '*'
              Condition: !If [IsProd, {Bool: {'kms:GrantIsForAWSResource': true}}, !Ref AWS::NoValue]
            - !Ref AWS::NoValue
          - Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}`;

    it('functions are no fault', () => {
      const text = keyTemplate(sound);
      assert.deepEqual(brief(text, lintTemplate(text)), []);
    });

    it('a version that comes from a parameter is unknown', () => {
      const text = keyTemplate(sound, '!Ref Env');
      assert.deepEqual(brief(text, lintTemplate(text)), []);
    });

    it('names the resource and the path', () => {
      const text = keyTemplate(sound.replace('[IsProd, Allow, Deny]', '[IsProd, Allow, deny]'));
      const [problem, ...others] = lintTemplate(text);
      assert.equal(others.length, 0);
      assert.equal(problem?.logicalId, 'Key');
      assert.equal(problem?.propertyPath, 'KeyPolicy.Statement.0.Effect');
      assert.equal(text.slice(problem?.span.start, problem?.span.end), 'deny');
      assert.deepEqual(lintTemplate(fixed(text, lintTemplate(text), 'policy/syntax')), []);
    });

    it('a template that does not parse there is not judged', () => {
      const text = `{"Resources":{"K":{"Type":"AWS::KMS::Key","Properties":{"KeyPolicy":{"Statement":[{"Efect":"Allow" "Principal":"*","Action":"kms:*","Resource":"*"}]}}}}}`;
      assert.deepEqual(lintTemplate(text), []);
    });
  });

  it('a key that has lost its quotes makes no YAML of the others', () => {
    const text = `{41: "x", "Statement": {${KEY}}}`;
    const after = fixed(
      text,
      lintFile(text).filter(({ message }) => message.startsWith('No Version')),
      'policy/syntax',
    );
    assert.equal(after, `{"Version": "2012-10-17", 41: "x", "Statement": {${KEY}}}`);
  });

  describe('fixes', () => {
    const fixes: [string, string, string][] = [
      [
        'Version in JSON, own line',
        `{\n  "Statement": {${KEY}}\n}`,
        `{\n  "Version": "2012-10-17",\n  "Statement": {${KEY}}\n}`,
      ],
      [
        'Version in JSON, CRLF and tabs',
        `{\r\n\t"Statement": {${KEY}}\r\n}`,
        `{\r\n\t"Version": "2012-10-17",\r\n\t"Statement": {${KEY}}\r\n}`,
      ],
      [
        'Version in JSON, one line',
        `{"Statement":{${KEY}}}`,
        `{"Version": "2012-10-17", "Statement":{${KEY}}}`,
      ],
      [
        'Version in YAML',
        "Statement:\n  Effect: Allow\n  Principal: {AWS: '111122223333'}\n  Action: kms:*\n  Resource: '*'\n",
        "Version: '2012-10-17'\nStatement:\n  Effect: Allow\n  Principal: {AWS: '111122223333'}\n  Action: kms:*\n  Resource: '*'\n",
      ],
      ['Version wrong', policy(KEY, '"Version":"2012",'), policy(KEY)],
      ['Effect', policy(KEY.replace('Allow', 'ALLOW')), policy(KEY)],
      ['element', policy(KEY.replace('Resource', 'Ressource')), policy(KEY)],
      ['principal type', policy(KEY.replace('AWS', 'Aws')), policy(KEY)],
    ];
    for (const [name, text, expected] of fixes) {
      it(name, () => {
        const after = fixed(text, lintFile(text, { kind: 'key' }), 'policy/syntax');
        assert.equal(after, expected);
        assert.deepEqual(brief(after, lintFile(after, { kind: 'key' })), []);
      });
    }

    it('Version in a template, in the style of what stands there', () => {
      const sound = `          - Effect: Allow
            Principal: {AWS: !Ref AWS::AccountId}
            Action: kms:*
            Resource: "*"`;
      const text = keyTemplate(sound).replace("        Version: '2012-10-17'\n", '');
      assert.equal(fixed(text, lintTemplate(text), 'policy/syntax'), keyTemplate(sound));
    });
  });
});
