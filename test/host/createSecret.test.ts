import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { keyProblem } from '../../src/client/write/keyQuestion';
import { pairKeyProblem, portProblem } from '../../src/client/write/secrets/create/contentQuestions';
import { descriptionProblem, nameProblem } from '../../src/client/write/secrets/create/createQuestions';
import { type CreateSecretQuestions, createSecret } from '../../src/client/write/secrets/create/createSecret';
import { createSecretWith } from '../../src/client/write/secrets/create/createSecretCommand';
import { lengthProblem } from '../../src/client/write/secrets/create/passwordQuestions';
import { failureOf } from '../../src/core/failure';
import { defaultPassword } from '../../src/core/secrets/password';
import type { SecretContent } from '../../src/core/secrets/secretContent';
import { sensitive } from '../../src/core/value/sensitive';
import { type Answers, answering } from './answers';
import { secretStore } from './secretSupport';
import {
  callCounts,
  eventually,
  folder,
  item,
  keyhole,
  removeSecret,
  resetCalls,
  setFaults,
} from './support';

const CANARY = 'canary-of-a-new-secret';
let count = 0;
const fresh = () => `create-test/made-here${++count}`;

const database: SecretContent = {
  form: 'json',
  fields: [
    { key: 'engine', value: { kind: 'given', value: sensitive('postgres') } },
    { key: 'port', value: { kind: 'number', value: 5432 } },
    { key: 'username', value: { kind: 'given', value: sensitive(CANARY) } },
    { key: 'password', value: { kind: 'generated', password: defaultPassword } },
  ],
};

async function deps({ passes, whileAsked, ...answers }: Partial<CreateSecretQuestions> & Answers) {
  const { session } = await keyhole();
  const questions: CreateSecretQuestions = {
    shape: async () => 'database',
    name: async () => undefined,
    content: async () => database,
    description: async () => '',
    key: async () => '',
    ...answers,
  };
  return { session, questions, ...answering({ passes, whileAsked }) };
}

describe('Create a secret', () => {
  const made: string[] = [];
  const newName = () => {
    const name = fresh();
    made.push(name);
    return name;
  };

  afterEach(async () => {
    await setFaults({});
    for (const name of made.splice(0)) await removeSecret(name);
  });

  it('with a generated password, a description and a key of the account', async () => {
    const name = newName();
    const all = await deps({
      name: async startsWith => startsWith + name,
      description: async () => 'what it is for',
      key: async () => 'alias/my-app-prod',
    });
    assert.equal(await createSecret('', all), name);
    const { description, keyId } = await (await secretStore()).describe(name);
    assert.deepEqual([description, keyId], ['what it is for', 'alias/my-app-prod']);
    const value = JSON.parse((await (await secretStore()).reveal(name)).value.reveal());
    assert.deepEqual(Object.keys(value), ['engine', 'port', 'username', 'password']);
    assert.deepEqual([value.engine, value.port, value.username], ['postgres', 5432, CANARY]);
    assert.match(value.password, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w])[^/@"'\\` ]{32}$/);
    const [change] = all.asked;
    assert.deepEqual([change?.kind, change?.target], ['create', name]);
    assert.equal(change?.question, `Create the secret ${name}?`);
    assert.deepEqual(change?.details, [
      'With the keys engine, port, username, password.',
      'AWS generates a password of 32 characters; it is not shown.',
      'Encrypted with alias/my-app-prod.',
    ]);
    assert.doesNotMatch(JSON.stringify(all.asked), new RegExp(CANARY));
  });

  it('with plain text, or with nothing yet', async () => {
    const text = newName();
    const content: SecretContent = { form: 'text', value: { kind: 'given', value: sensitive('a\nb') } };
    await createSecret('', await deps({ name: async () => text, content: async () => content }));
    assert.equal((await (await secretStore()).reveal(text)).value.reveal(), 'a\nb');
    const empty = newName();
    const all = await deps({ name: async () => empty, content: async () => ({ form: 'empty' }) });
    await createSecret('', all);
    assert.deepEqual((await (await secretStore()).describe(empty)).versions, []);
    assert.equal(all.asked[0]?.details[0], 'It holds no value yet.');
  });

  it('asks one after the other, and makes nothing where somebody goes away or says no', async () => {
    const name = newName();
    await resetCalls();
    const away = async () => undefined;
    const questions: readonly (keyof CreateSecretQuestions)[] = [
      'shape',
      'name',
      'content',
      'description',
      'key',
    ];
    for (const question of questions) {
      const all = await deps({ name: async () => name, [question]: away });
      assert.equal(await createSecret('', all), undefined, question);
      assert.equal(all.asked.length, 0, question);
    }
    assert.equal(await createSecret('', await deps({ name: async () => name, passes: false })), undefined);
    assert.doesNotMatch(await callCounts(), /CreateSecret|GetRandomPassword/);
  });

  it('refuses what is too long before the gate', async () => {
    const name = newName();
    const content = async (length: number): Promise<SecretContent> => ({
      form: 'text',
      value: { kind: 'given', value: sensitive('ü'.repeat(length)) },
    });
    const all = await deps({ name: async () => name, content: () => content(32_769) });
    await assert.rejects(createSecret('', all), thrown => {
      const { code, message } = failureOf(thrown);
      return code === 'invalid' && message.includes('65,538') && !message.includes('üü');
    });
    assert.equal(all.asked.length, 0);
    await createSecret('', await deps({ name: async () => name, content: () => content(32_768) }));
  });

  it('fails with what is missing, and never with a value', async () => {
    const name = newName();
    for (const action of ['secretsmanager:CreateSecret', 'secretsmanager:GetRandomPassword']) {
      await setFaults({ deny: [action] });
      await assert.rejects(createSecret('', await deps({ name: async () => name })), thrown => {
        const failure = failureOf(thrown);
        assert.doesNotMatch(JSON.stringify(failure), new RegExp(CANARY));
        return failure.missingAction === action;
      });
    }
    await setFaults({ actions: ['secretsmanager:CreateSecret'], throttle: 1 });
    await assert.rejects(
      createSecret('', await deps({ name: async () => name })),
      thrown => failureOf(thrown).code === 'throttled',
    );
    await setFaults({});
    await assert.rejects(
      (await secretStore()).describe(name),
      thrown => failureOf(thrown).code === 'not-found',
    );
  });

  it('says that somebody was faster, and that a name is taken until its secret is gone', async () => {
    const name = newName();
    const whileAsked = async () => (await secretStore()).create({ name, value: sensitive('theirs') });
    await assert.rejects(
      createSecret('', await deps({ name: async () => name, whileAsked })),
      thrown => failureOf(thrown).code === 'conflict',
    );
    assert.equal((await (await secretStore()).reveal(name)).value.reveal(), 'theirs');
    await (await secretStore()).delete(name, 7);
    await assert.rejects(createSecret('', await deps({ name: async () => name })), thrown =>
      /scheduled for deletion/.test(failureOf(thrown).message),
    );
  });

  it('makes nothing where something else is connected to while the gate asks', async () => {
    const name = newName();
    const { session } = await keyhole();
    const whileAsked = () => session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(createSecret('', await deps({ name: async () => name, whileAsked })));
      await assert.rejects(
        (await secretStore()).describe(name),
        thrown => failureOf(thrown).code === 'not-found',
      );
    } finally {
      await session.choose({ kind: 'aws' });
    }
    await assert.rejects(
      (await secretStore()).describe(name),
      thrown => failureOf(thrown).code === 'not-found',
    );
  });

  it('on a folder begins with its path, and is selected in the tree afterwards', async () => {
    const api = await keyhole();
    const view = api.views.secrets;
    await item(view, 'prod/my-app/database');
    const there = await folder(view, 'prod', 'my-app');
    const begun: string[] = [];
    const leaf = `made-here${++count}`;
    const name = `prod/my-app/${leaf}`;
    made.push(name);
    const { gate, questions } = await deps({
      name: async startsWith => {
        begun.push(startsWith);
        return startsWith + leaf;
      },
    });
    const context = {
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      explored: api.explored,
      language: { refresh: () => undefined },
      log: { info: () => undefined },
      gate,
    };
    await vscode.commands.executeCommand('keyhole.secrets.focus');
    const create = createSecretWith(context, questions);
    await create(there);
    assert.deepEqual(begun, ['prod/my-app/']);
    await eventually(() => {
      const [selected] = view.treeView.selection;
      assert.ok(selected?.kind === 'secret' && selected.metadata.name === name);
    });
    // Nothing of anybody else's.
    for (const argument of [7, 'x', null, { kind: 'secret', metadata: {} }, { kind: 'folder' }])
      await create(argument);
    assert.equal(begun.length, 1);
    // Beside what has the focus, as VS Code passes it from the title of the view: the name is taken by now.
    await assert.rejects(async () => create(await item(view, 'prod/my-app/database')));
    assert.equal(begun[1], 'prod/my-app/');
    await removeSecret(name);
    await view.refresh();
  });
});

describe('what is typed for a new secret', () => {
  const table: readonly (readonly [what: string, problem: unknown, fits: boolean])[] = [
    ['a name', nameProblem('prod/x'), true],
    ['a name with a blank', nameProblem('prod x'), false],
    ['a port', portProblem('65535'), true],
    ['port 0', portProblem('0'), false],
    ['port 65536', portProblem('65536'), false],
    ['port 5e3', portProblem('5e3'), false],
    ['a key', pairKeyProblem('a', []), true],
    ['no first key', pairKeyProblem('', []), false],
    ['no further key', pairKeyProblem('', ['a']), true],
    ['a key twice', pairKeyProblem('a', ['a']), false],
    ['an alias', keyProblem('alias/my-app'), true],
    ['the id of a key', keyProblem('1234abcd-12ab-34cd-56ef-1234567890ab'), true],
    ['the id of a multi-Region key', keyProblem('mrk-1234abcd12ab34cd56ef1234567890ab'), true],
    [
      'the ARN of a key',
      keyProblem('arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
      true,
    ],
    ['the ARN of an alias', keyProblem('arn:aws-cn:kms:cn-north-1:111122223333:alias/x'), true],
    ['no key', keyProblem(''), false],
    ['a name for a key', keyProblem('my-app'), false],
    ['the ARN of a secret', keyProblem('arn:aws:secretsmanager:eu-west-1:111122223333:secret:x'), false],
    ['a length', lengthProblem('32'), true],
    ['no length', lengthProblem(''), false],
    ['a length beyond', lengthProblem('4097'), false],
    ['a description', descriptionProblem('x'.repeat(2_048)), true],
    ['a long description', descriptionProblem('x'.repeat(2_049)), false],
  ];
  for (const [what, problem, fits] of table)
    it(`${what}: ${fits ? 'fits' : 'does not'}`, () => assert.equal(problem === undefined, fits));

  it('is warned of, and taken, where it looks like the end of an ARN', () => {
    const problem = nameProblem('my-secret');
    assert.ok(typeof problem === 'object');
    assert.equal(problem.severity, vscode.InputBoxValidationSeverity.Warning);
  });
});
