// Policies in an editor: what is offered, said and listed, over the protocol.
import assert from 'node:assert/strict';
import type { DocumentSymbol, Hover } from 'vscode-languageserver/node';
import type { CatalogName, NameQuery } from '../../src/core/ports';
import { type Client, startClient } from './lib/client';

const POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Use of the key",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::111122223333:role/app"},
      "Action": ["kms:Decrypt", "kms:"],
      "Resource": "*"
    }
  ]
}
`;

describe('policies in an editor', () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(() => client.stop());

  const live =
    'keyhole-policy:/eu-west-1/key/7d1c9a52-3b0e-4f86-9c41-0a5e2f6b8d13/my-app.json?account%3D111122223333%26spec%3DHMAC_256%26usage%3DGENERATE_VERIFY_MAC';
  const codes = (diagnostics: readonly { code?: unknown }[]) => diagnostics.map(({ code }) => code);

  it('offers actions inside of quotes, and says what they do', async () => {
    const document = client.open(POLICY, { uri: 'file:///project/policy.json', languageId: 'json' });
    const { items } = await document.complete(document.at('"kms:"', 5));
    const sign = items.find(({ label }) => label === 'kms:Sign');
    assert.equal(sign?.textEdit?.newText, 'kms:Sign');
    assert.match(JSON.stringify(sign), /digital signature/i);
  });

  it('offers the principals of the account behind those that are named already', async () => {
    const asked: NameQuery[] = [];
    const names: readonly CatalogName[] = [
      { kind: 'principal', name: 'arn:aws:iam::111122223333:role/app', detail: 'role' },
      { kind: 'principal', name: 'arn:aws:iam::111122223333:root', detail: 'the account' },
    ];
    const connected = await startClient({
      catalog: {
        names: async query => {
          asked.push(query);
          return { names, incomplete: false };
        },
      },
    });
    const text = POLICY.replace('"Principal": {"AWS": ', '"Principal": {"AWS": ["arn:aws:iam::1", ').replace(
      'role/app"}',
      'role/app"]}',
    );
    const document = connected.open(text, { uri: 'file:///project/principal.json', languageId: 'json' });
    const { items, isIncomplete } = await document.complete(document.at('iam::1"', 6));
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['arn:aws:iam::111122223333:role/app', undefined],
        ['*', undefined],
        ['arn:aws:iam::111122223333:root', 'the account'],
      ],
    );
    assert.equal(items[2]?.textEdit?.newText, 'arn:aws:iam::111122223333:root');
    assert.equal(isIncomplete, false);
    assert.deepEqual(asked, [
      { uri: 'file:///project/principal.json', kind: 'principal', prefix: 'arn:aws:iam::1', limit: 200 },
    ]);
    await connected.stop();
  });

  it('explains a statement, and an action', async () => {
    const document = client.open(POLICY, { uri: 'file:///project/other.json', languageId: 'json' });
    const text = (hover: Hover | null) => JSON.stringify(hover?.contents);
    assert.match(text(await document.hover(document.at('Use of the key'))), /Allows the role/);
    assert.match(
      text(await document.hover(document.at('kms:Decrypt'))),
      /Principals of other accounts can be given it/,
    );
  });

  it('lists the statements', async () => {
    const document = client.open(POLICY, { uri: 'file:///project/third.json', languageId: 'json' });
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: document.uri },
    });
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}: ${detail}`),
      ['Use of the key: Allow kms:Decrypt, kms:'],
    );
  });

  it('knows the key of a live policy by its address', async () => {
    const document = client.open(POLICY, { uri: live, languageId: 'json' });
    const found = codes(await document.diagnostics());
    assert.ok(found.includes('policy/lockout'), found.join());
    assert.ok(found.includes('policy/action-wrong-key-type'), found.join());
    const broken = client.open(POLICY, { uri: 'keyhole-policy:/x.json?%E0%A4', languageId: 'json' });
    assert.ok(!codes(await broken.diagnostics()).includes('policy/action-wrong-key-type'));
  });

  it('switches a finding off by a comment in YAML', async () => {
    const document = client.open(
      `Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      EnableKeyRotation: false
`,
    );
    const [diagnostic] = await document.diagnostics();
    assert.ok(diagnostic);
    const actions = await document.actions(diagnostic.range, [diagnostic]);
    const disable = actions.find(({ title }) => title === 'Disable key/rotation for this line');
    assert.ok(disable);
    await document.apply(disable);
    assert.deepEqual(codes(await document.diagnostics()), []);
  });
});
