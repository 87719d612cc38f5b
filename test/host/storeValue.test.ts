import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { askStore, type Page, type StoreQuestions } from '../../src/client/storing/askStore';
import {
  answerText,
  costText,
  outcomeText,
  questionText,
  reasonText,
} from '../../src/client/storing/storeTexts';
import { presetOf } from '../../src/client/storing/storeValueCommand';
import { createParameter } from '../../src/client/write/parameters/createParameter';
import { newParameterPreset, newSecretPreset } from '../../src/client/write/presets';
import { type CreateSecretQuestions, createSecret } from '../../src/client/write/secrets/create/createSecret';
import { type Outcome, type Step, whereToStore } from '../../src/core/storing/decision';
import { sensitive } from '../../src/core/value/sensitive';
import { answering } from './answers';
import { eventually, keyhole, removeSecret } from './support';

/** Answers by their ids, `back` and `go`; the pages that were shown are kept. */
function answers(...given: readonly string[]): StoreQuestions & { readonly pages: string[] } {
  const left = [...given];
  const pages: string[] = [];
  const next = (what: string, { number, of }: Page) => {
    pages.push(`${what} ${number}/${of}`);
    return left.shift();
  };
  return {
    pages,
    ask: async (question, page) => {
      const answer = next(question.id, page);
      return answer === 'back' ? 'back' : question.answers.find(({ id }) => id === answer);
    },
    confirm: async (outcome, page) => {
      const answer = next(outcome.reason, page);
      return answer === 'go' || answer === 'back' ? answer : undefined;
    },
  };
}

function outcomesBelow(step: Step): readonly Outcome[] {
  return step.kind === 'outcome' ? [step] : step.answers.flatMap(({ then }) => outcomesBelow(then));
}

describe('Store a value where it belongs', () => {
  const NAME = '/store-test/password';

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('asks, says how far it is, and goes back', async () => {
    const questions = answers(
      'notRotated',
      'secret',
      'back',
      'secret',
      'upTo4K',
      'programs',
      'back',
      'otherAccounts',
      'go',
    );
    const outcome = await askStore(questions);
    assert.deepEqual([outcome?.service, outcome?.reason], ['secret', 'shared']);
    assert.deepEqual(questions.pages, [
      'rotation 1/5',
      'secrecy 2/5',
      'size 3/5',
      'secrecy 2/5',
      'size 3/5',
      'secretReaders 4/5',
      'secret 5/5',
      'secretReaders 4/5',
      'shared 5/5',
    ]);
  });

  it('is left at each page', async () => {
    for (const before of [[], ['notRotated'], ['rotated', 'database']])
      assert.equal(await askStore(answers(...before)), undefined);
  });

  it('says of every end why, and what it costs', () => {
    const costs = outcomesBelow(whereToStore).map(outcome => {
      assert.ok(outcomeText(outcome) && reasonText(outcome.reason));
      return [outcome.reason, costText(outcome)] as const;
    });
    const of = new Map(costs);
    assert.equal(of.get('plain'), 'No charge');
    assert.match(
      of.get('secret') ?? '',
      /^No charge but for requests to KMS: \$0\.03 for 10,000 \(us-east-1, /,
    );
    assert.match(of.get('plainShared') ?? '', /^\$0\.05 a month, \$0\.05 for 10,000 calls/);
    assert.match(of.get('rotates') ?? '', /^\$0\.40 a month, \$0\.05 for 10,000 calls/);
    assert.match(of.get('shared') ?? '', /\$0\.40.*its key \$1\.00 a month/);
    assert.match(of.get('replicated') ?? '', /\$0\.40.*each replica as much again/);
    assert.match(of.get('ownFile') ?? '', /^\$1\.00 a month, \$0\.03/);
  });

  it('has a text for every question and answer', () => {
    const check = (step: Step): void => {
      if (step.kind === 'outcome') return;
      assert.ok(questionText(step.id));
      for (const { id, then } of step.answers) {
        assert.ok(answerText(id).label && answerText(id).detail, id);
        check(then);
      }
    };
    check(whereToStore);
  });

  it('hands the form what it came to, and the form believes nothing else', () => {
    for (const outcome of outcomesBelow(whereToStore)) {
      if (outcome.service === 'encrypt') continue;
      const preset = presetOf(outcome, '/my-app/dev/', 'abc');
      assert.equal(preset.source, 'abc');
      const { source: _, ...bare } = preset;
      if (preset.kind === 'newParameter') {
        assert.equal(preset.startsWith, '/my-app/dev/');
        assert.deepEqual(newParameterPreset(preset), bare);
        assert.equal(newSecretPreset(preset), undefined);
      } else {
        assert.equal(preset.startsWith, 'my-app/dev/');
        assert.deepEqual(newSecretPreset(preset), bare);
        assert.equal(newParameterPreset(preset), undefined);
      }
    }
    const parameter = { kind: 'newParameter', startsWith: '/', type: 'String', tier: 'Standard' };
    const secret = { kind: 'newSecret', startsWith: '', ownKey: false };
    assert.ok(newParameterPreset(parameter) && newSecretPreset(secret));
    const forged = [
      undefined,
      null,
      'x',
      { ...parameter, kind: 'parameter' },
      { ...parameter, type: 'StringList' },
      { ...parameter, tier: 'Intelligent-Tiering' },
      { ...parameter, startsWith: '$(zap)' },
      { ...parameter, startsWith: 'x'.repeat(513) },
      { ...parameter, startsWith: 7 },
      { ...secret, ownKey: 'no' },
      { ...secret, shape: '__proto__' },
      { ...secret, startsWith: 'a b' },
    ];
    for (const each of forged) {
      assert.equal(newParameterPreset(each), undefined, JSON.stringify(each));
      assert.equal(newSecretPreset(each), undefined, JSON.stringify(each));
    }
  });

  it('makes the parameter of the type, tier and key it came to', async () => {
    const { session } = await keyhole();
    const { gate, asked } = answering();
    const begun: unknown[] = [];
    const questions = {
      name: async (startsWith: string) => `${startsWith}password`,
      type: async () => assert.fail('the type is known'),
      settings: async (_of: unknown, _aws: unknown, given: object) => {
        begun.push(given);
        return given;
      },
      value: async () => sensitive('canary-of-a-stored-value'),
    };
    const preset = { type: 'SecureString', tier: 'Advanced' } as const;
    const { aws } = await session.connect();
    try {
      assert.ok(await createParameter({ startsWith: '/store-test/', preset }, { session, gate, questions }));
      assert.deepEqual(begun, [{ tier: 'Advanced', keyId: 'alias/aws/ssm' }]);
      const made = (await aws.parameters.describeNames([NAME])).get(NAME);
      assert.deepEqual([made?.type, made?.tier, made?.keyId], ['SecureString', 'Advanced', 'alias/aws/ssm']);
      assert.doesNotMatch(JSON.stringify(asked), /canary/);
    } finally {
      await aws.parameters.deleteNames([NAME]);
    }
  });

  it('makes the secret of the shape it came to, and asks for a key of its own where another would not do', async () => {
    const { session } = await keyhole();
    const { gate } = answering();
    const keys: boolean[] = [];
    const shapes: string[] = [];
    const questions: CreateSecretQuestions = {
      shape: async () => assert.fail('the shape is known'),
      name: async startsWith => `${startsWith}made-by-store`,
      content: async shape => {
        shapes.push(shape);
        return { form: 'empty' };
      },
      description: async () => '',
      key: async (_name, _aws, ownKey) => {
        keys.push(ownKey);
        return 'alias/my-app-prod';
      },
    };
    const preset = { shape: 'apiKey', ownKey: true } as const;
    try {
      const name = await createSecret('store-test/', { session, gate, questions }, preset);
      assert.equal(name, 'store-test/made-by-store');
      assert.deepEqual([shapes, keys], [['apiKey'], [true]]);
    } finally {
      await removeSecret('store-test/made-by-store');
    }
  });

  it('is gone through by keys in boxes of VS Code, to a file that AWS does not keep', async () => {
    const press = async (...keys: readonly ('down' | 'enter')[]) => {
      for (const key of keys) {
        // A box is shown when the one before it is gone.
        await new Promise(resolve => setTimeout(resolve, 300));
        await vscode.commands.executeCommand(
          key === 'down'
            ? 'workbench.action.quickOpenSelectNext'
            : 'workbench.action.acceptSelectedQuickOpenItem',
        );
      }
    };
    let ended = false;
    void vscode.commands.executeCommand('keyhole.storeValue').then(() => {
      ended = true;
    });
    await press('down', 'enter', 'down', 'down', 'enter');
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.equal(ended, false, 'it says where it belongs first');
    await press('enter');
    await eventually(() => assert.ok(ended), 5);
  });

  it('is left by Esc, and by what is nothing of a view', async () => {
    const done = vscode.commands.executeCommand('keyhole.storeValue');
    await new Promise(resolve => setTimeout(resolve, 300));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await done;
    for (const argument of [null, 'x', {}, { kind: 'folder' }])
      await vscode.commands.executeCommand('keyhole.storeValue', argument);
  });
});
