import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pathProblem } from '../../src/client/parameterNames';
import type { Counted, SearchQuestions } from '../../src/client/search/searchQuestions';
import { searchBelow, searchedText } from '../../src/client/search/searchValues';
import { sensitive } from '../../src/core/value/sensitive';
import { callCounts, keyhole, resetCalls, setFaults } from './support';

const ROOT = '/search-test';
const CANARY = 'canary-that-is-looked-for';
const PLAIN = Array.from({ length: 12 }, (_, index) => `${ROOT}/plain${index}`);
const SECURE = `${ROOT}/secure`;

describe('Search values below a path', () => {
  async function connection() {
    return (await (await keyhole()).session.connect()).aws;
  }
  async function search(answers: Partial<SearchQuestions> = {}, path = ROOT) {
    const { session } = await keyhole();
    const counted: Counted[] = [];
    const questions = {
      scope: async (of: Counted) => {
        counted.push(of);
        return 'plain' as const;
      },
      whole: async () => false,
      text: async () => sensitive(CANARY.toUpperCase()),
      ...answers,
    };
    return { found: await searchBelow(path, session, questions), counted };
  }

  before(async () => {
    const { parameters } = await connection();
    for (const name of PLAIN) {
      const value = sensitive(name.endsWith('7') ? `a ${CANARY} b` : 'nothing');
      await parameters.create({ name, type: 'String', value });
    }
    await parameters.create({ name: SECURE, type: 'SecureString', value: sensitive(CANARY) });
    await parameters.create({ name: `${ROOT}-neighbour/x`, type: 'String', value: sensitive(CANARY) });
  });
  afterEach(async () => {
    await setFaults({});
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  after(async () => {
    const { parameters } = await connection();
    await parameters.deleteNames(PLAIN.slice(0, 10));
    await parameters.deleteNames([...PLAIN.slice(10), SECURE, `${ROOT}-neighbour/x`]);
    await (await keyhole()).views.parameters.refresh();
  });

  it('says first how many there are, reads plain ones without decryption, and answers with names alone', async () => {
    await resetCalls();
    const { found, counted } = await search({
      text: async () => {
        assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/, 'nothing is read before it is asked');
        return sensitive(CANARY.toUpperCase());
      },
    });
    assert.deepEqual([counted[0]?.plain, counted[0]?.secure], [12, 1]);
    assert.deepEqual(found, { matched: [`${ROOT}/plain7`], read: 12, denied: [], path: ROOT, of: 12 });
    assert.match(await callCounts(), /"ssm:GetParameters":2\b/);
    assert.ok(found);
    assert.equal(searchedText(found), `1 of 12 values below ${ROOT} hold it.`);
  });

  it('decrypts secure ones only where a person has chosen that too', async () => {
    const { found } = await search({ scope: async () => 'secure too' });
    assert.deepEqual(found?.matched, [`${ROOT}/plain7`, SECURE]);
    const { found: whole } = await search({
      scope: async () => 'secure too',
      whole: async () => true,
      text: async () => sensitive(CANARY),
    });
    assert.deepEqual(whole?.matched, [SECURE]);
  });

  it('reads nothing where a question is left, or nothing is there', async () => {
    await resetCalls();
    for (const answers of [
      { scope: async () => undefined },
      { whole: async () => undefined },
      { text: async () => undefined },
    ])
      assert.equal((await search(answers)).found, undefined);
    assert.equal((await search({}, '/search-test-of-nothing')).found, undefined);
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/);
  });

  it('counts and names what may not be read', async () => {
    await setFaults({ deny: ['ssm:GetParameters'] });
    const { found } = await search();
    assert.ok(found);
    assert.deepEqual([found.matched, found.read, found.denied.length], [[], 0, 12]);
    assert.match(
      searchedText(found),
      /^0 of 0 values .* hold it\. 12 may not be read: \/search-test\/plain0, .* and 4 more\.$/,
    );
  });

  it('sends nothing where something else is connected to by then', async () => {
    const { session } = await keyhole();
    await resetCalls();
    const text = async () => {
      session.reconnect();
      await session.connect();
      return sensitive(CANARY);
    };
    await assert.rejects(search({ text }), /Something else is connected to now/);
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/);
  });

  it('takes paths alone, and of a command nothing but a folder of the view', async () => {
    for (const path of ['/', '/a', '/a/b-c/d.e_f', '/awsome/x'])
      assert.equal(pathProblem(path), undefined, path);
    const wrong = { begins: ['', 'a'], 'level is missing': ['//', '/a//b'], letters: ['/a b', '/$(x)'] };
    for (const [why, paths] of Object.entries(wrong))
      for (const path of paths) assert.match(pathProblem(path) ?? '', new RegExp(why), path);
    await resetCalls();
    for (const argument of [null, 'x', {}, { kind: 'folder', path: '/x', view: 'keyhole.secrets' }])
      await vscode.commands.executeCommand('keyhole.searchValues', argument);
    assert.doesNotMatch(await callCounts(), /"ssm:GetParameters"/);
  });

  it('says what was not looked at where it was stopped', () => {
    const ended = { kind: 'failure', code: 'cancelled', message: 'x', operation: 'x' } as const;
    const text = searchedText({ path: '/p', matched: ['/p/a'], read: 10, of: 30, denied: [], ended });
    assert.equal(text, '1 of 10 values below /p hold it. It was stopped: 20 were not looked at.');
  });
});
