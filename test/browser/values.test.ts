// Values that are changed: a plain one as a document, saved, applied, and put together with somebody else's change. By
// mouse and keyboard.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox, parameterValue } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

const NAME = '/values-test/config';

describe('browser: values', () => {
  let world: World;
  let workbench: Workbench;
  let endpoint: string;

  const put = (Value: string) =>
    callSandbox(endpoint, 'ssm', 'PutParameter', { Name: NAME, Type: 'String', Overwrite: true, Value });

  before(async () => {
    world = await openWorld('values');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    await put('{\n  "host": "db",\n  "port": 5432,\n  "pool": 5,\n  "debug": false\n}');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('opens a plain value as a document from the tree', async () => {
    await workbench.openContainer('Keyhole');
    const parameters = workbench.view('Parameters');
    await parameters.expand(['/values-test'], 'config');
    await parameters.contextMenu(parameters.row('config').first(), 'Edit Value');
    await workbench.page.locator('.tab.active', { hasText: 'SANDBOX config.json' }).waitFor();
    await workbench.page.locator('.editor-group-container.active .view-line').first().waitFor();
  });

  it('saves it in the window, and applies it once one has said so', async () => {
    const { page } = workbench;
    await replaceText('5432', '6432');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved in this window, not in AWS').first().waitFor();
    await workbench.screenshot('staged');
    assert.match(await parameterValue(endpoint, NAME), /5432/);
    await titleAction('Apply to AWS');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await workbench.answer('Change the value of SANDBOX config?', 'Apply', 'apply');
    await eventually(async () => assert.match(await parameterValue(endpoint, NAME), /6432/));
    await workbench.toasts.filter({ hasText: 'is at version 2 now' }).first().waitFor();
    await workbench.screenshot('applied');
  });

  it('puts it together with what somebody else has made of it', async () => {
    const { page } = workbench;
    await replaceText('"db"', '"db.mine"');
    await put('{\n  "host": "db",\n  "port": 6432,\n  "pool": 5,\n  "debug": true\n}');
    await titleAction('Apply to AWS');
    await workbench.answer('Somebody has changed SANDBOX config.json', 'Merge', 'conflict');
    await page.locator('.merge-editor').first().waitFor();
    await page.getByText('In the Account').first().waitFor();
    await workbench.screenshot('merge');
    await page.getByText('Accept In the Account').first().click();
    await page.keyboard.press('Control+s');
    await titleAction('Apply to AWS');
    await workbench.answer('Change the value of SANDBOX config?', 'Apply');
    await eventually(async () => {
      const { host, debug } = JSON.parse(await parameterValue(endpoint, NAME));
      assert.deepEqual([host, debug], ['db.mine', true]);
    });
  });

  it('edits a secret by key, and saves it as a new version', async () => {
    const { page } = workbench;
    const secrets = workbench.view('Secrets');
    await secrets.expand(['prod', 'my-app'], 'database');
    await secrets.contextMenu(secrets.row('database').first(), 'Edit Value');
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Value host').fill('db.mine.example');
    await panel.getByRole('button', { name: 'Add Key' }).click();
    await panel.getByText('A key has a name.').waitFor();
    await page.keyboard.type('host');
    await panel.getByText('Two keys have this name.').waitFor();
    await workbench.screenshot('edited-by-key');
    await page.keyboard.type('2');
    await panel.getByLabel('Value host2').fill('db2.example');
    // Looked up elsewhere meanwhile: what was typed is there again, and not shown before one says so.
    await page.locator('.tab', { hasText: 'config.json' }).first().click();
    await page.locator('.tab', { hasText: '● prod/my-app/database' }).first().click();
    await panel.getByText('What you typed is kept').waitFor();
    assert.doesNotMatch(await panel.locator('body').innerText(), /db\.mine/);
    await workbench.screenshot('unsaved');
    await panel.getByRole('button', { name: 'Continue Editing' }).click();
    assert.equal(await panel.getByLabel('Value host2').inputValue(), 'db2.example');
    const password = await panel.getByLabel('Value password').inputValue();
    await panel.getByRole('button', { name: 'Generate password' }).click();
    await eventually(async () => {
      const generated = await panel.getByLabel('Value password').inputValue();
      assert.ok(generated !== password && generated.length >= 20, 'it is another one');
    });
    await page.keyboard.press('Control+s');
    await workbench.answer('Put a new version of prod/my-app/database?', 'Save', 'save');
    await panel.getByText('Saved.').waitFor();
    const { host, host2 } = await secretKeys();
    assert.deepEqual([host, host2], ['db.mine.example', 'db2.example']);
    await workbench.toasts
      .filter({ hasText: 'has a new version' })
      .first()
      .locator('.monaco-button', { hasText: 'Undo' })
      .click();
    await workbench.answer('of prod/my-app/database current?', 'Make Current');
    await eventually(async () => assert.equal((await secretKeys()).host2, undefined));
  });

  it('edits as text, says that it is no JSON, and discards', async () => {
    const { page } = workbench;
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByRole('button', { name: 'Edit as Text' }).click();
    await panel.locator('#fields > textarea').fill('{"host": ');
    await panel.getByText('This is no JSON any longer').waitFor();
    await workbench.screenshot('as-text');
    await page.keyboard.press('Escape');
    await workbench.answer('Discard what you typed for prod/my-app/database?', 'Discard');
    await panel.getByText('The value is hidden.').waitFor();
    assert.notEqual((await secretKeys()).host, undefined);
  });

  it('offers what was typed again when its tab is closed', async () => {
    const { page } = workbench;
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Value host').fill('typed.example');
    await page.locator('.tab.active', { hasText: '● prod/my-app/database' }).waitFor();
    await workbench.command('View: Close Editor');
    await workbench.toasts
      .filter({ hasText: 'is not saved' })
      .first()
      .locator('.monaco-button', { hasText: 'Continue Editing' })
      .click();
    await panel.getByRole('button', { name: 'Continue Editing' }).click();
    assert.equal(await panel.getByLabel('Value host').inputValue(), 'typed.example');
  });

  it('changes several settings of a parameter as one version', async () => {
    const { page, quickInput } = workbench;
    const parameters = workbench.view('Parameters');
    await parameters.contextMenu(parameters.row('config').first(), 'Change Parameter Settings…');
    await quickInput.choose('Description');
    await titled('Description of');
    await quickInput.type('of the pool');
    await page.keyboard.press('Enter');
    await quickInput.choose('Expiration and notifications');
    await titled('Expiration of');
    await quickInput.type('2020-01-01');
    await page.getByText('This has passed').first().waitFor();
    await quickInput.type('2099-01-31 18:00');
    await page.keyboard.press('Enter');
    await titled('Notification before');
    await quickInput.type('15');
    await page.keyboard.press('Enter');
    await titled('Notification when');
    await page.keyboard.press('Enter');
    await quickInput.rows.filter({ hasText: 'Apply (3 changed)' }).first().waitFor();
    await workbench.screenshot('settings');
    await quickInput.choose('Apply (3 changed)');
    await workbench.answer(`Change the settings of ${NAME}?`, 'Change', 'settings-question');
    await eventually(async () => {
      const filters = [{ Key: 'Name', Option: 'Equals', Values: [NAME] }];
      const { Parameters } = await callSandbox(endpoint, 'ssm', 'DescribeParameters', {
        ParameterFilters: filters,
      });
      const [{ Description, Tier, Policies }] = Array.isArray(Parameters) ? Parameters : [];
      assert.deepEqual([Description, Tier, Policies.length], ['of the pool', 'Advanced', 2]);
    });
  });

  it('tags a key', async () => {
    const { page, quickInput } = workbench;
    const keys = workbench.view('Keys');
    await keys.contextMenu(keys.row('my-app-dev').first(), 'Edit Tags…');
    await quickInput.choose('Add a tag…');
    await titled('New tag of');
    await quickInput.type('aws:x');
    await page.getByText('Keys that begin with aws:').first().waitFor();
    await quickInput.type('Owner');
    await page.keyboard.press('Enter');
    await titled('Tag Owner of');
    await quickInput.type('payments');
    await page.keyboard.press('Enter');
    await quickInput.rows.filter({ hasText: 'not applied' }).first().waitFor();
    await workbench.screenshot('tags');
    await quickInput.choose('Apply (1 changed)');
    await workbench.answer('Change the tags of alias/my-app-dev?', 'Change', 'tags-question');
    await workbench.toasts.filter({ hasText: 'The tags of alias/my-app-dev are changed' }).first().waitFor();
  });

  it('Compare two versions of a parameter or a secret', async () => {
    const { page, quickInput } = workbench;
    const parameters = workbench.view('Parameters');
    await parameters.contextMenu(parameters.row('config').first(), 'Show Versions…');
    await versionAction('Version 1', 'Compare with Another Version…');
    await titled('Compare Version 1 with');
    await quickInput.choose('Version 2');
    await page.locator('.tab.active', { hasText: `${NAME}: Version 1 ↔ Version 2` }).waitFor();
    await page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.screenshot('compared');
    const secrets = workbench.view('Secrets');
    await secrets.contextMenu(secrets.row('database').first(), 'Show Versions…');
    await versionAction('AWSCURRENT', 'Compare with Another Version…');
    await quickInput.choose('AWSPREVIOUS');
    await quickInput.rows.filter({ hasText: 'differs' }).first().waitFor();
    await workbench.screenshot('compared-masked');
    assert.doesNotMatch(await page.locator('.quick-input-widget').innerText(), /FAKE-|example/);
    await quickInput.choose('Open Both, Masked');
    await page.locator('.tab', { hasText: 'prod/my-app/database (' }).nth(1).waitFor();
  });

  it('labels a version, and says from where a label moves', async () => {
    const { page, quickInput } = workbench;
    const parameters = workbench.view('Parameters');
    for (const version of ['Version 1', 'Version 2']) {
      await parameters.contextMenu(parameters.row('config').first(), 'Show Versions…');
      await versionAction(version, 'Labels of This Version…');
      await titled('Labels of version');
      await quickInput.type('live');
      await page.keyboard.press('Enter');
      await workbench.answer(`Change the labels of ${version.toLowerCase()} of ${NAME}?`, 'Change', 'labels');
    }
    await eventually(async () => {
      const { Parameters } = await callSandbox(endpoint, 'ssm', 'GetParameterHistory', { Name: NAME });
      assert.ok(Array.isArray(Parameters));
      assert.deepEqual(Parameters.find(({ Version }) => Version === 2).Labels, ['live']);
    });
  });

  it('renames a parameter with a key', async () => {
    const { page, quickInput } = workbench;
    const parameters = workbench.view('Parameters');
    await parameters.row('config').first().click();
    await page.keyboard.press('F2');
    await titled('Move or Rename');
    assert.equal(await quickInput.box.inputValue(), NAME);
    await page.keyboard.type('settings/');
    await page.getByText('A name ends with what it is called').first().waitFor();
    await page.keyboard.type('pool');
    await page.keyboard.press('Enter');
    await workbench.answer(`Move ${NAME} to /values-test/settings/pool?`, 'Move', 'move');
    await parameters.expand(['settings'], 'pool');
    await assert.rejects(parameterValue(endpoint, NAME));
    assert.match(await parameterValue(endpoint, '/values-test/settings/pool'), /db\.mine/);
  });

  it('creates a parameter with a description and a tier', async () => {
    const { page, quickInput } = workbench;
    await workbench.command('Keyhole: Create Parameter…');
    await titled('Create Parameter');
    await quickInput.type('/values-test/made');
    await page.keyboard.press('Enter');
    await titled('its type');
    const row = quickInput.rows.filter({ hasText: 'SecureString' }).first();
    await row.hover();
    await row.getByRole('button', { name: 'With Tier, Key, Description' }).click();
    await quickInput.choose('Description');
    await titled('Description of');
    await quickInput.type('made with a mouse');
    await page.keyboard.press('Enter');
    await quickInput.choose('Tier');
    await titled('Tier of');
    await quickInput.choose('Advanced');
    await quickInput.rows.filter({ hasText: 'Go on to the value' }).first().waitFor();
    await workbench.screenshot('create-settings');
    await quickInput.choose('Go on to the value');
    await titled('its value');
    await quickInput.type('FAKE-made');
    await page.keyboard.press('Enter');
    await workbench.answer('Create the parameter /values-test/made (SecureString)?', 'Create', 'create');
    await eventually(async () =>
      assert.equal(await parameterValue(endpoint, '/values-test/made'), 'FAKE-made'),
    );
  });

  async function versionAction(version: string, action: string): Promise<void> {
    const row = workbench.quickInput.rows.filter({ hasText: version }).first();
    // The list is drawn anew while it is still read.
    await eventually(async () => {
      await row.hover({ timeout: 3_000 });
      await row.getByRole('button', { name: action }).click({ timeout: 3_000 });
    });
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
  }

  async function secretKeys(): Promise<Readonly<Record<string, unknown>>> {
    const input = { SecretId: 'prod/my-app/database' };
    const { SecretString } = await callSandbox(endpoint, 'secretsmanager', 'GetSecretValue', input);
    return JSON.parse(String(SecretString));
  }

  async function titleAction(title: string): Promise<void> {
    await workbench.page.locator(`.editor-actions a.action-label[aria-label^="${title}"]`).first().click();
  }

  /** As a person does it: find, replace, close. */
  async function replaceText(text: string, by: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.editor-group-container.active .view-line').first().click();
    await page.keyboard.press('Control+h');
    await page.locator('.find-widget.visible .find-part textarea').first().fill(text);
    await page.locator('.find-widget.visible .replace-part textarea').first().fill(by);
    await page.keyboard.press('Control+Alt+Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
});
