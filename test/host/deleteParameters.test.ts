import assert from 'node:assert/strict';
import type { Change } from '../../src/client/gate/writeGate';
import { nameProblem } from '../../src/client/parameterNames';
import {
  type DeleteDeps,
  type Doomed,
  deleteParameters,
} from '../../src/client/write/parameters/deleteParameters';
import { deleteParametersCommand } from '../../src/client/write/parameters/deleteParametersCommand';
import { failureOf } from '../../src/core/failure';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { callCounts, eventually, keyhole, resetCalls, setFaults } from './support';

const ROOT = '/delete-test';

/** VS Code refuses dialogs in a host under test: the gate's answer is given here. */
/** As the command names them. */
async function doomed(names: readonly string[], path?: string): Promise<Doomed> {
  const { generation } = (await keyhole()).session;
  return { names, generation, ...(path !== undefined && { path }) };
}

async function deps(passes = true): Promise<DeleteDeps & { readonly asked: Change[] }> {
  const { session } = await keyhole();
  const { gate, asked } = answering({ passes });
  return {
    session,
    asked,
    log: { warn: () => undefined },
    gate,
  };
}

async function store() {
  const { session } = await keyhole();
  return (await session.connect()).aws.parameters;
}

async function make(count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, at) => `${ROOT}/p${String(at).padStart(2, '0')}`);
  const parameters = await store();
  for (const name of names) await parameters.create({ name, type: 'String', value: sensitive('x') });
  return names;
}

async function left(): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of (await store()).describe({ path: ROOT }))
    names.push(...page.map(({ name }) => name));
  return names;
}

describe('Delete parameters', () => {
  afterEach(async () => {
    await setFaults({});
    const names = await left();
    for (let at = 0; at < names.length; at += 10) await (await store()).deleteNames(names.slice(at, at + 10));
  });

  it('asks once, says how many, and deletes ten a call', async () => {
    const names = await make(23);
    await resetCalls();
    const all = await deps();
    const outcome = await deleteParameters(await doomed(names, ROOT), all);
    assert.deepEqual([outcome?.deleted, outcome?.failures.size, outcome?.stopped], [23, 0, false]);
    const [change] = all.asked;
    assert.equal(all.asked.length, 1);
    assert.equal(change?.question, `Delete the 23 parameters below ${ROOT}?`);
    assert.equal(change?.target, ROOT);
    assert.equal(change?.names?.length, 23);
    assert.match(change?.details.join(' ') ?? '', /p07\n… and 15 more .*cannot be undone/);
    assert.match(await callCounts(), /"ssm:DeleteParameters":3/);
    assert.deepEqual(await left(), []);
  });

  it('deletes nothing without a yes', async () => {
    const names = await make(1);
    const all = await deps(false);
    await resetCalls();
    assert.equal(await deleteParameters(await doomed(names), all), undefined);
    assert.equal(all.asked[0]?.question, `Delete the parameter ${names[0]}?`);
    assert.doesNotMatch(await callCounts(), /DeleteParameters/);
    assert.equal((await left()).length, 1);
  });

  it('takes what somebody else has deleted meanwhile for done', async () => {
    const names = await make(2);
    await (await store()).deleteNames(names.slice(0, 1));
    assert.equal((await deleteParameters(await doomed(names), await deps()))?.deleted, 2);
  });

  it('fails where none may be deleted, with the permission that is missing', async () => {
    const names = await make(12);
    await setFaults({ deny: ['ssm:DeleteParameters'] });
    await assert.rejects(deleteParameters(await doomed(names), await deps()), thrown => {
      const { code, missingAction } = failureOf(thrown);
      return code === 'denied' && missingAction === 'ssm:DeleteParameters';
    });
    await setFaults({});
    assert.equal((await left()).length, 12);
  });

  it('deletes nothing in another account than the one they were named in, or was asked about', async () => {
    const { session } = await keyhole();
    const names = await make(2);
    const named = await doomed(names);
    session.reconnect();
    await assert.rejects(
      deleteParameters(named, await deps()),
      thrown => failureOf(thrown).code === 'invalid',
    );
    const all = await deps();
    const gate = {
      pass: async () => {
        session.reconnect();
        return true;
      },
    };
    const outcome = await deleteParameters(await doomed(names), { ...all, gate });
    assert.deepEqual([outcome?.deleted, outcome?.stopped], [0, true]);
    assert.equal((await left()).length, 2);
  });

  it('of the tree: a folder with all that is below it, whatever the list shows', async () => {
    const { views } = await keyhole();
    await make(3);
    await views.parameters.refresh();
    const folder = await eventually(async () => {
      const nodes = (await views.parameters.provider.getChildren(undefined)) ?? [];
      const found = nodes.find(node => node.kind === 'folder' && node.path === ROOT);
      assert.ok(found);
      return found;
    });
    // Made since the list was read.
    await (await store()).create({ name: `${ROOT}/later/one`, type: 'String', value: sensitive('x') });
    const { asked, gate } = await deps(false);
    const api = await keyhole();
    const deleteThem = deleteParametersCommand({
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => undefined },
      gate,
    });
    await deleteThem(folder, [folder]);
    assert.deepEqual(
      asked[0]?.names,
      ['later/one', 'p00', 'p01', 'p02'].map(name => `${ROOT}/${name}`),
    );
    assert.equal(asked[0]?.target, ROOT);
    // Under a filter what it shows is meant.
    views.parameters.setFilter('p01');
    try {
      const [shown] = (await views.parameters.provider.getChildren(undefined)) ?? [];
      await deleteThem(shown, [shown]);
      assert.equal(asked[1]?.target, `${ROOT}/p01`, 'not all there is below the folder');
    } finally {
      views.parameters.setFilter('');
    }
    // Nothing of anybody else's.
    for (const argument of [{ kind: 'folder' }, { kind: 'secret', metadata: { name: 'x' } }, 7, 'x'])
      await deleteThem(argument);
    assert.equal(asked.length, 2);
  });
});

describe('the name of a new parameter', () => {
  const names: readonly (readonly [name: string, fits: boolean])[] = [
    ['/my-app/dev/host', true],
    ['flat', true],
    ['a.b_c-d', true],
    ['', false],
    ['/', false],
    ['/my-app/', false],
    ['/my-app//x', false],
    ['my-app/dev', false],
    ['/my app', false],
    ['/aws/x', false],
    ['AWSx', false],
    ['ssm-x', false],
    [`/${Array.from({ length: 15 }, () => 'x').join('/')}`, true],
    [`/${Array.from({ length: 16 }, () => 'x').join('/')}`, false],
  ];
  for (const [name, fits] of names)
    it(`${name || 'nothing'}: ${fits ? 'fits' : 'does not'}`, () =>
      assert.equal(nameProblem(name) === undefined, fits, nameProblem(name)));
});
