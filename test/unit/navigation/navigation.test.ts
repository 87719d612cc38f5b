import assert from 'node:assert/strict';
import { createAnalyzer, type DocumentModel } from '../../../src/core/document';
import { definitionsAt } from '../../../src/core/navigation/definition';
import { itemAt, occurrencesOf } from '../../../src/core/navigation/item';
import { newNameFault, renameIn, renameTargetAt } from '../../../src/core/navigation/rename';
import { applyEdits, type Span } from '../../../src/core/text/range';

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: {Type: String, Default: prod}
Resources:
  Host:
    Type: AWS::SSM::Parameter
    Properties: {Name: /my-app/prod/host, Type: String, Value: x}
  Port:
    Type: AWS::SSM::Parameter
    Properties: {Name: !Sub "/my-app/\${Env}/port", Type: String, Value: x}
  Database:
    Type: AWS::SecretsManager::Secret
    Properties: {Name: prod/db}
  Generated:
    Type: AWS::SecretsManager::Secret
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          A: "{{resolve:ssm:/my-app/prod/host:3}}"
          B: !Sub "{{resolve:ssm:/my-app/\${Env}/port}}"
          C: !Sub "{{resolve:secretsmanager:\${Database}:SecretString:password}}"
          D: '{{resolve:secretsmanager:prod/db:SecretString:username}}'
          E: !Sub '{{resolve:secretsmanager:\${Generated}}}'
          F: !Join ["", ["{{resolve:ssm:/my-", "app/prod/host}}"]]
          G: '{{resolve:ssm:/elsewhere}}'
`;

function modelOf(text: string): DocumentModel {
  return createAnalyzer().analyze({ path: 'template.yaml', text });
}

/** The text at a span with its line, one-based. */
function shown(model: DocumentModel, { start, end }: Span): string {
  return `${model.lines.positionAt(start).line + 1}: ${model.text.slice(start, end)}`;
}

function at(text: string, needle: string, occurrence = 0): number {
  let offset = text.indexOf(needle);
  for (let skipped = 0; skipped < occurrence; skipped++) offset = text.indexOf(needle, offset + 1);
  assert.ok(offset >= 0, needle);
  return offset + 1;
}

const model = modelOf(TEMPLATE);

describe('definitionsAt', () => {
  const cases: [string, number, readonly string[]][] = [
    ['a name', at(TEMPLATE, '/my-app/prod/host:3'), ['5: Host']],
    ['the version behind it', at(TEMPLATE, ':3}}'), ['5: Host']],
    ['a name under a default', at(TEMPLATE, 'port}}'), ['8: Port']],
    ['a variable in a name', at(TEMPLATE, '${Env}', 1), ['3: Env']],
    ['a secret by its Ref', at(TEMPLATE, '${Database}'), ['11: Database']],
    ['a secret by its name', at(TEMPLATE, 'prod/db:'), ['11: Database']],
    ['a secret without a name', at(TEMPLATE, '${Generated}'), ['14: Generated']],
    ['a name in parts', at(TEMPLATE, 'app/prod/host}}'), ['5: Host']],
    ['what is declared nowhere', at(TEMPLATE, '/elsewhere'), []],
    ['no reference', at(TEMPLATE, 'AWS::Lambda'), []],
  ];
  for (const [name, offset, expected] of cases) {
    it(name, () =>
      assert.deepEqual(
        definitionsAt(model, offset).map(({ target }) => shown(model, target)),
        expected,
      ),
    );
  }
});

describe('occurrencesOf', () => {
  const occurrences = (offset: number) => {
    const found = itemAt(model, offset);
    assert.ok(found);
    return occurrencesOf(found.item, model, true).map(
      ({ span, isDeclaration }) => `${shown(model, span)}${isDeclaration ? ' declared' : ''}`,
    );
  };
  const host = ['7: /my-app/prod/host declared', '21: /my-app/prod/host', '26: /my-', '26: app/prod/host'];
  const database = ['13: prod/db declared', '23: ${Database}', '24: prod/db'];
  const cases: [string, number, readonly string[]][] = [
    ['from a reference', at(TEMPLATE, '/my-app/prod/host:3'), host],
    ['from the declared name', at(TEMPLATE, '/my-app/prod/host'), host],
    ['from the logical id', at(TEMPLATE, 'Host:'), host],
    ['by name and by Ref', at(TEMPLATE, 'prod/db:'), database],
    ['from a Ref', at(TEMPLATE, '${Database}'), database],
    ['a secret without a name', at(TEMPLATE, 'Generated:'), ['14: Generated declared', '25: ${Generated}']],
    ['what is declared elsewhere', at(TEMPLATE, '/elsewhere'), ['27: /elsewhere']],
  ];
  for (const [name, offset, expected] of cases)
    it(name, () => assert.deepEqual(occurrences(offset), expected));

  it('tells parameters and secrets of one name apart', () => {
    const text = `Resources:\n  A:\n    Type: T::T::T\n    Properties: {P: '{{resolve:ssm:x}}', Q: '{{resolve:secretsmanager:x}}'}\n`;
    const both = modelOf(text);
    const found = itemAt(both, at(text, 'x}}'));
    assert.ok(found);
    assert.equal(occurrencesOf(found.item, both, true).length, 1);
  });

  it('knows an item in another document by its name, not by a logical id', () => {
    const other = modelOf(
      TEMPLATE.replace('Name: prod/db', 'Name: other/db').replace(
        "'{{resolve:secretsmanager:prod/db:",
        "'{{resolve:secretsmanager:prod/db:",
      ),
    );
    const found = itemAt(model, at(TEMPLATE, '${Database}'));
    assert.ok(found);
    assert.deepEqual(
      occurrencesOf(found.item, other, false).map(({ span }) => shown(other, span)),
      ['24: prod/db'],
    );
  });
});

describe('rename', () => {
  const renamed = (text: string, offset: number, newName: string): string => {
    const own = modelOf(text);
    const target = renameTargetAt(own, offset);
    if (target === undefined) return 'nothing';
    if (target.kind === 'refused') return target.reason;
    const result = renameIn(target, newName, own);
    return result.kind === 'refused' ? result.reason : applyEdits(text, result.edits);
  };
  const WITHOUT_PARTS = TEMPLATE.replace(/ +F: .*\n/, '');

  it('changes references and the declared name, and nothing else', () => {
    const offset = at(WITHOUT_PARTS, '/my-app/prod/host:3');
    assert.equal(
      renamed(WITHOUT_PARTS, offset, '/my-app/prod/db-host'),
      WITHOUT_PARTS.replaceAll('/my-app/prod/host', '/my-app/prod/db-host'),
    );
    const secret = renamed(WITHOUT_PARTS, at(WITHOUT_PARTS, 'prod/db:'), 'prod/main');
    assert.equal(secret, WITHOUT_PARTS.replaceAll('prod/db', 'prod/main'));
  });

  it('renames from the declaration', () => {
    const offset = at(WITHOUT_PARTS, '/my-app/prod/host');
    assert.ok(renamed(WITHOUT_PARTS, offset, '/x').includes('Name: /x, Type'));
  });

  const refused: [string, string, number, RegExp][] = [
    [
      'a name that is written in parts elsewhere',
      TEMPLATE,
      at(TEMPLATE, '/my-app/prod/host:3'),
      /by parts or variables/,
    ],
    ['a name in parts', TEMPLATE, at(TEMPLATE, 'app/prod/host}}'), /put together/],
    ['a name with a variable', TEMPLATE, at(TEMPLATE, 'port}}'), /put together/],
    ['a Ref', TEMPLATE, at(TEMPLATE, '${Database}'), /put together/],
    ['a logical id', TEMPLATE, at(TEMPLATE, 'Host:'), /logical id/],
    ['a secret CloudFormation names', TEMPLATE, at(TEMPLATE, 'Generated:'), /CloudFormation makes/],
  ];
  for (const [name, text, offset, reason] of refused) {
    it(`refuses ${name}`, () => assert.match(renamed(text, offset, '/new'), reason));
  }

  it('refuses public parameters and ARNs', () => {
    const around = (reference: string) =>
      `Resources:\n  A:\n    Type: T::T::T\n    Properties: {P: '{{resolve:${reference}}}'}\n`;
    const own = around('ssm:/aws/service/x');
    assert.match(renamed(own, at(own, '/aws/service'), '/new'), /AWS gives/);
    const arn = around('secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:a-AbCdEf');
    assert.match(renamed(arn, at(arn, 'arn:'), 'new'), /ARN/);
    assert.equal(renamed(own, at(own, 'Resources'), '/new'), 'nothing');
  });

  it('takes only what can be a name', () => {
    const parameter = { kind: 'parameter', names: new Set<string>(), logicalIds: new Set<string>() } as const;
    const secret = { ...parameter, kind: 'secret' } as const;
    for (const name of ['/a/b', 'a.b-c_d']) assert.equal(newNameFault(parameter, name), undefined, name);
    for (const name of ['', 'a b', 'a:b', '/aws/x', 'ssm-x', 'a/b', `/${'a/'.repeat(16)}`])
      assert.ok(newNameFault(parameter, name), name);
    for (const name of ['a/b', 'a+b=c@d', 'x.y']) assert.equal(newNameFault(secret, name), undefined, name);
    for (const name of ['', 'a b', 'a:b', 'rds!x', 'a'.repeat(513)])
      assert.ok(newNameFault(secret, name), name);
  });
});
