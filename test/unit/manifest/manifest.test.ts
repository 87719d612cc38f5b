import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeLanguages } from '../../../src/client/language/relevance';
import { contextValue, type Node } from '../../../src/client/tree/nodes';
import { viewStates } from '../../../src/client/tree/viewState';
import type { Failure } from '../../../src/core/failure';

const root = process.cwd();
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

type Json = Readonly<Record<string, unknown>>;
const record = (value: unknown): Json => {
  assert.ok(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value));
};
const list = (value: unknown): readonly Json[] => {
  assert.ok(Array.isArray(value));
  return value.map(record);
};

const manifest = record(read('package.json'));
const texts = record(read('package.nls.json'));
const contributes = record(manifest.contributes);
const commands = list(contributes.commands);
/** That each has a handler is tested where VS Code is: test/host/activation.test.ts. */
const known = commands.map(({ command }) => command);
const views = list(record(contributes.views).keyhole);
const welcome = list(contributes.viewsWelcome);
const menus = Object.values(record(contributes.menus)).flatMap(list);
const settings = record(record(contributes.configuration).properties);

const DENIED: Failure = { kind: 'failure', code: 'denied', message: 'no', operation: 'kms:ListKeys' };

describe('manifest', () => {
  it('declares every command that the sources run', () => {
    const sources = readdirSync(path.join(root, 'src/client'), { recursive: true, encoding: 'utf8' });
    const run = sources
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(path.join(root, 'src/client', name), 'utf8'))
      .flatMap(text => [
        ...text.matchAll(/(?:executeCommand\(|command(?: =|:) |command:)'?(keyhole\.[\w.]+)/g),
      ])
      .map(([, command]) => command);
    assert.ok(run.length > 5);
    // VS Code's own command of a view.
    for (const command of run) if (!command?.endsWith('.focus')) assert.ok(known.includes(command), command);
  });

  it('gives every command a category and a title without emoji', () => {
    for (const { command, category, title } of commands) {
      assert.equal(category, 'Keyhole', String(command));
      assert.doesNotMatch(textOf(title), /\p{Extended_Pictographic}/u, String(command));
    }
  });

  it('refers to commands that exist, in menus and welcome texts', () => {
    for (const { command } of menus) assert.ok(known.includes(command), String(command));
    for (const { contents } of welcome)
      for (const [, command] of textOf(contents).matchAll(/\(command:([\w.]+)[?)]/g))
        assert.ok(known.includes(command), command);
  });

  // Each item has several facets, so that a comparison with one holds for none of them.
  it('asks for a facet of an item, and never for all of them at once', () => {
    for (const { command, when } of menus)
      assert.doesNotMatch(String(when), /viewItem [!=]=/, String(command));
  });

  it('has at most three inline actions on one item', () => {
    const inline = list(record(contributes.menus)['view/item/context']).filter(({ group }) =>
      String(group).startsWith('inline'),
    );
    const nodes: readonly Node[] = [
      { kind: 'folder', view: 'keyhole.parameters', path: '/a/', label: 'a', count: 1 },
      { kind: 'parameter', label: 'a', metadata: { name: '/a', type: 'String', version: 1, arn: 'arn' } },
      { kind: 'secret', label: 'a', metadata: { name: 'a', arn: 'arn' } },
      { kind: 'key', label: 'a', keyId: 'a', arn: 'a', aliases: [], manager: 'CUSTOMER' },
      { kind: 'notice', view: 'keyhole.keys', reason: 'failed', failure: DENIED },
    ];
    for (const node of nodes) {
      const words = contextValue(node).split(' ');
      const own = inline.filter(({ when }) => {
        const [, word = ''] = /viewItem =~ \/\\b(\w+)\\b\//.exec(String(when)) ?? [];
        assert.ok(word, String(when));
        return words.includes(word);
      });
      assert.ok(own.length <= 3, node.kind);
    }
    const denied = nodes.at(-1);
    assert.ok(denied && contextValue(denied).includes('denied'));
  });

  it('welcomes in every state a view can be empty in', () => {
    const silent = ['idle', 'loading', 'ready'];
    for (const { id } of views) {
      const whens = welcome.filter(({ view }) => view === id).map(({ when }) => when);
      const wanted = viewStates
        .filter(state => !silent.includes(state))
        .map(state => `${id}.state == '${state}'`);
      assert.deepEqual([...whens].sort(), wanted.sort());
    }
  });

  it('takes every text from package.nls.json and leaves none unused', () => {
    const used = new Set(
      [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? ''),
    );
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
    for (const { title } of commands) assert.match(String(title), /^%.+%$/);
    for (const { contents } of welcome) assert.match(String(contents), /^%.+%$/);
    for (const setting of Object.values(settings))
      assert.match(String(record(setting).markdownDescription), /^%.+%$/);
  });

  it('offers the way into the explorer wherever references are checked', () => {
    const row = menus.find(({ command, when }) => command === 'keyhole.showInExplorer' && when !== undefined);
    const [, pattern = ''] = /editorLangId =~ \/(.*)\//.exec(String(row?.when)) ?? [];
    for (const language of ['yaml', 'json', ...codeLanguages])
      assert.match(language, new RegExp(pattern), language);
  });

  it('lets no workspace that is not trusted silence a rule', () => {
    const { untrustedWorkspaces } = record(manifest.capabilities);
    const { restrictedConfigurations } = record(untrustedWorkspaces);
    assert.ok(Array.isArray(restrictedConfigurations));
    assert.ok(restrictedConfigurations.includes('keyhole.lint.rules'));
  });

  it('keeps what decides about credentials out of reach of a workspace', () => {
    for (const name of ['keyhole.aws.profile', 'keyhole.aws.region', 'keyhole.aws.endpoint'])
      assert.equal(record(settings[name]).scope, 'machine', name);
    const { untrustedWorkspaces } = record(manifest.capabilities);
    assert.equal(record(untrustedWorkspaces).supported, 'limited');
  });

  it('lets no repository have secrets read', () => {
    const { scope, default: value } = record(settings['keyhole.lint.secretKeys']);
    assert.deepEqual([scope, value], ['application', false]);
  });

  it('gives every setting a default, an order and a scope', () => {
    const orders = Object.entries(settings).map(([name, setting]) => {
      const { default: value, order, scope } = record(setting);
      assert.notEqual(value, undefined, name);
      assert.notEqual(scope, undefined, name);
      return order;
    });
    assert.equal(new Set(orders).size, orders.length);
  });

  it('starts by language and view, and for documents of its own that came back with a window', () => {
    assert.ok(Array.isArray(manifest.activationEvents));
    for (const event of manifest.activationEvents)
      assert.match(String(event), /^(?:onLanguage:|onFileSystem:keyhole-(?:policy|parameter)$)/);
  });

  it('has the files it names', () => {
    const [container] = list(record(contributes.viewsContainers).activitybar);
    const [grammar] = list(contributes.grammars);
    for (const name of [manifest.icon, container?.icon, grammar?.path, 'LICENSE'])
      assert.ok(existsSync(path.join(root, String(name))), String(name));
  });

  it('has an icon the marketplace takes: a PNG of at least 128 pixels', () => {
    const png = readFileSync(path.join(root, String(manifest.icon)));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.equal(png.readUInt32BE(16), 256);
  });

  it('stays within what the marketplace allows', () => {
    assert.ok(Array.isArray(manifest.keywords) && manifest.keywords.length <= 5);
    assert.equal(manifest.license, 'MIT');
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'keyhole-aws.keyhole');
  });
});

/** A text behind its `%key%`. */
function textOf(reference: unknown): string {
  const text = texts[String(reference).replace(/^%|%$/g, '')];
  assert.equal(typeof text, 'string', String(reference));
  return String(text);
}
