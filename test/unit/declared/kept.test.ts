// What is found is kept while what it rests on stays the same: typing in Parameters is no reason to look at resources.
import assert from 'node:assert/strict';
import { createDeclarationFinder } from '../../../src/core/declared/lint';
import { placedResourcesIn } from '../../../src/core/declared/placedResources';
import { recordAsked } from '../../../src/core/template/asked';
import { createTemplateParser } from '../../../src/core/template/templateParser';

const PARAMETERS = `  Password: {Type: String}
  Other: {Type: String, Default: a}
`;
const TEMPLATE = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
${PARAMETERS}Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Ref Password
  Setting:
    Type: AWS::SSM::Parameter
    Properties: {Type: String, Value: x}
`;

/** Lints versions of one document: the codes found, and how many parts had their resources looked at. */
function session(): (text: string) => { readonly codes: readonly string[]; readonly looked: number } {
  const parser = createTemplateParser();
  const finder = createDeclarationFinder();
  return text => {
    const template = parser.parse(text);
    let looked = 0;
    const find = finder(template, unit => {
      looked++;
      return placedResourcesIn(unit);
    });
    const codes = template.units.flatMap(unit => find(unit).map(({ code }) => code));
    return { codes, looked };
  };
}

describe('findings about declarations', () => {
  it('are kept while a parameter that they do not ask for is typed', () => {
    const lint = session();
    const first = lint(TEMPLATE);
    assert.ok(first.codes.includes('reference/plain-for-secret'), first.codes.join());
    assert.ok(first.looked > 0);
    for (const typed of [
      '  Third: {Type: String}\n',
      '  Third: {Type: "AWS::SSM::Parameter::Value<String>", Default: "arn:aws:ssm:eu-west-1:111122223333:parameter/a"}\n',
      '  Third: {Type: String, NoEcho: true}\n',
    ]) {
      const next = lint(TEMPLATE.replace(PARAMETERS, PARAMETERS + typed));
      assert.ok(next.looked <= 1, `the part that was typed in and no other: ${next.looked}`);
      assert.ok(next.codes.includes('reference/plain-for-secret'));
    }
  });

  it('are found anew when the parameter they ask for changes', () => {
    const lint = session();
    lint(TEMPLATE);
    const hidden = lint(
      TEMPLATE.replace('Password: {Type: String}', 'Password: {Type: String, NoEcho: true}'),
    );
    assert.ok(!hidden.codes.includes('reference/plain-for-secret'), hidden.codes.join());
    const gone = lint(TEMPLATE.replace('  Password: {Type: String}\n', ''));
    assert.ok(!gone.codes.includes('reference/plain-for-secret'), gone.codes.join());
    assert.ok(lint(TEMPLATE).codes.includes('reference/plain-for-secret'));
  });
});

describe('what was asked', () => {
  it('is the same while its answers are', () => {
    const names = new Map([['a', 1]]);
    const asked = recordAsked(name => names.get(name));
    assert.equal(asked.ask('a'), 1);
    assert.equal(asked.ask('b'), undefined);
    const same = (now: Readonly<Record<string, number>>) => asked.isSame(name => now[name]);
    assert.ok(same({ a: 1, c: 3 }));
    assert.ok(!same({ a: 2 }));
    assert.ok(!same({ a: 1, b: 2 }));
    assert.ok(!same({}));
  });
});
