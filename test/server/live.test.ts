// What an account says, as an editor sees it: the real server over the real catalog, and an account in memory.
import assert from 'node:assert/strict';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { type AccountCatalog, createCatalog } from '../../src/core/catalog/catalog';
import type { CatalogSource } from '../../src/core/catalog/source';
import { type FakeAccount, fakeAccount, fakeClock, parameter, secret } from '../unit/catalog/fakes';
import { type Client, startClient } from './lib/client';

const HEAD = `AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Password: { Type: "AWS::SSM::Parameter::Value<String>", Default: /app/password }
  Host: { Type: "AWS::SSM::Parameter::Value<String>", Default: /app/hots }
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
`;
const template = (...values: readonly string[]) =>
  `${HEAD}${values.map((value, index) => `      P${index}: "${value}"\n`).join('')}`;
const codes = (list: readonly { code?: number | string }[]) => list.map(({ code }) => code);

describe('the language server with an account', () => {
  let client: Client | undefined;
  let account: FakeAccount;
  let catalog: AccountCatalog;

  async function start(more: Partial<CatalogSource> = {}): Promise<Client> {
    catalog = createCatalog({ clock: fakeClock(), source: { ...account.source, ...more } });
    client = await startClient({
      catalog: { lookup: ids => catalog.lookup(ids, 'live'), account: () => catalog.account() },
    });
    return client;
  }

  beforeEach(() => {
    account = fakeAccount(['/app/host'], ['db']);
    account.parameters.set('/app/port', parameter('/app/port', { version: 5 }));
    account.parameters.set('/app/password', parameter('/app/password', { type: 'SecureString' }));
    account.secrets.set('old', secret('old', { deletedDate: 5 }));
    account.secrets.set('locked', secret('locked', { keyId: 'alias/locked' }));
    account.keys.set('alias/locked', { keyId: 'k', arn: 'a', manager: 'CUSTOMER', state: 'Disabled' });
    account.jsonKeys.set('jsonKeys db', { form: 'json', keys: ['password'] });
  });
  afterEach(() => {
    client?.kill();
    client = undefined;
  });

  it('compares whom a key is left to with whoever is connected, and no longer than that', async () => {
    const { open, catalogChanged } = await start();
    const key = (root: string) => `Resources:
  Key:
    Type: AWS::KMS::Key
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      EnableKeyRotation: true
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Principal: {AWS: ${root}}, Action: 'kms:*', Resource: '*'}
`;
    const document = open(key("'999999999999'"));
    const found = await document.diagnostics(list => codes(list).includes('policy/root-of-unknown-account'));
    const live = found.find(({ code }) => code === 'policy/root-of-unknown-account');
    assert.match(String(live?.message), /^Deployed to dev · 111122223333 · eu-west-1 \(read /);
    assert.ok(live);
    const actions = await document.actions(live.range, [live]);
    const fix = actions.find(({ title }) => title === 'Take the account the template is deployed to');
    assert.ok(fix);
    catalog.setSource({ ...account.source, account: '999999999999' });
    await catalogChanged();
    await document.diagnostics(list => !codes(list).includes('policy/root-of-unknown-account'));
    catalog.setSource(account.source);
    await catalogChanged();
    await document.diagnostics(list => codes(list).includes('policy/root-of-unknown-account'));
    await document.apply(fix);
    assert.deepEqual(await document.diagnostics(list => list.length === 0), []);
  });

  it('publishes every kind of live problem as what may be meant for another account: no errors', async () => {
    const { open } = await start({ readsJsonKeys: true });
    const document = open(
      template(
        '{{resolve:ssm:/app/hots}}',
        '{{resolve:ssm:/app/port:9}}',
        '{{resolve:ssm:/app/port:1}}',
        '{{resolve:ssm:/app/password}}',
        '{{resolve:secretsmanager:db:::green}}',
        '{{resolve:secretsmanager:db:SecretString:pasword}}',
        '{{resolve:secretsmanager:old}}',
        '{{resolve:secretsmanager:locked}}',
      ),
    );
    const problems = await document.diagnostics(list => list.length === 10);
    assert.deepEqual(codes(problems), [
      'template-parameter/secure-string-value',
      'template-parameter/not-found',
      'reference/not-found',
      'reference/version-not-found',
      'reference/version-behind',
      'reference/wrong-kind',
      'reference/stage-not-found',
      'reference/unknown-secret-key',
      'reference/secret-deleted',
      'reference/key-unusable',
    ]);
    assert.ok(
      problems.every(
        ({ severity, message }) => severity !== 1 && /\(read \d{4}-/.test(JSON.stringify(message)),
      ),
    );
    assert.ok(account.calls.length <= 12, account.calls.join());
  });

  it('pins to the latest version, and unpins', async () => {
    for (const [title, after] of [
      ['Pin to the latest version: 5', '/app/port:5}}'],
      ['Unpin: read the latest version', '/app/port}}'],
    ] as const) {
      const { open } = await start();
      const document = open(template('{{resolve:ssm:/app/port:1}}'));
      await document.diagnostics(list => codes(list).includes('reference/version-behind'));
      const at = document.at(':1}}', 1);
      const action = (await document.actions({ start: at, end: at })).find(each => each.title === title);
      assert.ok(action);
      await document.apply(action);
      assert.ok(document.text().includes(after));
      const left = await document.diagnostics(list => !codes(list).includes('reference/version-behind'));
      assert.deepEqual(codes(left), [
        'template-parameter/secure-string-value',
        'template-parameter/not-found',
      ]);
      client?.kill();
    }
  });

  it('clears what one account said when another takes its place', async () => {
    const { open, catalogChanged } = await start();
    const document = open(template('{{resolve:ssm:/app/port:1}}'));
    await document.diagnostics(list => list.length === 3);
    catalog.setSource(undefined);
    await catalogChanged();
    assert.deepEqual(await document.diagnostics(list => list.length === 0), []);
  });

  it('says once that a permission is missing', async () => {
    account.denied.add('ssm:DescribeParameters').add('ssm:GetParameters');
    const { open } = await start();
    const document = open(
      template(...Array.from({ length: 100 }, (_, index) => `{{resolve:ssm:/p/${index}}}`)),
    );
    const problems = await document.diagnostics(list => /"102 names/.test(JSON.stringify(list)));
    // So many are too many, which is another rule's matter.
    assert.deepEqual(codes(problems).sort(), ['reference/too-many', 'reference/unreadable']);
    assert.equal(problems.find(({ code }) => code === 'reference/unreadable')?.severity, 3);
    assert.ok(account.calls.length <= 15, account.calls.join());
  });

  it('shows the first answers while others are on their way', async () => {
    const { open } = await start();
    let late = (): void => {};
    const gate = new Promise<void>(resolve => {
      late = resolve;
    });
    const describe = account.source.secrets.describe;
    catalog.setSource({
      ...account.source,
      secrets: { ...account.source.secrets, describe: id => gate.then(() => describe(id)) },
    });
    const parameters = Array.from({ length: 50 }, (_, index) => `{{resolve:ssm:/p/${index}}}`);
    const document = open(template(...parameters, '{{resolve:secretsmanager:old}}'));
    const first = await document.diagnostics(list => codes(list).includes('reference/not-found'));
    assert.ok(!codes(first).includes('reference/secret-deleted'));
    late();
    await document.diagnostics(list => codes(list).includes('reference/secret-deleted'));
  });

  it('asks for each document whoever it is bound to, and calls an error what fails there', async () => {
    const other = fakeAccount(['/app/host', '/app/hots'], []);
    const explored = createCatalog({ clock: fakeClock(), source: account.source });
    const bound = createCatalog({ clock: fakeClock(), source: { ...other.source, bound: true } });
    const of = (uri: string) => (uri.includes('/prod/') ? bound : explored);
    client = await startClient({
      catalog: { lookup: (ids, uri) => of(uri).lookup(ids, 'live'), account: uri => of(uri).account() },
    });
    const text = template('{{resolve:ssm:/app/hots}}', '{{resolve:ssm:/app/port}}');
    const missing = (list: readonly Diagnostic[]) =>
      list.filter(({ code }) => code === 'reference/not-found');
    const dev = client.open(text, { uri: 'file:///project/dev/template.yaml' });
    const prod = client.open(text, { uri: 'file:///project/prod/template.yaml' });
    const [inDev] = missing(await dev.diagnostics(list => missing(list).length > 0));
    const [inProd] = missing(await prod.diagnostics(list => missing(list).length > 0));
    assert.ok(inDev && inProd);
    assert.match(String(inDev.message), /hots/);
    assert.equal(inDev.severity, DiagnosticSeverity.Warning);
    assert.match(String(inProd.message), /port/);
    assert.equal(inProd.severity, DiagnosticSeverity.Error);
  });
});
