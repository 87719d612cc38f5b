import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Change } from '../../src/client/gate/writeGate';
import { type CreateDeps, createParameter } from '../../src/client/write/parameters/createParameter';
import { placeOfNew } from '../../src/client/write/placeOfNew';
import { sensitive } from '../../src/core/value/sensitive';
import {
  callCounts,
  eventually,
  keyhole,
  keyholeProblems,
  openSample,
  resetCalls,
  setFaults,
} from './support';

const NAME = '/my-app/dev/made-by-a-test';

/** VS Code refuses dialogs in a host under test: what a person answers is given here. */
async function deps(
  answers: Partial<CreateDeps['questions']> = {},
  passes = true,
): Promise<CreateDeps & { asked: string[] }> {
  const { session } = await keyhole();
  const asked: string[] = [];
  return {
    session,
    asked,
    gate: {
      pass: async ({ question }) => {
        asked.push(question);
        return passes;
      },
    },
    questions: {
      name: async () => NAME,
      type: async () => ({ type: 'String', withSettings: false }),
      settings: async () => ({}),
      value: async () => sensitive('a-value'),
      ...answers,
    },
  };
}

async function valueIn(name: string): Promise<string> {
  const { session } = await keyhole();
  const { aws } = await session.connect();
  return (await aws.parameters.reveal(name)).value.reveal();
}

/** Other tests look at what the sandbox began with. */
async function removeAgain(): Promise<void> {
  const answer = await fetch(String(process.env.KEYHOLE_SANDBOX_CONTROL), {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AmazonSSM.DeleteParameter',
      Authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAKEYHOLESANDBOX00/20260101/eu-west-1/ssm/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ Name: NAME }),
  });
  assert.ok(answer.ok, `DeleteParameter: HTTP ${answer.status}`);
}

describe('Create a parameter', () => {
  afterEach(() => setFaults({}));
  after(removeAgain);

  it('is made with what else was asked for, in one call, and says so', async () => {
    const details: string[] = [];
    const all = await deps({
      type: async () => ({ type: 'SecureString', withSettings: true }),
      settings: async () => ({
        description: 'of a test',
        keyId: 'alias/my-app-prod',
        allowedPattern: '',
        policies: '[]',
      }),
      value: async () => sensitive('x'.repeat(5_000)),
    });
    const gate = {
      pass: async (change: Change) => {
        details.push(...change.details);
        return true;
      },
    };
    assert.equal(await createParameter(NAME, { ...all, gate }), true);
    assert.match(
      details.join(' '),
      /Description: of a test Key: alias\/my-app-prod It is larger .*becomes an advanced parameter/,
    );
    const { aws } = await all.session.connect();
    const made = (await aws.parameters.describeNames([NAME])).get(NAME);
    assert.deepEqual(
      [made?.type, made?.tier, made?.keyId, made?.description, made?.allowedPattern, made?.version],
      ['SecureString', 'Advanced', 'alias/my-app-prod', 'of a test', undefined, 1],
    );
    await removeAgain();
  });

  it('is not made where the settings were left', async () => {
    const all = await deps({
      type: async () => ({ type: 'String', withSettings: true }),
      settings: async () => undefined,
    });
    assert.equal(await createParameter(NAME, all), false);
    assert.deepEqual(all.asked, []);
  });

  it('asks, passes the gate and creates it once', async () => {
    const all = await deps();
    assert.equal(await createParameter(undefined, all), true);
    assert.deepEqual(all.asked, [`Create the parameter ${NAME} (String)?`]);
    assert.equal(await valueIn(NAME), 'a-value');
    await assert.rejects(
      createParameter(NAME, await deps({ value: async () => sensitive('another') })),
      /it exists already/,
    );
    assert.equal(await valueIn(NAME), 'a-value');
  });

  it('creates nothing when somebody goes away or says no', async () => {
    await resetCalls();
    for (const answers of [
      { name: async () => undefined },
      { type: async () => undefined },
      { value: async () => undefined },
    ])
      assert.equal(await createParameter(undefined, await deps(answers)), false);
    assert.equal(await createParameter('/my-app/dev/other', await deps({}, false)), false);
    assert.ok(!(await callCounts()).includes('PutParameter'));
  });

  it('says which permission is missing', async () => {
    await setFaults({ deny: ['ssm:PutParameter'] });
    await assert.rejects(createParameter('/my-app/dev/denied', await deps()), /ssm:PutParameter/);
  });

  it('is offered where a reference names none', async () => {
    const document = await openSample('template.yaml');
    const problem = await eventually(() => {
      const found = keyholeProblems(document.uri).find(({ message }) => message.includes('/database/hots'));
      assert.ok(found);
      return found;
    });
    const titles = await eventually(async () => {
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        problem.range,
      );
      const all = actions.map(({ title }) => title);
      assert.ok(all.includes('Create this parameter…'), all.join());
      return all;
    });
    assert.ok(titles.includes('Show in Explorer'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

describe('where something new begins', () => {
  const metadata = (name: string) => ({ metadata: { name } });
  const places: readonly (readonly [unknown, string | undefined])[] = [
    [undefined, ''],
    [{ kind: 'connection' }, ''],
    [{ kind: 'folder', path: '/my-app/dev' }, '/my-app/dev/'],
    // What has the focus, as the title of a view hands it over.
    [{ kind: 'parameter', ...metadata('/my-app/dev/host') }, '/my-app/dev/'],
    [{ kind: 'secret', ...metadata('database') }, ''],
    [{ kind: 'key', keyId: 'x', arn: 'x', aliases: [] }, ''],
    [{ kind: 'keyGroup' }, ''],
    [{ kind: 'notice' }, ''],
    [{ kind: 'folder' }, undefined],
    [{ kind: 'secret' }, undefined],
    ['/my-app', undefined],
    [null, undefined],
  ];
  it('is the folder of what is there', () => {
    for (const [argument, start] of places)
      assert.equal(placeOfNew(argument), start, JSON.stringify(argument));
  });
});
