import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Conflict } from '../../src/client/documents/othersChange';
import type { Account, Change } from '../../src/client/gate/writeGate';
import { appliedText } from '../../src/client/write/staged/appliedTexts';
import { type ApplyAllDeps, applyAll, type Reviewed } from '../../src/client/write/staged/applyAll';
import { lineOf, pickOf } from '../../src/client/write/staged/reviewQuestions';
import { type StagedAction, showStaged } from '../../src/client/write/staged/showStaged';
import { type StagedDocument, stagedDocuments } from '../../src/client/write/staged/stagedDocuments';
import { sensitive } from '../../src/core/value/sensitive';
import { closeAll, replace } from './policySupport';
import { callCounts, eventually, item, keyhole, resetCalls, setFaults } from './support';

const NAMES = ['/staged-test/one', '/staged-test/two', '/staged-test/three'] as const;
const [ONE, TWO, THREE] = NAMES;

describe('Apply all staged changes', () => {
  async function store() {
    return (await (await keyhole()).session.connect()).aws.parameters;
  }
  const valueNow = async (name: string) => (await (await store()).readPlain(name)).value;
  const theirs = async (name: string, value: string) => {
    const found = (await (await store()).describeNames([name])).get(name);
    assert.ok(found);
    await (await store()).overwrite(found, sensitive(value));
  };
  async function staged(name: string, text: string): Promise<vscode.TextDocument> {
    const { values, session } = await keyhole();
    const { document } = await values.open(name, { source: undefined, session });
    await replace(document, text);
    await document.save();
    return document;
  }
  const namesStaged = async () => stagedDocuments(await keyhole()).map(({ name }) => name);

  interface Answers {
    readonly review?: (all: readonly Reviewed[]) => Promise<readonly Reviewed[] | undefined>;
    readonly passes?: (change: Change) => boolean | Promise<boolean>;
    readonly isOpen?: boolean;
  }
  async function deps({ review = async all => all, passes = () => true, isOpen = true }: Answers = {}) {
    const { policies, values } = await keyhole();
    const asked: string[] = [];
    const changed: true[] = [];
    const gate = {
      pass: async (change: Change) => {
        asked.push(`alone: ${change.target}`);
        return passes(change);
      },
      passReviewed: async (change: Change) => {
        asked.push(change.target);
        return passes(change);
      },
      isOpen: () => isOpen,
      inProduction: ({ target }: Change, _: Account) => target.endsWith('three'),
    };
    const all: ApplyAllDeps = {
      policies,
      values,
      gate,
      othersChange: { mayOverwrite: async (_: Conflict) => assert.fail('asked of one alone') },
      onChange: () => changed.push(true),
      questions: { review },
    };
    return { ...all, asked, changed };
  }

  before(async () => {
    for (const name of NAMES)
      await (await store()).create({ name, type: 'String', value: sensitive(`first of ${name}`) });
  });
  afterEach(async () => {
    await setFaults({});
    for (const each of stagedDocuments(await keyhole())) await each.discard();
    await closeAll();
    for (const name of NAMES)
      if ((await valueNow(name)) !== `first of ${name}`) await theirs(name, `first of ${name}`);
  });
  after(async () => {
    await (await store()).deleteNames(NAMES);
  });

  it('are listed with their connection, policies and values, and are gone from it when they are discarded', async () => {
    const { views } = await keyhole();
    await vscode.commands.executeCommand('keyhole.openKeyPolicy', await item(views.keys, 'alias/my-app-dev'));
    const policy = vscode.window.activeTextEditor?.document;
    assert.ok(policy);
    await replace(policy, policy.getText().replace('"Version"', ' "Version"'));
    await policy.save();
    await staged(ONE, 'other');
    const all = stagedDocuments(await keyhole());
    assert.deepEqual(
      all.map(({ kind, name, connection }) => [kind, name, connection]),
      [
        ['policy', 'SANDBOX my-app-dev', 'SANDBOX · environment · eu-west-1'],
        ['value', ONE, 'SANDBOX · environment · eu-west-1'],
      ],
    );
    for (const each of all) await each.discard();
    assert.deepEqual(await namesStaged(), []);
    await eventually(() => assert.doesNotMatch(policy.getText(), / {3}"Version"/));
  });

  it('are discarded without what is typed elsewhere, though that is in front', async () => {
    await staged(ONE, 'other');
    const front = await vscode.workspace.openTextDocument(vscode.Uri.parse('untitled:mine.txt'));
    await vscode.window.showTextDocument(front);
    await replace(front, 'typed');
    const { values, session } = await keyhole();
    const { document } = await values.open(TWO, { source: undefined, session });
    await replace(document, 'typed too');
    const [one] = stagedDocuments(await keyhole());
    assert.equal(one?.name, ONE);
    await one.discard();
    assert.equal(front.getText(), 'typed');
    assert.equal(document.getText(), 'typed too');
    assert.ok(document.isDirty);
    const { discard } = values;
    await discard(document.uri);
    await eventually(() => assert.equal(document.getText(), `first of ${TWO}`));
    await vscode.window.showTextDocument(front);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('are applied together, each as it is alone, and each can be taken back', async () => {
    await staged(ONE, 'new one');
    await staged(TWO, 'new two');
    const seen: Reviewed[] = [];
    const all = await deps({
      review: async reviewed => {
        seen.push(...reviewed);
        assert.equal(await valueNow(ONE), `first of ${ONE}`, 'nothing is sent before the review');
        return reviewed;
      },
    });
    const outcome = await applyAll(all);
    assert.deepEqual(
      seen.map(({ document, asked, problem }) => [
        document.name,
        asked?.change.details[0]?.slice(0, 18),
        problem,
      ]),
      [
        [ONE, 'It becomes version', undefined],
        [TWO, 'It becomes version', undefined],
      ],
    );
    assert.deepEqual([await valueNow(ONE), await valueNow(TWO)], ['new one', 'new two']);
    assert.deepEqual([all.asked, all.changed], [[ONE, TWO], [true]]);
    assert.ok(outcome);
    assert.equal(appliedText(outcome), '2 changes are applied.');
    assert.deepEqual(await namesStaged(), []);
    assert.match(outcome.undos.map(({ message }) => message).join(), /one is at version .*two is at version/);
    await outcome.undos[0]?.undo();
    assert.deepEqual([await valueNow(ONE), await valueNow(TWO)], [`first of ${ONE}`, 'new two']);
    assert.equal(all.asked.at(-1), `alone: ${ONE}`, 'an undo was not part of the review');
  });

  it('stay staged, by name, where they fail, are changed by others or are refused, and stop none of the others', async () => {
    await staged(ONE, 'new one');
    await staged(TWO, '');
    await staged(THREE, 'new three');
    await theirs(ONE, 'theirs');
    const reviewed: Reviewed[] = [];
    const all = await deps({
      review: async each => {
        reviewed.push(...each);
        return each;
      },
    });
    const outcome = await applyAll(all);
    assert.deepEqual(
      outcome?.applied.map(({ name }) => name),
      [THREE],
    );
    assert.deepEqual(await namesStaged(), [ONE, TWO]);
    assert.deepEqual([await valueNow(ONE), await valueNow(THREE)], ['theirs', 'new three']);
    const text = appliedText(outcome);
    assert.match(text, /^1 change is applied\. Still staged: \/staged-test\/one: Somebody has changed it/);
    assert.match(text, /\/staged-test\/two: Not sent: a parameter holds at least one character/);
    assert.deepEqual(
      reviewed.map(pickOf).map(({ picked, label, description }) => [label, picked, description]),
      [
        [ONE, false, 'SANDBOX · environment · eu-west-1'],
        [TWO, false, 'SANDBOX · environment · eu-west-1'],
        [THREE, true, 'PRODUCTION · SANDBOX · environment · eu-west-1'],
      ],
    );
    assert.deepEqual(
      reviewed.map(lineOf).at(-1),
      `${THREE} (PRODUCTION · SANDBOX · environment · eu-west-1)`,
    );
  });

  it('stay staged where the gate says no, and where AWS does', async () => {
    await staged(ONE, 'new one');
    await staged(TWO, 'new two');
    const refused = await applyAll(await deps({ passes: ({ target }) => target !== ONE }));
    assert.deepEqual(
      refused?.kept.map(({ document, why }) => [document.name, why]),
      [[ONE, 'It was not allowed.']],
    );
    await setFaults({ deny: ['ssm:PutParameter'] });
    const denied = await applyAll(await deps());
    assert.deepEqual(denied?.applied, []);
    assert.match(denied?.kept[0]?.why ?? '', /ssm:PutParameter/);
    assert.deepEqual(await namesStaged(), [ONE]);
  });

  it('are asked about alone where they differ from what was reviewed', async () => {
    const document = await staged(ONE, 'new one');
    await staged(TWO, 'new two');
    const all = await deps({
      review: async reviewed => {
        // The same text by somebody else: what is sent rests on it, but makes another version.
        await theirs(TWO, `first of ${TWO}`);
        await replace(document, 'newer');
        return reviewed;
      },
    });
    const outcome = await applyAll(all);
    assert.deepEqual(all.asked, [`alone: ${TWO}`]);
    assert.deepEqual(
      outcome?.kept.map(({ document: of, why }) => [of.name, why]),
      [[ONE, 'It was edited after the review.']],
    );
    assert.equal(await valueNow(ONE), `first of ${ONE}`);
    await document.save();
  });

  it('send nothing where the review is left, the gate is shut, or nothing is staged', async () => {
    await resetCalls();
    assert.equal(await applyAll(await deps()), undefined);
    await staged(ONE, 'new one');
    assert.equal(await applyAll(await deps({ review: async () => undefined })), undefined);
    assert.equal(await applyAll(await deps({ review: async () => [] })), undefined);
    await resetCalls();
    const shut = await deps({ isOpen: false, review: async () => assert.fail('reviewed') });
    assert.equal(await applyAll(shut), undefined);
    assert.doesNotMatch(await callCounts(), /PutParameter|ssm:GetParameter"/);
    assert.deepEqual(await namesStaged(), [ONE]);
  });

  it('are opened, compared with what AWS has, and thrown away after a question, from their list', async () => {
    const document = await staged(ONE, 'new one');
    await theirs(ONE, 'theirs');
    await closeAll();
    const shown: (readonly string[])[] = [];
    const compared: Conflict[] = [];
    const run = async (
      mayDiscard: boolean,
      ...kinds: readonly Exclude<StagedAction['kind'], 'applyAll'>[]
    ) => {
      const left = [...kinds];
      const { policies, values } = await keyhole();
      await showStaged({
        policies,
        values,
        questions: {
          choose: async (all: readonly StagedDocument[]) => {
            shown.push(all.map(({ name }) => name));
            const [first] = all;
            const kind = left.shift();
            return first && kind ? { kind, document: first } : undefined;
          },
          mayDiscard: async () => mayDiscard,
        },
        othersChange: { compare: async conflict => void compared.push(conflict) },
        applyAll: async () => undefined,
      });
    };
    await run(true, 'open');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    await run(true, 'compare');
    assert.deepEqual(
      compared.map(({ theirs: other, mine }) => [other, mine]),
      [['theirs', 'new one']],
    );
    await run(false, 'discard');
    assert.deepEqual(await namesStaged(), [ONE]);
    await staged(TWO, 'new two');
    await run(true, 'discard');
    assert.deepEqual(await namesStaged(), [TWO]);
    assert.deepEqual(shown.at(-1), [TWO], 'the list is shown again with what is left');
  });
});
