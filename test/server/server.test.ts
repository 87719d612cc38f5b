import assert from 'node:assert/strict';
import type { CatalogAnswer, CatalogId } from '../../src/core/ports';
import { absent, answersFrom, known } from './lib/account';
import { type Client, type ClientOptions, startClient } from './lib/client';

const HEAD =
  'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  Db:\n    Type: AWS::SSM::Parameter\n    Properties:\n';
const template = (value: string) => `${HEAD}      Value: '${value}'\n`;
const codes = (list: readonly { code?: number | string }[]) => list.map(({ code }) => code);

describe('the language server', () => {
  let client: Client | undefined;
  const start = async (options?: ClientOptions) => {
    client = await startClient(options);
    return client;
  };
  afterEach(() => {
    client?.kill();
    client = undefined;
  });

  it('says what it can do, and leaves in order', async () => {
    const { initialized, stop } = await start();
    const { capabilities } = initialized;
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.equal(capabilities.hoverProvider, true);
    assert.deepEqual(capabilities.completionProvider?.triggerCharacters, [':', '/', '{', '"']);
    assert.equal(await stop(), 0);
  });

  it('publishes problems of an opened document, with their place and their page', async () => {
    const { open } = await start();
    const document = open(template('{{resolve:ssm:/a:latest}}'));
    const [problem] = await document.diagnostics();
    assert.equal(problem?.code, 'reference/syntax');
    assert.equal(problem?.source, 'keyhole');
    assert.equal(problem?.severity, 1);
    assert.match(problem?.codeDescription?.href ?? '', /#referencesyntax$/);
    assert.deepEqual(problem?.range.start, document.at('latest'));
  });

  it('shows the worst of more problems than an editor shows, and says so', async () => {
    const { open } = await start();
    const resources = Array.from({ length: 1_200 }, (_, at) => {
      // A warning each, and at the end an error.
      const value =
        at === 1_199
          ? '{{resolve:ssm:/a:latest}}'
          : '{{resolve:secretsmanager:a:SecretString:k:AWSCURRENT:b}}';
      return `  R${at}:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Value: '${value}'\n`;
    });
    const document = open(`AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${resources.join('')}`);
    const shown = await document.diagnostics();
    assert.equal(shown.length, 1_000);
    const [first] = shown;
    assert.match(String(first?.message), /^Of the \d{4} problems in this file the 999 worst are shown\.$/);
    assert.deepEqual(codes(shown).at(-1), 'reference/syntax');
  });

  it('follows edits, and empties the list of a closed document', async () => {
    const { open } = await start();
    const document = open(template('{{resolve:ssm:/a:latest}}'));
    assert.equal((await document.diagnostics()).length, 1);
    await document.replace(':latest', ':1');
    assert.deepEqual(await document.diagnostics(), []);
    await document.replace('/a:1', '/a:x');
    assert.deepEqual(codes(await document.diagnostics()), ['reference/syntax']);
    await document.closed();
  });

  it('counts lines and columns as the protocol does with CRLF, a byte order mark and characters beyond the BMP', async () => {
    const { open } = await start();
    const text = template('😀 {{resolve:ssm:/a:latest}}').replaceAll('\n', '\r\n');
    const [problem] = await open(text).diagnostics();
    assert.deepEqual(problem?.range.start, {
      line: 5,
      character: "      Value: '😀 {{resolve:ssm:/a:".length,
    });
  });

  it('says nothing about files that are nothing for it', async () => {
    const { open } = await start();
    const compose = open('services:\n  web:\n    image: x\n', { uri: 'file:///project/compose.yaml' });
    await open(template('{{resolve:ssm:/a:x}}')).diagnostics();
    assert.deepEqual(compose.published(), []);
  });

  it('applies a quick fix after which the problem is gone', async () => {
    const { open } = await start();
    const document = open(template('{{resolve:ssm:/a:latest}}'));
    const diagnostics = await document.diagnostics();
    const range = { start: document.at('latest'), end: document.at('latest') };
    const [action] = await document.actions(range, diagnostics);
    assert.ok(action);
    assert.deepEqual(codes(action.diagnostics ?? []), ['reference/syntax']);
    await document.apply(action);
    assert.deepEqual(await document.diagnostics(), []);
  });

  it('offers fixes only where asked, of the kind asked for', async () => {
    const { open } = await start();
    const document = open(template('{{resolve:ssm:/a:latest}}'));
    const far = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const near = { start: document.at('latest'), end: document.at('latest') };
    assert.deepEqual(await document.actions(far), []);
    assert.deepEqual(await document.actions(near, [], ['source.organizeImports']), []);
    const titles = (await document.actions(near, [], ['quickfix'])).map(({ title }) => title);
    assert.equal(titles.length, 2);
    // What mends nothing comes last.
    assert.equal(titles[1], 'Disable reference/syntax for this line');
    for (const { kind } of await document.actions(near, [], ['refactor']))
      assert.equal(kind, 'refactor.rewrite');
  });

  it('mends all of a kind at once, and on demand whatever is sure', async () => {
    const { open } = await start();
    const text = template(
      '{{resolve:ssm:/a:}} {{resolve:ssm:/b:}} {{ resolve:ssm:/c}} {{resolve:ssm:/d:x y}}',
    );
    const document = open(text);
    const here = { start: document.at('/a:', 2), end: document.at('/a:', 2) };
    const actions = await document.actions(here);
    const all = actions.find(({ title }) => title.startsWith('Fix all 3 '));
    assert.ok(all, actions.map(({ title }) => title).join('; '));
    await document.apply(all);
    assert.ok(document.text().includes('{{resolve:ssm:/a}} {{resolve:ssm:/b}} {{ resolve:ssm:/c}}'));
    assert.deepEqual(codes(await document.diagnostics()), ['reference/space']);

    const onSave = open(text, { uri: 'file:///project/other.yaml' });
    const [everything, ...others] = await onSave.actions(here, [], ['source.fixAll']);
    assert.ok(everything && others.length === 0);
    assert.equal(everything.kind, 'source.fixAll.keyhole');
    await onSave.apply(everything);
    assert.ok(onSave.text().includes('{{resolve:ssm:/a}} {{resolve:ssm:/b}} {{resolve:ssm:/c}}'));
    assert.deepEqual(codes(await onSave.diagnostics()), ['reference/syntax']);
    assert.ok(!actions.some(({ kind }) => kind === everything.kind), 'nobody asked for it');
  });

  it('writes a reference in other quotes', async () => {
    const { open } = await start();
    const document = open(template('{{resolve:ssm:/a}}'));
    const here = { start: document.at('/a'), end: document.at('/a') };
    const [double] = await document.actions(here, [], ['refactor.rewrite']);
    assert.equal(double?.title, 'Write in double quotes');
    await document.apply(double);
    assert.ok(document.text().includes('"{{resolve:ssm:/a}}"'));
    assert.deepEqual(await document.diagnostics(), []);
  });

  it('answers nothing for documents that are not open and places that are not there', async () => {
    const { open, connection } = await start();
    const position = { line: 99_999, character: 99_999 };
    const nowhere = { textDocument: { uri: 'file:///nowhere.yaml' }, position };
    const range = { start: position, end: position };
    assert.equal(await connection.sendRequest('textDocument/hover', nowhere), null);
    assert.equal(await connection.sendRequest('keyhole/itemAt', nowhere), null);
    assert.deepEqual(
      await connection.sendRequest('textDocument/codeAction', {
        ...nowhere,
        range,
        context: { diagnostics: [] },
      }),
      [],
    );
    const completed = await connection.sendRequest<{ items: unknown[] }>('textDocument/completion', nowhere);
    assert.deepEqual(completed.items, []);
    const document = open(template('{{resolve:ssm:/a}}'));
    assert.equal(await document.hover(position), null);
    assert.deepEqual((await document.complete(position)).items, []);
  });

  it('stays alive on broken, empty, binary and very large documents, and finds what can be found', async () => {
    const { open, logged, until } = await start();
    open('', { uri: 'file:///empty.yaml' });
    open('\u0000\u0001', { uri: 'file:///binary.yaml' });
    open(`${HEAD}${'# filler, filler, filler\n'.repeat(400_000)}`, { uri: 'file:///large.yaml' });
    const broken = open(`${HEAD}      A: [ {{\n      Value: "{{resolve:ssm:/a:latest}}"\n   "`, {
      uri: 'file:///broken.yaml',
    });
    assert.ok(codes(await broken.diagnostics()).includes('reference/syntax'));
    const big = open(`${HEAD}      Value: '{{resolve:ssm:/a:latest}}'\n${'# x\n'.repeat(1_250_000)}`, {
      uri: 'file:///big.yaml',
    });
    assert.deepEqual(codes(await big.diagnostics()), ['reference/syntax']);
    await until(() => logged.some(line => line.includes('large.yaml')));
    assert.ok(logged.every(line => !line.includes('filler')));
  });

  it('tells which item a reference names', async () => {
    const { open } = await start();
    const document = open(template('{{resolve:ssm:/a/b:3}}'));
    const item = await document.itemAt(document.at('/a/b'));
    assert.deepEqual(item?.id, { kind: 'parameter', name: '/a/b', version: 3 });
    assert.equal(await document.itemAt({ line: 0, character: 0 }), null);
  });

  describe('with a client that has an account', () => {
    it('publishes what the account says, after what the text says', async () => {
      const { open } = await start({ catalog: { lookup: answersFrom(['/a/host'], ['/a/host']) } });
      const document = open(template('{{resolve:ssm:/a/host}} {{resolve:ssm:/a/hots}}'));
      const [problem] = await document.diagnostics(list => list.length > 0);
      assert.equal(problem?.code, 'reference/not-found');
      assert.equal(problem?.severity, 2);
      const range = { start: document.at('/a/hots'), end: document.at('/a/hots') };
      const [action] = await document.actions(range);
      assert.ok(action);
      await document.apply(action);
      assert.deepEqual(await document.diagnostics(), []);
      assert.ok(document.text().includes('{{resolve:ssm:/a/host}} {{resolve:ssm:/a/host}}'));
    });

    it('never takes unavailable for absent', async () => {
      let asked = 0;
      const lookup = async (ids: readonly CatalogId[]) => {
        asked += 1;
        return ids.map((): CatalogAnswer => ({ status: 'unavailable' }));
      };
      const { open } = await start({ catalog: { lookup } });
      const document = open(template('{{resolve:ssm:/a/hots}}'));
      assert.deepEqual(await document.diagnostics(), []);
      await document.hover(document.at('/a/hots'));
      assert.ok(asked > 0);
      assert.ok(document.published().every(({ diagnostics }) => diagnostics.length === 0));
    });

    it('drops answers of an account that is gone and asks again', async () => {
      const pending: ((answers: readonly CatalogAnswer[]) => void)[] = [];
      const lookup = () => new Promise<readonly CatalogAnswer[]>(resolve => pending.push(resolve));
      const { open, catalogChanged, connection } = await start({ catalog: { lookup } });
      const document = open(template('{{resolve:ssm:/a/hots}}'));
      await document.diagnostics();
      // What is asked comes a turn behind what is published.
      const arrived = async (count: number): Promise<void> => {
        const position = { line: 0, character: 0 };
        while (pending.length < count)
          await connection.sendRequest('keyhole/itemAt', { textDocument: { uri: document.uri }, position });
      };
      await arrived(1);
      await catalogChanged();
      await arrived(2);
      assert.equal(pending.length, 2);
      pending[0]?.([absent()]);
      pending[1]?.([known('/a/hots')]);
      await document.hover({ line: 0, character: 0 });
      assert.ok(document.published().every(({ diagnostics }) => diagnostics.length === 0));
    });

    it('publishes what the account said during the pause after a key', async () => {
      const pending: ((answers: readonly CatalogAnswer[]) => void)[] = [];
      const lookup = () => new Promise<readonly CatalogAnswer[]>(resolve => pending.push(resolve));
      const { open } = await start({ catalog: { lookup } });
      const document = open(template('{{resolve:ssm:/a/hots}}'));
      await document.diagnostics();
      while (pending.length === 0) await new Promise(resolve => setTimeout(resolve, 5));
      await document.replace('  Db:', '  Dbs:');
      // By now what will be said has been prepared; the answer makes it old.
      await new Promise(resolve => setTimeout(resolve, 70));
      pending[0]?.([absent()]);
      const [problem] = await document.diagnostics();
      assert.equal(problem?.code, 'reference/not-found');
    });

    it('cancels the question of a version that was edited away', async () => {
      let ask = () => {};
      // A question that is cancelled before it is read never comes to the handler.
      const asked = new Promise<void>(resolve => {
        ask = resolve;
      });
      const lookup = () => {
        ask();
        return new Promise<readonly CatalogAnswer[]>(() => {});
      };
      const { open, until, cancelled } = await start({ catalog: { lookup } });
      const document = open(template('{{resolve:ssm:/a/hots}}'));
      await asked;
      await document.replace('/a/hots', '/a/host');
      await until(() => cancelled() > 0);
    });

    it('hovers with the facts of the account, and without them when it does not answer', async () => {
      const { open } = await start({ catalog: { lookup: answersFrom(['/a/host']) } });
      const document = open(template('{{resolve:ssm:/a/host}}'));
      const hover = await document.hover(document.at('/a/host'));
      assert.match(JSON.stringify(hover?.contents), /Latest version 3/);
      client?.kill();
      const plain = await start();
      const alone = plain.open(template('{{resolve:ssm:/a/host}}'));
      const static_ = await alone.hover(alone.at('/a/host'));
      assert.match(JSON.stringify(static_?.contents), /\/a\/host/);
      assert.doesNotMatch(JSON.stringify(static_?.contents), /Latest version/);
    });

    it('completes services, folders and versions, replacing exactly the segment', async () => {
      const { open } = await start({
        catalog: {
          names: async ({ prefix }) => ({
            names: [
              { kind: 'parameter', name: `${prefix}app/`, folder: true },
              { kind: 'parameter', name: `${prefix}flat`, detail: 'String · v2' },
            ],
            incomplete: false,
          }),
          versions: async () => [{ version: '3', detail: 'latest' }, { version: '2' }],
        },
      });
      const document = open(template('{{resolve:ssm:/x}} {{resolve:ssm:/a:1}} {{resolve:}}'));
      const names = await document.complete(document.at('/x', 1));
      assert.equal(names.isIncomplete, true);
      assert.deepEqual(
        names.items.map(({ label }) => label),
        ['app/', 'flat'],
      );
      const [folder] = names.items;
      assert.deepEqual(folder?.textEdit, {
        range: { start: document.at('/x'), end: document.at('/x', 2) },
        newText: '/app/',
      });
      assert.equal(folder?.command?.command, 'editor.action.triggerSuggest');
      const versions = await document.complete(document.at('/a:1', 4));
      assert.deepEqual(
        versions.items.map(({ label }) => label),
        ['3', '2'],
      );
      const services = await document.complete(document.at('resolve:}', 8));
      assert.deepEqual(
        services.items.map(({ label }) => label),
        ['ssm', 'secretsmanager'],
      );
    });
  });
});
