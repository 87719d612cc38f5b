import assert from 'node:assert/strict';
import { rotateNow } from '../../src/client/write/secrets/rotation/rotateNow';
import {
  rotateSecretCommand,
  stopRotationCommand,
} from '../../src/client/write/secrets/rotation/rotationCommands';
import {
  lambdaProblem,
  scheduleMessage,
  windowMessage,
} from '../../src/client/write/secrets/rotation/rotationQuestions';
import {
  setRotation,
  stopRotation,
  type WholeRotation,
} from '../../src/client/write/secrets/rotation/setRotation';
import type { SecretDeps } from '../../src/client/write/secrets/secretDeps';
import type { DescribedSecret } from '../../src/core/catalog/items';
import { failureOf } from '../../src/core/failure';
import type { Answers } from './answers';
import { chosenSecret, secretDeps, secretStore, undoOffers } from './secretSupport';
import { callCounts, eventually, item, keyhole, resetCalls, setFaults } from './support';

const NAME = 'dev/my-app/database';
const LAMBDA = 'arn:aws:lambda:eu-west-1:123456789012:function:rotate';
const every30: WholeRotation = {
  immediately: false,
  lambdaArn: LAMBDA,
  rules: { automaticallyAfterDays: 30 },
};

const offered = undoOffers();

const deps = (answers?: Answers) => secretDeps(offered, answers);

const described = async () => (await secretStore()).describe(NAME);
const currentVersion = async () =>
  (await described()).versions?.find(({ stages }) => stages.includes('AWSCURRENT'))?.versionId;

const chosen = () => chosenSecret(NAME);

/** A connection that tells something else about the secret than the sandbox can hold. */
async function telling(all: SecretDeps, more: Partial<DescribedSecret>): Promise<SecretDeps> {
  const { aws, ...rest } = await all.session.connect();
  const secret = await described();
  const secrets = { ...aws.secrets, describe: async () => ({ ...secret, ...more }) };
  const session = Object.create(all.session, {
    connect: { value: async () => ({ ...rest, aws: { ...aws, secrets } }) },
  });
  return { ...all, session };
}

async function cleanUp(): Promise<void> {
  await setFaults({});
  offered.last = undefined;
  if ((await described()).rotationEnabled) await (await secretStore()).stopRotation(NAME);
}

describe('Set the rotation of a secret', () => {
  afterEach(cleanUp);

  it('turns it on, changes it, and takes both back', async () => {
    const all = await deps();
    const asks: (string | undefined)[] = [];
    const version = await currentVersion();
    assert.equal(await setRotation(await chosen(), async () => every30, all), true);
    const { rotationEnabled, rotationDays, rotationLambda, nextRotationDate } = await described();
    assert.deepEqual([rotationEnabled, rotationDays, rotationLambda], [true, 30, LAMBDA]);
    assert.ok((nextRotationDate ?? 0) > Date.now() + 29 * 86_400_000);
    assert.equal(await currentVersion(), version, 'not at once');
    assert.deepEqual([all.asked[0]?.kind, all.asked[0]?.target], ['overwrite', NAME]);
    assert.equal(all.asked[0]?.question, `Rotate ${NAME}: every 30 days?`);
    assert.match(all.asked[0]?.details.join(' ') ?? '', /does not rotate now.*function:rotate.*next window/);
    const firstUndo = offered.last?.undo;
    const other: WholeRotation = {
      immediately: false,
      lambdaArn: `${LAMBDA}-other`,
      rules: { scheduleExpression: 'cron(0 16 1 * ? *)', duration: '3h' },
    };
    const ask = async (secret: DescribedSecret) => {
      asks.push(secret.rotationLambda);
      return other;
    };
    await setRotation(await chosen(), ask, all);
    assert.deepEqual(asks, [LAMBDA], 'what is set now is known to the question');
    const changed = await described();
    assert.deepEqual([changed.rotationSchedule, changed.rotationWindow], ['cron(0 16 1 * ? *)', '3h']);
    assert.equal(offered.last?.message, `${NAME} rotates: cron(0 16 1 * ? *), window 3h.`);
    await offered.take();
    assert.deepEqual(
      [
        (await described()).rotationLambda,
        (await described()).rotationSchedule,
        (await described()).rotationDays,
      ],
      [LAMBDA, undefined, 30],
    );
    await firstUndo?.();
    assert.equal((await described()).rotationEnabled, false);
    assert.equal(all.asked.length, 4, 'each is asked about');
  });

  it('changes nothing without answers or a yes, or a permission', async () => {
    assert.equal(await setRotation(await chosen(), async () => undefined, await deps()), false);
    assert.equal(
      await setRotation(await chosen(), async () => every30, await deps({ passes: false })),
      false,
    );
    const those = await chosen();
    await setFaults({ deny: ['secretsmanager:RotateSecret'] });
    await assert.rejects(
      setRotation(those, async () => every30, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:RotateSecret',
    );
    await setFaults({});
    assert.ok(!(await described()).rotationEnabled);
    assert.equal(offered.last, undefined);
  });

  it('says that somebody was faster', async () => {
    const whileAsked = async () =>
      (await secretStore()).rotate(NAME, { ...every30, rules: { automaticallyAfterDays: 7 } });
    await assert.rejects(
      setRotation(await chosen(), async () => every30, await deps({ whileAsked })),
      thrown => {
        const { code, message } = failureOf(thrown);
        return code === 'conflict' && message.includes('every 7 days');
      },
    );
    assert.equal((await described()).rotationDays, 7);
  });

  it('changes nothing in another account or Region than it was asked in', async () => {
    const { session } = await keyhole();
    const those = await chosen();
    session.reconnect();
    await assert.rejects(
      setRotation(those, async () => every30, await deps()),
      thrown => failureOf(thrown).code === 'invalid',
    );
    await setRotation(await chosen(), async () => every30, await deps());
    await session.choose({ kind: 'aws', region: 'eu-north-1' });
    try {
      await assert.rejects(offered.take(), thrown => failureOf(thrown).code === 'invalid');
    } finally {
      await session.choose({ kind: 'aws' });
    }
    assert.equal((await described()).rotationEnabled, true);
  });

  it('is left to the service that manages a secret, to its primary, and is not for one that is on its way', async () => {
    const all = await deps();
    const cases: readonly (readonly [Partial<DescribedSecret>, RegExp])[] = [
      [{ owningService: 'rds' }, /managed by rds, which rotates it/],
      [{ primaryRegion: 'us-east-1' }, /is a replica.*us-east-1/],
      [{ deletedDate: Date.now() }, /scheduled for deletion/],
    ];
    for (const [more, says] of cases) {
      const told = await telling(all, { rotationEnabled: true, rotationLambda: LAMBDA, ...more });
      for (const change of [
        setRotation(await chosen(), async () => every30, told),
        rotateNow(await chosen(), told),
        stopRotation(await chosen(), told),
      ])
        await assert.rejects(change, thrown => says.test(failureOf(thrown).message));
    }
    assert.equal(all.asked.length, 0);
  });
});

describe('Rotate a secret now', () => {
  beforeEach(async () => (await secretStore()).rotate(NAME, every30));
  afterEach(cleanUp);

  it('makes a new version, after a question that says it cannot be undone', async () => {
    const before = await currentVersion();
    const all = await deps();
    assert.equal(await rotateNow(await chosen(), all), true);
    const { versions = [], lastRotatedDate = 0 } = await described();
    const holder = (stage: string) => versions.find(({ stages }) => stages.includes(stage))?.versionId;
    assert.notEqual(holder('AWSCURRENT'), before);
    assert.equal(holder('AWSPREVIOUS'), before);
    assert.ok(lastRotatedDate > Date.now() - 60_000);
    assert.equal((await described()).rotationDays, 30, 'its schedule stays');
    assert.equal(all.asked[0]?.question, `Rotate the secret ${NAME} now?`);
    assert.match(all.asked[0]?.details.join(' ') ?? '', /function:rotate.*cannot be undone/);
    assert.equal(offered.last, undefined);
  });

  it('rotates nothing without a yes or a permission', async () => {
    const before = await currentVersion();
    assert.equal(await rotateNow(await chosen(), await deps({ passes: false })), false);
    const those = await chosen();
    await setFaults({ deny: ['secretsmanager:RotateSecret'] });
    await assert.rejects(
      rotateNow(those, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:RotateSecret',
    );
    await setFaults({});
    assert.equal(await currentVersion(), before);
  });

  it('says that somebody was faster, that one is under way, and that there is none to begin', async () => {
    const whileAsked = async () => (await secretStore()).rotate(NAME, { immediately: true });
    await assert.rejects(rotateNow(await chosen(), await deps({ whileAsked })), thrown => {
      const { code, message } = failureOf(thrown);
      return code === 'conflict' && /another value meanwhile/.test(message);
    });
    const secrets = await secretStore();
    const previous = (await described()).versions?.find(({ stages }) => stages.includes('AWSPREVIOUS'));
    assert.ok(previous);
    await secrets.moveStage(NAME, 'AWSPENDING', { to: previous.versionId });
    try {
      await assert.rejects(rotateNow(await chosen(), await deps()), thrown => {
        const { code, message } = failureOf(thrown);
        return code === 'conflict' && message.includes(`${previous.versionId} has AWSPENDING`);
      });
    } finally {
      await secrets.moveStage(NAME, 'AWSPENDING', { from: previous.versionId });
    }
    await secrets.stopRotation(NAME);
    await assert.rejects(rotateNow(await chosen(), await deps()), thrown =>
      /set its rotation first/.test(failureOf(thrown).message),
    );
  });
});

describe('Stop the rotation of a secret', () => {
  beforeEach(async () => (await secretStore()).rotate(NAME, every30));
  afterEach(cleanUp);

  it('and takes it back with the schedule there was', async () => {
    const version = await currentVersion();
    const all = await deps();
    assert.equal(await stopRotation(await chosen(), all), true);
    assert.equal((await described()).rotationEnabled, false);
    assert.match(all.asked[0]?.details[0] ?? '', /It was: every 30 days/);
    await offered.take();
    const { rotationEnabled, rotationDays, rotationLambda } = await described();
    assert.deepEqual([rotationEnabled, rotationDays, rotationLambda], [true, 30, LAMBDA]);
    assert.equal(await currentVersion(), version, 'nothing is rotated by it');
  });

  it('changes nothing without a yes, a permission, or where somebody was faster', async () => {
    assert.equal(await stopRotation(await chosen(), await deps({ passes: false })), false);
    const those = await chosen();
    await setFaults({ deny: ['secretsmanager:CancelRotateSecret'] });
    await assert.rejects(
      stopRotation(those, await deps()),
      thrown => failureOf(thrown).missingAction === 'secretsmanager:CancelRotateSecret',
    );
    await setFaults({});
    const whileAsked = async () => (await secretStore()).stopRotation(NAME);
    await assert.rejects(
      stopRotation(await chosen(), await deps({ whileAsked })),
      thrown => failureOf(thrown).code === 'conflict',
    );
    await assert.rejects(stopRotation(await chosen(), await deps()), thrown =>
      /does not rotate/.test(failureOf(thrown).message),
    );
  });

  it('of the tree: row and tooltip show it, and nothing forged does anything', async () => {
    const api = await keyhole();
    const { asked, gate } = await deps();
    const context = {
      ...Object.create(null),
      explorer: { get: () => ({ views: api.views }) },
      language: { refresh: () => undefined },
      gate,
    };
    const view = api.views.secrets;
    await view.refresh();
    const row = async () => view.provider.getTreeItem(await item(view, NAME));
    assert.equal((await row()).description, 'rotates');
    assert.match((await row()).contextValue ?? '', /\brotatable rotating\b/);
    const node = await item(view, NAME);
    const cancelled = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
    const { tooltip } = (await view.provider.resolveTreeItem?.(await row(), node, cancelled)) ?? {};
    const text = typeof tooltip === 'object' ? tooltip.value : '';
    assert.match(text, /on, every 30 days/);
    assert.match(text, /function:rotate/);
    assert.match(text, /Next\srotation/);
    await resetCalls();
    const other = await item(view, 'prod/my-app/stripe-api-key');
    for (const argument of [other, { kind: 'secret' }, { kind: 'folder', path: 'dev' }, 7, 'x', null]) {
      await rotateSecretCommand(context)(argument);
      await stopRotationCommand(context)(argument);
    }
    assert.equal(asked.length, 0);
    assert.doesNotMatch(await callCounts(), /Rotate/);
    await stopRotationCommand(context)(node);
    await eventually(async () => assert.equal((await row()).description, undefined));
  });
});

describe('what is typed for a rotation', () => {
  const table: readonly (readonly [what: string, problem: unknown, fits: boolean])[] = [
    ['days', scheduleMessage('30'), true],
    ['no days', scheduleMessage(''), false],
    ['minutes', scheduleMessage('rate(5 minutes)'), false],
    ['a window', windowMessage('3', '30'), true],
    ['a window beyond the next', windowMessage('5', 'rate(4 hours)'), false],
    ['a function', lambdaProblem(LAMBDA), true],
    ['a function with an alias', lambdaProblem(`${LAMBDA}:live`), true],
    ['a function of China', lambdaProblem(LAMBDA.replace('aws', 'aws-cn')), true],
    ['the name of a function', lambdaProblem('rotate'), false],
    ['no function', lambdaProblem(''), false],
    ['the ARN of a role', lambdaProblem('arn:aws:iam::123456789012:role/rotate'), false],
  ];
  for (const [what, problem, fits] of table)
    it(`${what}: ${fits ? 'fits' : 'does not'}`, () => assert.equal(problem === undefined, fits));
});
