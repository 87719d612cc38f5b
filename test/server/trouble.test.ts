// What a long day brings to a language server: other people's editors, closed documents, late answers, lost pipes.
import assert from 'node:assert/strict';
import type { CatalogAnswer, CatalogId } from '../../src/core/ports';
import { livePolicyScheme } from '../../src/protocol/messages';
import { absent, answersFrom } from './lib/account';
import { type Client, type ClientOptions, startClient } from './lib/client';

const HEAD =
  'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Db:\n    Type: AWS::SSM::Parameter\n    Properties:\n';
const template = (value: string) => `${HEAD}      Value: '${value}'\n`;
const policy = (action: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: action, Resource: '*' }],
  });
/** An answer whose details are none. */
const withDetail = (id: CatalogId, detail: unknown) =>
  ({
    status: 'known',
    origin: { connection: 'test', generation: 1, readAt: 0 },
    fact: {
      kind: 'parameter',
      metadata: { name: 'name' in id ? id.name : id.id, type: 'SecureString', version: 1 },
      pinned: detail,
      key: detail,
    },
  }) as never;
const codes = (list: readonly { code?: number | string }[]) => list.map(({ code }) => code);

describe('the language server in trouble', () => {
  let client: Client | undefined;
  const start = async (options?: ClientOptions) => {
    client = await startClient(options);
    return client;
  };
  afterEach(() => {
    client?.kill();
    client = undefined;
  });
  const exitOf = ({ child }: Client) =>
    new Promise<number | null>(resolve => child.once('exit', code => resolve(code)));
  /** When this is answered, everything sent before it was dealt with. */
  const roundTrip = ({ connection }: Client) =>
    connection.sendRequest('keyhole/itemAt', {
      textDocument: { uri: 'file:///none' },
      position: { line: 0, character: 0 },
    });

  it('ends when its input ends, without a shutdown: 1', async () => {
    const running = await start();
    const exited = exitOf(running);
    running.child.stdin?.end();
    assert.equal(await exited, 1);
  });

  it('never asks a client that did not say that it answers', async () => {
    const running = await start();
    let asked = 0;
    for (const method of ['keyhole/lookup', 'keyhole/names', 'keyhole/versions'])
      running.connection.onRequest(method, () => {
        asked += 1;
        return [];
      });
    const document = running.open(template('{{resolve:ssm:/a/hots:1}}'));
    assert.deepEqual(await document.diagnostics(), []);
    assert.ok(await document.hover(document.at('/a')));
    assert.deepEqual((await document.complete(document.at('/hots', 2))).items, []);
    assert.deepEqual((await document.complete(document.at(':1}', 1))).items, []);
    await running.catalogChanged();
    await roundTrip(running);
    assert.equal(asked, 0);
  });

  it('asks for what references name and nothing else', async () => {
    const asked: CatalogId[] = [];
    const lookup = async (ids: readonly CatalogId[]) => {
      asked.push(...ids);
      return answersFrom([])(ids);
    };
    const running = await start({ catalog: { lookup } });
    const secret = '{{resolve:secretsmanager:prod/db:SecretString:password:AWSPREVIOUS}}';
    const text = `${template(`{{resolve:ssm:/a/b:2}} ${secret}`)}      Description: canary-9f2c\n`;
    const document = running.open(text);
    const missing = (list: Parameters<typeof codes>[0]) =>
      codes(list).filter(code => code === 'reference/not-found').length;
    await document.diagnostics(list => missing(list) === 2);
    assert.deepEqual(asked, [
      { kind: 'parameter', name: '/a/b', version: 2 },
      { kind: 'secret', id: 'prod/db', versionStage: 'AWSPREVIOUS', jsonKey: 'password' },
    ]);
    assert.ok(running.logged.every(line => !line.includes('canary')));
  });

  it('reports no name as absent that is denied or unavailable', async () => {
    const denied: CatalogAnswer = {
      status: 'denied',
      origin: { connection: 'test', generation: 1, readAt: 0 },
      failure: { kind: 'failure', code: 'denied', message: 'No.', operation: 'ssm:DescribeParameters' },
    };
    const answers = new Map<string, CatalogAnswer>([
      ['/denied', denied],
      ['/away', { status: 'unavailable' }],
      ['/absent', absent()],
    ]);
    const lookup = async (ids: readonly CatalogId[]) =>
      ids.map(
        (id): CatalogAnswer =>
          answers.get(id.kind === 'parameter' ? id.name : id.id) ?? { status: 'unavailable' },
      );
    const { open } = await start({ catalog: { lookup } });
    const document = open(
      template('{{resolve:ssm:/denied}} {{resolve:ssm:/away}} {{resolve:ssm:/absent}} {{resolve:ssm:/x:y}}'),
    );
    const problems = await document.diagnostics(list => list.length === 3);
    assert.deepEqual(codes(problems), ['reference/unreadable', 'reference/not-found', 'reference/syntax']);
    assert.deepEqual(problems[1]?.range.start, document.at('/absent'));
    assert.match(JSON.stringify(await document.hover(document.at('/denied'))), /Not readable: No/);
  });

  it('shows what a client answered wrongly, or not at all, as nothing known', async () => {
    for (const lookup of [
      async () => [],
      async () => Promise.reject(new Error('broken')),
      async () => [null, 7, 'x', {}] as never,
      async () => null as never,
      async () => 'canary' as never,
      async (ids: readonly CatalogId[]) =>
        ids.map(id => withDetail(id, { status: 'known', value: 'canary' })),
      async (ids: readonly CatalogId[]) => ids.map(id => withDetail(id, { status: 'denied' })),
      async (ids: readonly CatalogId[]) => ids.map(id => withDetail(id, 7)),
    ]) {
      const running = await start({ catalog: { lookup } });
      const document = running.open(template('{{resolve:ssm:/a}} {{resolve:ssm:/b}} {{resolve:ssm:/c:x}}'));
      assert.deepEqual(codes(await document.diagnostics()), ['reference/syntax']);
      assert.ok(await document.hover(document.at('/a')));
      assert.equal(await running.stop(), 0);
    }
  });

  it('survives wrong answers to questions for names and versions', async () => {
    for (const wrong of [null, 'x', { names: null }, { names: [null, { name: 4 }] }, [null, {}]]) {
      const answer = async () => wrong as never;
      const running = await start({ catalog: { names: answer, versions: answer } });
      const document = running.open(template('{{resolve:ssm:/a:1}}'));
      assert.deepEqual((await document.complete(document.at('/a', 1))).items, []);
      assert.deepEqual((await document.complete(document.at(':1}', 1))).items, []);
      assert.equal(await running.stop(), 0);
    }
  });

  it('clears what another account said at once', async () => {
    let gone = false;
    const lookup = (ids: readonly CatalogId[]) =>
      gone ? new Promise<readonly CatalogAnswer[]>(() => {}) : answersFrom([])(ids);
    const { open, catalogChanged } = await start({ catalog: { lookup } });
    const document = open(template('{{resolve:ssm:/a/hots}}'));
    assert.equal((await document.diagnostics(list => list.length > 0)).length, 1);
    gone = true;
    await catalogChanged();
    assert.deepEqual(await document.diagnostics(list => list.length === 0), []);
  });

  it('publishes nothing for a document that was closed while it asked', async () => {
    let answer: (answers: readonly CatalogAnswer[]) => void = () => {};
    const lookup = () => new Promise<readonly CatalogAnswer[]>(resolve => (answer = resolve));
    const running = await start({ catalog: { lookup } });
    const document = running.open(template('{{resolve:ssm:/a/hots}}'));
    await document.diagnostics();
    await roundTrip(running);
    await document.closed();
    answer([absent()]);
    await roundTrip(running);
    assert.deepEqual(document.published().at(-1)?.diagnostics, []);
    assert.equal(await document.hover({ line: 5, character: 30 }), null);
  });

  it('follows a template while it is typed, and lives through every step of it', async () => {
    const { open } = await start();
    const document = open(`${HEAD}      Value: \n`);
    assert.deepEqual(await document.diagnostics(), []);
    const typed = "'{{resolve:ssm:/a:x}}'";
    for (let length = 1; length <= typed.length; length++) {
      await document.replace(`Value: ${typed.slice(0, length - 1)}`, `Value: ${typed.slice(0, length)}`);
      await document.complete(document.at('Value: ', 7 + length));
    }
    assert.deepEqual(codes(await document.diagnostics()), ['reference/syntax']);
  });

  it('lints policies, and a live key policy as one whatever it looks like', async () => {
    const { open } = await start();
    const file = open(policy('kms:*'), { uri: 'file:///project/p.json', languageId: 'json' });
    assert.deepEqual(codes(await file.diagnostics()), ['policy/reachable-from-any-account']);
    // In a file this could be an endpoint's policy; here it is known to be a key's.
    const live = { languageId: 'json', uri: `${livePolicyScheme}:/eu-west-1/KEY/k.json` };
    const wide = open(policy('*'), live);
    assert.deepEqual(codes(await wide.diagnostics()), ['policy/reachable-from-any-account']);
    const broken = open('no policy', { ...live, uri: `${livePolicyScheme}:/eu-west-1/KEY/l.json` });
    assert.ok(codes(await broken.diagnostics()).includes('policy/syntax'));
  });
});
