// What is done with keys: disabled and enabled again, named, rotated, kept from deletion, a grant taken back, one made. By
// mouse and keyboard.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox, keyPolicy } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const KEY = 'my-app-dev';

describe('browser: keys', () => {
  let world: World;
  let workbench: Workbench;
  let keys: View;
  let endpoint: string;
  let keyId: string;
  let account: string;

  before(async () => {
    world = await openWorld('keys');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    const key = await described(`alias/${KEY}`);
    keyId = key.KeyId;
    account = key.AWSAccountId;
    for (const one of [keyId, (await described('alias/my-app-prod')).KeyId])
      await callSandbox(endpoint, 'kms', 'CreateGrant', {
        KeyId: one,
        Name: 'batch-jobs',
        GranteePrincipal: `arn:aws:iam::${account}:role/my-app-dev`,
        Operations: ['Decrypt', 'GenerateDataKey'],
        Constraints: { EncryptionContextSubset: { app: 'my-app' } },
      });
    await workbench.openContainer('Keyhole');
    keys = workbench.view('Keys');
    await keys.unfold();
    await row().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('disables a key, says so in its row, and takes it back', async () => {
    await keys.contextMenu(row(), 'Disable Key…');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await workbench.answer(`Disable the key ${KEY}?`, 'Disable', 'disable');
    await row().filter({ hasText: 'disabled' }).waitFor();
    await workbench.screenshot('disabled');
    assert.equal((await described(keyId)).KeyState, 'Disabled');
    await undo(`${KEY} is disabled`);
    await workbench.answer(`Enable the key ${KEY}?`, 'Enable', 'enable');
    await eventually(async () => assert.equal((await described(keyId)).KeyState, 'Enabled'));
    await row().filter({ hasNotText: 'disabled' }).waitFor();
  });

  it('creates an alias, and says what is wrong with its name as it is typed', async () => {
    const { page, quickInput } = workbench;
    await keys.contextMenu(row(), 'Create Key Alias…');
    await titled(`An alias for the key ${KEY}`);
    await quickInput.type('my app');
    await page.getByText('An alias has letters, digits').first().waitFor();
    await workbench.screenshot('alias-wrong');
    await quickInput.type('my-app-prod');
    await page.getByText('There is one of that name already').first().waitFor();
    await quickInput.type('my-app-test');
    await page.keyboard.press('Enter');
    await workbench.answer(`Create alias/my-app-test for the key ${KEY}?`, 'Create', 'alias');
    await workbench.toasts.filter({ hasText: 'alias/my-app-test is created' }).first().waitFor();
    assert.equal((await described('alias/my-app-test')).KeyId, keyId);
  });

  it('turns rotation on with a period, and tells it in the tooltip', async () => {
    const { page, quickInput } = workbench;
    await keys.contextMenu(row(), 'Turn On Key Rotation…');
    await titled(`Rotate the key ${KEY}`);
    await quickInput.type('30');
    await page.getByText('AWS takes 90 to 2560 days').first().waitFor();
    await workbench.screenshot('period-wrong');
    await quickInput.type('180');
    await page.keyboard.press('Enter');
    await workbench.answer(`Rotate the key ${KEY} every 180 days?`, 'Turn On', 'rotation');
    await workbench.toasts.filter({ hasText: 'is rotated every 180 days' }).first().waitFor();
    await clearToasts();
    const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'every 180 days, next on' });
    await eventually(async () => {
      await page.mouse.move(900, 400);
      await row().hover();
      await hover.first().waitFor({ timeout: 5_000 });
    });
    await workbench.screenshot('tooltip');
    await page.mouse.move(900, 400);
  });

  it('shows who has a grant, and revokes it', async () => {
    await keys.contextMenu(row(), 'Show Key Grants…');
    await titled(`Grants of the key ${KEY} (1)`);
    await workbench.quickInput.rows.filter({ hasText: 'role/my-app-dev' }).first().waitFor();
    await workbench.screenshot('grants');
    await workbench.quickInput.choose('role/my-app-dev');
    await workbench.answer(`Revoke a grant of the key ${KEY}?`, 'Revoke', 'revoke');
    await eventually(async () => {
      const { Grants } = await callSandbox(endpoint, 'kms', 'ListGrants', { KeyId: keyId });
      assert.deepEqual(Grants, []);
    });
  });

  it('schedules a deletion after all that needs the key was told, and cancels it', async () => {
    const { page, quickInput } = workbench;
    await keys.contextMenu(keys.row('my-app-prod').first(), 'Schedule Key Deletion…');
    await titled('Delete the key my-app-prod');
    await workbench.screenshot('disable-instead');
    await quickInput.choose('Schedule its deletion');
    await titled('its waiting period');
    await quickInput.type('5');
    await page.getByText('AWS takes 7 to 30 days').first().waitFor();
    await quickInput.type('10');
    await page.keyboard.press('Enter');
    await workbench.answer('Delete the key my-app-prod in 10 days?', 'Schedule Deletion', 'deletion');
    await keys.row('my-app-prod').filter({ hasText: 'in 10 days' }).first().waitFor();
    await workbench.screenshot('pending');
    await clearToasts();
    await keys.contextMenu(keys.row('my-app-prod').first(), 'Cancel Key Deletion…');
    await workbench.answer('Cancel the deletion of my-app-prod?', 'Keep Key', 'keep');
    const toast = workbench.toasts.filter({ hasText: 'my-app-prod stays. It is disabled.' }).first();
    await toast.waitFor();
    await workbench.screenshot('kept');
    await toast.locator('.monaco-button', { hasText: 'Enable' }).click();
    await workbench.answer('Enable the key my-app-prod?', 'Enable');
    await eventually(async () => assert.equal((await described('alias/my-app-prod')).KeyState, 'Enabled'));
  });

  it('Create a key', async () => {
    const { page, quickInput } = workbench;
    await clearToasts();
    await keys.action('Create Key…');
    await titled('Create Key: what it is for');
    await workbench.screenshot('create-usage');
    await quickInput.choose('Encrypt and decrypt');
    await titled('Create Key: its spec');
    await workbench.screenshot('create-spec');
    await page.keyboard.press('Enter');
    await titled('Create Key: where it is');
    await workbench.screenshot('create-where');
    await page.keyboard.press('Enter');
    await titled('Create Key: its alias');
    await quickInput.type('aws/mine');
    await page.getByText('Names that begin with aws/').first().waitFor();
    await quickInput.type('my-app/made');
    await workbench.screenshot('create-alias');
    await page.keyboard.press('Enter');
    await titled('Create Key: its description');
    await quickInput.type('For what is made here');
    await workbench.screenshot('create-description');
    await page.keyboard.press('Enter');
    await titled('Create Key: its rotation');
    await workbench.screenshot('create-rotation');
    await page.keyboard.press('Enter');
    await titled('Create Key: its policy');
    await workbench.screenshot('create-policy');
    await quickInput.choose('For a role');
    await titled('Create Key: the role that uses it');
    await quickInput.rows.filter({ hasText: 'key-admin' }).first().waitFor();
    await workbench.screenshot('create-role');
    await quickInput.choose('ci/deploy');
    await workbench.answer('Create the key alias/my-app/made?', 'Create', 'create-question');
    await workbench.toasts.filter({ hasText: 'The key is created: alias/my-app/made' }).first().waitFor();
    await page.locator('.tab.active', { hasText: /SANDBOX my-app.made/ }).waitFor();
    await keys.rows.and(page.locator('.selected')).filter({ hasText: 'my-app/made' }).first().waitFor();
    await page.locator('.editor-group-container.active .view-line').first().waitFor();
    await workbench.screenshot('created');
    assert.match(await keyPolicy(endpoint, 'alias/my-app/made'), /role\/ci\/deploy/);
    const { KeyId } = await described('alias/my-app/made');
    const rotation = await callSandbox(endpoint, 'kms', 'GetKeyRotationStatus', { KeyId });
    assert.equal(rotation['RotationPeriodInDays'], 365);
    assert.equal(
      await page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').count(),
      0,
    );
  });

  it('Change which key of a multi-Region key is the primary', async () => {
    await clearToasts();
    const { KeyMetadata } = await callSandbox(endpoint, 'kms', 'CreateKey', { MultiRegion: true });
    const { KeyId } = Object(KeyMetadata);
    await callSandbox(endpoint, 'kms', 'CreateAlias', { AliasName: 'alias/global', TargetKeyId: KeyId });
    await callSandbox(endpoint, 'kms', 'ReplicateKey', { KeyId, ReplicaRegion: 'us-east-1' });
    await keys.action('Refresh');
    const global = keys.row('global').first();
    await global.filter({ hasText: 'multi-Region' }).waitFor();
    await keys.contextMenu(global, 'Change Primary Region…');
    await titled('The primary Region of global');
    await workbench.screenshot('primary-region');
    await workbench.quickInput.choose('us-east-1');
    await workbench.answer(
      'Make us-east-1 the primary Region of global?',
      'Make Primary',
      'primary-question',
    );
    await workbench.toasts.filter({ hasText: 'The primary Region of global is us-east-1' }).first().waitFor();
    await global.filter({ hasText: 'replica of us-east-1' }).waitFor();
    await workbench.screenshot('primary-moved');
    await undo('The primary Region of global is us-east-1');
    // Leave is given for one Region, and the primary key is in another one now.
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await workbench.answer('Make eu-west-1 the primary Region of global?', 'Make Primary');
    await global.filter({ hasNotText: 'replica' }).filter({ hasText: 'multi-Region' }).waitFor();
    assert.equal((await described(KeyId)).MultiRegionConfiguration.MultiRegionKeyType, 'PRIMARY');
  });

  function row(): Locator {
    return keys.row(KEY).first();
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
  }

  async function undo(message: string): Promise<void> {
    const toast = workbench.toasts.filter({ hasText: message }).first();
    await toast.locator('.monaco-button', { hasText: 'Undo' }).click();
  }

  async function clearToasts(): Promise<void> {
    await workbench.command('Notifications: Clear All Notifications');
  }

  async function described(KeyId: string) {
    const { KeyMetadata } = await callSandbox(endpoint, 'kms', 'DescribeKey', { KeyId });
    return Object(KeyMetadata);
  }
});
