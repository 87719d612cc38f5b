// Code lens, inlay hints and places of references, as an editor asks for them.
import assert from 'node:assert/strict';
import type { CodeLens, InlayHint } from 'vscode-languageserver-protocol';
import type { CatalogAnswer, CatalogId } from '../../src/core/ports';
import { type PlacesResult, placesRequest } from '../../src/protocol/messages';
import { type Client, type ClientOptions, startClient } from './lib/client';

const TEMPLATE = `Parameters:
  Env: {Type: String, Default: prod}
Resources:
  Worker:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !Sub '{{resolve:ssm:/\${Env}/a:2}} {{resolve:ssm:/b}}'
      Tags:
        - {Key: a, Value: !Sub '{{resolve:ssm:/\${AWS::StackName}/c}}'}
        - {Key: b, Value: '{{resolve:secretsmanager:s:SecretString:host}}'}
        - {Key: c, Value: '{{resolve:ssm:}}'}
`;

const ORIGIN = { connection: 'dev', generation: 1, readAt: 0 };

function answer(id: CatalogId): CatalogAnswer {
  if (id.kind === 'secret') {
    const metadata = { name: id.id, arn: `arn:aws:secretsmanager:eu-west-1:1:secret:${id.id}-AbCdEf` };
    return { status: 'known', origin: ORIGIN, fact: { kind: 'secret', metadata } };
  }
  if (id.name === '/b') return { status: 'absent', origin: ORIGIN, similar: [] };
  const metadata = { name: id.name, type: 'String', version: 7 } as const;
  return { status: 'known', origin: ORIGIN, fact: { kind: 'parameter', metadata } };
}

describe('what is shown of references in their place', () => {
  let client: Client | undefined;
  const start = async (options: ClientOptions = {}) => {
    client = await startClient({
      catalog: { lookup: async ids => ids.map(answer) },
      commands: true,
      ...options,
    });
    return client;
  };
  afterEach(async () => {
    await client?.stop();
    client = undefined;
  });
  const lensesOf = (uri: string) =>
    client?.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const hintsOf = (uri: string, lines = [0, 100]) =>
    client?.connection.sendRequest<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri },
      range: { start: { line: lines[0] ?? 0, character: 0 }, end: { line: lines[1] ?? 0, character: 0 } },
    });

  it('sums up a template in a code lens', async () => {
    const { open } = await start();
    const document = open(TEMPLATE);
    await document.diagnostics(list => list.some(({ code }) => code === 'reference/not-found'));
    const [lens, ...others] = (await lensesOf(document.uri)) ?? [];
    assert.equal(others.length, 0);
    assert.equal(
      lens?.command?.title,
      '5 references · 2 problems · 1 behind · 1 known at deployment · resolved with defaults',
    );
    assert.equal(lens?.command?.command, 'keyhole.whyWillThisFail');
    const nothing = open('services: {}\n', { uri: 'file:///project/compose.yaml' });
    assert.deepEqual(await lensesOf(nothing.uri), []);
  });

  it('gives no code lens to a client without its command', async () => {
    const { initialized } = await start({ commands: false });
    assert.equal(initialized.capabilities.codeLensProvider, undefined);
  });

  it('tells the latest version beside a pin that is behind, in the lines that are asked for', async () => {
    const { open } = await start();
    const document = open(TEMPLATE);
    await document.diagnostics(list => list.some(({ code }) => code === 'reference/version-behind'));
    const hints = (await hintsOf(document.uri)) ?? [];
    assert.deepEqual(
      hints.map(({ label, position }) => [label, position]),
      [['latest is 7', document.at(' {{resolve:ssm:/b}}')]],
    );
    assert.deepEqual(await hintsOf(document.uri, [0, 3]), []);
  });

  it('says of each place what it names, or why that is not known, and no value', async () => {
    const { open, connection } = await start();
    const document = open(TEMPLATE);
    const result = await connection.sendRequest<PlacesResult | null>(placesRequest, {
      textDocument: { uri: document.uri },
    });
    assert.deepEqual(
      result?.places.map(({ range, ...place }) => place),
      [
        { id: { kind: 'parameter', name: '/prod/a', version: 2 } },
        { id: { kind: 'parameter', name: '/b' } },
        { unknown: 'AWS::StackName is known at deployment' },
        { id: { kind: 'secret', id: 's' } },
        { fault: 'The name of the parameter is missing.' },
      ],
    );
    assert.deepEqual(result?.places[1]?.range.start, document.at('{{resolve:ssm:/b}}'));
    const nowhere = { textDocument: { uri: 'file:///nowhere.yaml' } };
    assert.equal(await connection.sendRequest(placesRequest, nowhere), null);
  });
});
