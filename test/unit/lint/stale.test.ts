import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createAnalyzer, type DocumentModel } from '../../../src/core/document';
import { type Answers, catalogIdsOf, lint } from '../../../src/core/lint';
import type { CatalogAnswer, CatalogId } from '../../../src/core/ports';
import { catalogKey } from '../../../src/core/reference/use';
import type { TemplateUnit } from '../../../src/core/template/unit';
import { account, troubled } from './support';

const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: { Type: String, Default: dev }
  Name: { Type: String, Default: host }
Mappings:
  Hosts: { eu: { Main: "{{resolve:ssm:/eu/host}}" } }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Own:
    Type: AWS::SSM::Parameter
    Properties: { Type: String, Name: /own, Value: x }
  Store:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: !Sub "{{resolve:ssm:/\${Env}/a}}"
      Description: !If [IsProd, "{{resolve:ssm:/p:x}}", "{{resolve:ssm:/q}}"]
  Other:
    Type: AWS::Lambda::Function
    Properties:
      Description: !FindInMap [Hosts, eu, Main]
      Role: !Sub "{{resolve:ssm:/\${Name}}}"
      Handler: "{{resolve:ssm-secure:/s}}"
      Runtime: "{{resolve:ssm:/own}}"
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: "2012-10-17"
        Statement:
          - { Effect: Allow, Principal: "*", Action: !Sub "kms:\${Name}", Resource: "*" }
          - { Effect: Alow, Principal: { AWS: "111122223333" }, Action: "kms:*", Resource: "*" }
`;

/** The same answer every time, as whoever asked once has it: what rests on it is kept too. */
function remembering(answers: Answers): Answers {
  const remembered = new Map<string, CatalogAnswer | undefined>();
  return (id, key) => {
    if (!remembered.has(key)) remembered.set(key, answers(id, key));
    return remembered.get(key);
  };
}

const ACCOUNTS = [account(['/dev/a', '/eu/host', '/q']), account(['/s']), troubled].map(remembering);

/** All that a person sees of a document. */
function seen(model: DocumentModel): string {
  return JSON.stringify([
    lint(model),
    ...ACCOUNTS.flatMap(answers => [lint(model, answers), lint(model, answers, { bound: true })]),
    catalogIdsOf(model),
    model.references.map(({ reference, resolved, filled, open, spans, place, guard }) => [
      [reference.text, resolved?.text, filled, open, spans, place, guard],
    ]),
  ]);
}

/** The ids that references name, in the order of the text. */
function names(model: DocumentModel): readonly string[] {
  return model.references.flatMap(({ id }) => (id === undefined ? [] : [catalogKey(id)]));
}

function key(name: string): string {
  const id: CatalogId = { kind: 'parameter', name };
  return catalogKey(id);
}

describe('what is kept over an edit', () => {
  const edits: [string, string, string][] = [
    ['a default', 'Default: dev', 'Default: staging'],
    ['a default taken away', 'Default: dev', 'Description: dev'],
    ['a default nobody may see', 'Default: dev }', 'Default: dev, NoEcho: true }'],
    ['a parameter renamed', '  Env: {', '  Stage: {'],
    ['a parameter of a policy renamed', '  Name: {', '  Title: {'],
    ['a condition renamed where it is used', '!If [IsProd', '!If [IsTest'],
    ['a condition renamed where it is made', '  IsProd:', '  IsTest:'],
    ['a map', '/eu/host', '/eu/main/host'],
    ['a key of a map', 'Main:', 'Minor:'],
    ['a map that moves', 'Conditions:', '# moved\nConditions:'],
    ['a transform', 'Parameters:', 'Transform: MyMacro\nParameters:'],
    ['what the template creates', 'Name: /own', 'Name: /owned'],
    ['a resource type', 'AWS::Lambda::Function', 'AWS::RDS::DBInstance'],
    ['an action', '"kms:*"', '"kms:Decript"'],
    ['an anchor', 'Default: dev', 'Default: &a dev'],
    ['a line above all', 'AWSTemplate', '# a line\nAWSTemplate'],
    ['a whole resource', '  Own:\n', '  New:\n    Type: A::B::C\n  Own:\n'],
    ['a section under another name', 'Mappings:', 'Mapping:'],
  ];
  for (const [name, old, text] of edits) {
    it(`follows ${name}`, () => {
      const analyzer = createAnalyzer();
      const before = analyzer.analyze({ path: 'a.yaml', text: TEMPLATE });
      const beforeSeen = seen(before);
      const edited = TEMPLATE.replace(old, text);
      assert.notEqual(edited, TEMPLATE);
      const fresh = seen(createAnalyzer().analyze({ path: 'a.yaml', text: edited }));
      assert.equal(seen(analyzer.analyze({ path: 'a.yaml', text: edited })), fresh);
      // Back again, and what was given out before stays as it was.
      assert.equal(seen(analyzer.analyze({ path: 'a.yaml', text: TEMPLATE })), beforeSeen);
      assert.equal(seen(before), beforeSeen);
    });
  }

  it('changes references elsewhere', () => {
    const analyzer = createAnalyzer();
    const analyze = (text: string) => names(analyzer.analyze({ path: 'a.yaml', text }));
    assert.ok(analyze(TEMPLATE).includes(key('/dev/a')));
    assert.ok(analyze(TEMPLATE.replace('Default: dev', 'Default: b')).includes(key('/b/a')));
    assert.ok(
      analyze(TEMPLATE.replace('/eu/host', '/us/host')).filter(id => id === key('/us/host')).length === 2,
    );
  });

  it('runs nothing again for parts that do not rest on what changed', () => {
    const analyzer = createAnalyzer();
    const unitsOf = (text: string): readonly TemplateUnit[] =>
      analyzer.analyze({ path: 'a.yaml', text }).template?.units ?? [];
    const before = new Map(unitsOf(TEMPLATE).map(unit => [unit.identity, unit]));
    const again = unitsOf(TEMPLATE.replace('Value: x', 'Value: y'));
    assert.equal(again.filter(unit => !before.has(unit.identity)).length, 1);

    const model = analyzer.analyze({ path: 'a.yaml', text: TEMPLATE });
    const edited = analyzer.analyze({
      path: 'a.yaml',
      text: TEMPLATE.replace('Default: host', 'Default: most'),
    });
    const kept = edited.references
      .filter(use => model.references.includes(use))
      .map(use => use.reference.text);
    assert.ok(
      kept.some(text => text.includes('/a')),
      'what rests on Env is kept',
    );
    assert.ok(edited.references.some(use => use.resolved?.text === '{{resolve:ssm:/most}}'));
  });

  it('never hands out what an older version was asked for late', () => {
    const analyzer = createAnalyzer();
    const older = analyzer.analyze({ path: 'a.yaml', text: TEMPLATE });
    const moved = `# a line\n${TEMPLATE}`;
    const newer = analyzer.analyze({ path: 'a.yaml', text: moved });
    assert.equal(seen(newer), seen(createAnalyzer().analyze({ path: 'a.yaml', text: moved })));
    assert.equal(seen(older), seen(createAnalyzer().analyze({ path: 'a.yaml', text: TEMPLATE })));
  });

  it('lets go of older versions', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const analyzer = createAnalyzer();
    const versionOf = (text: string): WeakRef<object> => {
      const { template } = analyzer.analyze({ path: 'a.yaml', text });
      assert.ok(template);
      return new WeakRef(template);
    };
    // None is linted: what could still be asked for must not keep them. The edited part is still there at the end.
    const edited = TEMPLATE.replace('ssm-secure:/s', 'ssm-secure:/t');
    const older = [TEMPLATE, edited, `# a line\n${edited}`].map(versionOf);
    versionOf(`# two\n# lines\n${edited}`);
    const left = () => older.filter(version => version.deref() !== undefined).length;
    // A first collection may still see what the stack or compiled code holds for a moment; a kept version stays.
    for (let round = 0; round < 5 && left() > 0; round++) {
      await new Promise(resolve => setImmediate(resolve));
      collect();
    }
    assert.equal(left(), 0);
  });
});
