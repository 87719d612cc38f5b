import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rotationLogPage } from '../../src/client/commands/rotationLog';
import { versionTexts } from '../../src/client/commands/versions/versionTexts';
import { pendingRotationText } from '../../src/client/tree/lastRotation';
import { contextValue, type SecretNode } from '../../src/client/tree/nodes';
import { treeItemOf } from '../../src/client/tree/treeItems';
import { rotateNow } from '../../src/client/write/secrets/rotation/rotateNow';
import { consoleUrl } from '../../src/core/catalog/consoleUrl';
import { failureOf } from '../../src/core/failure';
import { chosenSecret, secretDeps, secretStore, undoOffers } from './secretSupport';
import { eventually, item, keyhole, setFaults } from './support';

const NAME = 'dev/my-app/database';
const LAMBDA = 'arn:aws:lambda:eu-west-1:123456789012:function:rotate';
const AT = Date.UTC(2026, 2, 11, 12);

async function rotating(): Promise<SecretNode> {
  const { views } = await keyhole();
  const secrets = await secretStore();
  await secrets.rotate(NAME, {
    immediately: true,
    lambdaArn: LAMBDA,
    rules: { automaticallyAfterDays: 30 },
  });
  await views.secrets.refresh();
  return eventually(async () => {
    const node = await item(views.secrets, NAME);
    assert.ok(node.kind === 'secret' && node.metadata.rotationEnabled === true);
    return node;
  });
}

describe('Show the rotation log of a secret', () => {
  const offered = undoOffers();
  afterEach(async () => {
    await setFaults({});
    const secrets = await secretStore();
    const { versions = [], rotationEnabled } = await secrets.describe(NAME);
    const pending = versions.find(({ stages }) => stages.includes('AWSPENDING'));
    if (pending) await secrets.moveStage(NAME, 'AWSPENDING', { from: pending.versionId });
    if (rotationEnabled) await secrets.stopRotation(NAME);
    await (await keyhole()).views.secrets.refresh();
  });

  it('is the log group of its function, in the console of its partition', async () => {
    const page = rotationLogPage({ rotationLambda: LAMBDA.replace('eu-west-1', 'us-gov-west-1') });
    assert.ok(page);
    assert.match(
      consoleUrl(page.item, page.region) ?? '',
      /^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\/.*\$252Faws\$252Flambda\$252Frotate$/,
    );
    assert.equal(rotationLogPage({}), undefined);
    assert.equal(rotationLogPage({ rotationLambda: 'https://evil.example/' }), undefined);
  });

  it('is offered where a function rotates it, and opens nothing of the sandbox', async () => {
    const { views } = await keyhole();
    const other = await item(views.secrets, 'prod/my-app/stripe-api-key');
    assert.doesNotMatch(contextValue(other), /rotationLog/);
    const node = await rotating();
    assert.match(contextValue(node), /\brotationLog\b/);
    await vscode.commands.executeCommand('keyhole.showRotationLog', node);
    await vscode.commands.executeCommand('keyhole.showRotationLog', other);
  });

  it('is pointed to where the last rotation did not finish: in the tooltip, among the versions, before another', async () => {
    const node = await rotating();
    const { views } = await keyhole();
    const secrets = await secretStore();
    const { versions = [] } = await secrets.describe(NAME);
    const previous = versions.find(({ stages }) => stages.includes('AWSPREVIOUS'));
    assert.ok(previous);
    await secrets.moveStage(NAME, 'AWSPENDING', { to: previous.versionId });
    const tooltip = async () => {
      const { token } = new vscode.CancellationTokenSource();
      const shown = await views.secrets.provider.resolveTreeItem?.(treeItemOf(node), node, token);
      assert.ok(shown?.tooltip instanceof vscode.MarkdownString);
      return shown.tooltip.value;
    };
    assert.match(await tooltip(), /Last\srotation \| `(?:did not finish, pending|under way) since .+`/);
    await assert.rejects(rotateNow(await chosenSecret(NAME), await secretDeps(offered)), thrown => {
      const { code, message } = failureOf(thrown);
      return code === 'conflict' && / since .*has AWSPENDING/.test(message);
    });
    await setFaults({ deny: ['secretsmanager:ListSecretVersionIds'] });
    assert.match(await tooltip(), /Last\srotation \| `under way, or did not finish`/);
    await assert.rejects(
      rotateNow(await chosenSecret(NAME), await secretDeps(offered)),
      /under way, or did not finish.*Show Rotation Log tells why/,
    );
  });

  it('is said with its date', () => {
    const date = new Date(AT).toLocaleString();
    assert.equal(
      pendingRotationText({ versionId: 'b', state: 'unfinished', since: AT }),
      `did not finish, pending since ${date}`,
    );
    assert.equal(
      pendingRotationText({ versionId: 'b', state: 'under-way', since: AT }),
      `under way since ${date}`,
    );
    const metadata = { name: NAME, arn: 'arn', rotationLambda: LAMBDA };
    const fact = { kind: 'secret', metadata, versionId: 'b', stages: ['AWSPENDING'], date: AT } as const;
    assert.equal(versionTexts(fact).description, 'AWSPENDING · its rotation did not finish');
    assert.equal(versionTexts({ ...fact, date: Date.now() }).description, 'AWSPENDING');
    assert.equal(versionTexts({ ...fact, metadata: { name: NAME, arn: 'arn' } }).description, 'AWSPENDING');
  });
});
