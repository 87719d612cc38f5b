// Files that are no template: the same features over LSP.
import assert from 'node:assert/strict';
import { createNameIndex } from '../../src/core/catalog/names';
import { answersFrom } from './lib/account';
import { type Client, startClient } from './lib/client';

const BUILDSPEC = `version: 0.2
env:
  parameter-store:
    HOST: /app/hots
phases: {}
`;

describe('the language server beyond templates', () => {
  let client: Client | undefined;
  afterEach(async () => {
    await client?.stop();
    client = undefined;
  });

  const start = async () => {
    const index = createNameIndex('parameter', 100);
    index.add([{ name: '/app/host' }, { name: '/app/port' }], 0);
    client = await startClient({
      catalog: {
        lookup: answersFrom(['/app/host']),
        names: async ({ prefix, limit, folders }) => {
          const { names, more } = index.startingWith(prefix, limit, folders);
          return { names, incomplete: more };
        },
      },
    });
    return client;
  };

  it('checks, hovers and completes names in a buildspec', async () => {
    const { open } = await start();
    const document = open(BUILDSPEC, { uri: 'file:///project/buildspec.yml' });
    const [problem] = await document.diagnostics(list => list.length === 1);
    assert.equal(problem?.code, 'reference/not-found');
    assert.deepEqual(problem?.range.start, document.at('/app/hots'));
    assert.match(
      JSON.stringify(await document.hover(document.at('hots'))),
      /No such parameter|not found|\/app\/hots/,
    );
    const { items } = await document.complete(document.at('hots'));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['host', 'port'],
    );
    assert.deepEqual(
      items[0]?.textEdit && 'range' in items[0].textEdit && items[0].textEdit.range.start,
      document.at('/app/hots'),
    );
  });

  it('completes the default of an SSM-typed parameter of a template', async () => {
    const { open } = await start();
    const text = `Parameters:\n  Host: {Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/'}\nResources:\n  A: {Type: AWS::SQS::Queue}\n`;
    const document = open(text);
    const { items } = await document.complete(document.at("'}", 0));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['host', 'port'],
    );
  });

  it('follows a program as it is typed', async () => {
    const { open } = await start();
    const text = "const a = '{{resolve:ssm:/app/hots}}';\n";
    const document = open(text, { uri: 'file:///project/stack.ts', languageId: 'typescript' });
    await document.diagnostics(list => list.length === 1);
    await document.replace('hots', 'host');
    await document.diagnostics(list => list.length === 0);
    await document.replace('host', 'hots');
    await document.diagnostics(list => list.length === 1);
  });

  it('checks and completes references in a program', async () => {
    const { open } = await start();
    const text = "const a = '{{resolve:ssm:/app/hots}}', b = `{{resolve:ssm:/app/${c}}}`;\n";
    const document = open(text, { uri: 'file:///project/stack.ts', languageId: 'typescript' });
    const problems = await document.diagnostics(list => list.length === 1);
    assert.equal(problems[0]?.code, 'reference/not-found');
    const { items } = await document.complete(document.at('hots'));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['host', 'port'],
    );
  });
});
