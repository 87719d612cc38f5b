// What is collected in the window before it is sent: looked at, one thrown away, the rest applied at once; and where the
// files of the workspace name an item. By mouse and keyboard.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { calledActions, callSandbox, keyPolicy, parameterValue } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const HOST = '/my-app/dev/database/host';
const USER = '/my-app/dev/database/username';
/** In none of the files. */
const LEFT_OVER = '/old-shop/theme';
const KEY = 'alias/my-app-dev';

describe('browser: staged changes', () => {
  let world: World;
  let workbench: Workbench;
  let parameters: View;
  let endpoint: string;

  before(async () => {
    world = await openWorld('staged');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    await callSandbox(endpoint, 'ssm', 'PutParameter', { Name: LEFT_OVER, Type: 'String', Value: 'x' });
    await workbench.openContainer('Keyhole');
    parameters = workbench.view('Parameters');
    await parameters.expand(['/my-app', 'dev', 'database'], 'host');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('collects what is saved, counts it, and sends nothing', async () => {
    const { page } = workbench;
    await parameters.contextMenu(parameters.row('host').first(), 'Edit Value');
    await opened('SANDBOX host');
    await replaceText('db.dev', 'db-2.dev');
    await page.keyboard.press('Control+s');
    await parameters.contextMenu(parameters.row('username').first(), 'Edit Value');
    await opened('SANDBOX username');
    await replaceText('my_app', 'somebody');
    await page.keyboard.press('Control+s');
    const keys = workbench.view('Keys');
    await keys.contextMenu(keys.row('my-app-dev').first(), 'Open Key Policy');
    await opened('SANDBOX my-app-dev');
    await replaceText('"Sid": "', '"Sid": "Our ');
    await page.keyboard.press('Control+s');
    await page
      .locator('.statusbar-item', { hasText: '3' })
      .filter({ hasText: /staged/i })
      .waitFor();
    await workbench.screenshot('collected');
    assert.equal(await parameterValue(endpoint, HOST), 'db.dev.example.com');
    assert.doesNotMatch((await calledActions(endpoint)).join(' '), /PutKeyPolicy/);
  });

  it('lists them, and compares one with what AWS has', async () => {
    const { page, quickInput } = workbench;
    await page
      .locator('.statusbar-item')
      .filter({ hasText: /staged/i })
      .click();
    await titled('Staged in this window, not in AWS: 3');
    await workbench.screenshot('list');
    await rowAction('my-app-dev', 'Compare with What AWS Has');
    await page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.screenshot('policy-diff');
    await workbench.theme('Dark Modern');
    await workbench.command('Keyhole: Show Staged Changes');
    await rowAction(HOST, 'Compare with What AWS Has');
    await page.getByText('db-2.dev.example.com').first().waitFor();
    await workbench.screenshot('value-diff-dark');
    assert.equal(await quickInput.box.isVisible(), false);
  });

  it('throws one away, once that is said', async () => {
    await workbench.command('Keyhole: Show Staged Changes');
    await rowAction(USER, 'Discard');
    await workbench.answer(`Discard what is staged of ${USER}?`, 'Discard', 'discard-dark');
    await titled('Staged in this window, not in AWS: 2');
    await workbench.screenshot('list-dark');
  });

  it('applies the rest after one review', async () => {
    const { page, quickInput } = workbench;
    await quickInput.choose('Apply All Staged Changes');
    await titled('Apply All Staged Changes');
    await quickInput.rows.filter({ hasText: HOST }).first().waitFor();
    await workbench.screenshot('review-dark');
    await page.keyboard.press('Enter');
    await workbench.answer('Apply 2 changes?', 'Apply', 'question-dark');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes', 'leave-dark');
    await applied().waitFor();
    await workbench.screenshot('applied-dark');
    assert.equal(await parameterValue(endpoint, HOST), 'db-2.dev.example.com');
    assert.equal(await parameterValue(endpoint, USER), 'my_app');
    assert.match(await keyPolicy(endpoint, KEY), /"Our /);
    await page
      .locator('.statusbar-item')
      .filter({ hasText: /staged/i })
      .waitFor({ state: 'detached' });
  });

  it('takes back what is ticked of them', async () => {
    const { page, quickInput } = workbench;
    await applied().locator('.monaco-button', { hasText: 'Undo…' }).click();
    await titled('What is taken back?');
    await quickInput.choose('The policy of SANDBOX my-app-dev is changed.');
    await workbench.screenshot('undo-dark');
    await page.keyboard.press('Enter');
    await workbench.answer(`Make version 1 of ${HOST} the latest?`, 'Restore');
    await eventually(async () => assert.equal(await parameterValue(endpoint, HOST), 'db.dev.example.com'));
    assert.match(await keyPolicy(endpoint, KEY), /"Our /);
  });

  it('shows where the files of the workspace name an item', async () => {
    const { page } = workbench;
    await workbench.closeEditors();
    await workbench.theme('Light Modern');
    await parameters.expand(['prod', 'api'], 'key');
    await parameters.contextMenu(parameters.row('key').first(), 'Find Usages');
    await places().filter({ hasText: 'template.yaml' }).first().waitFor();
    await workbench.screenshot('usages-of-a-parameter');
    await page.keyboard.press('Escape');
    const secrets = workbench.view('Secrets');
    await secrets.expand(['prod', 'my-app'], 'database');
    await secrets.contextMenu(secrets.row('database').first(), 'Find Usages');
    await places().filter({ hasText: 'sam.yaml' }).first().waitFor();
    await page.getByText(/prod\/my-app\/database: \d+ usages; \d+ files were looked through/).waitFor();
    await workbench.screenshot('usages');
    await page.keyboard.press('Escape');
  });

  it('lists the parameters that no file names, and no more than it knows', async () => {
    const { quickInput } = workbench;
    await workbench.command('Keyhole: Find Unused Parameters');
    await titled('Named in none of');
    await quickInput.rows.filter({ hasText: LEFT_OVER }).waitFor();
    assert.equal(await quickInput.rows.count(), 1);
    assert.match(
      String(await quickInput.box.getAttribute('placeholder')),
      /^Whether something outside .* not known$/,
    );
    await workbench.screenshot('unused');
    await quickInput.choose(LEFT_OVER);
    await parameters.row('theme').and(workbench.page.locator('.selected')).waitFor();
  });

  function applied(): Locator {
    return workbench.toasts.filter({ hasText: '2 changes are applied.' }).first();
  }

  /** Of the list beside the peeked file. */
  function places(): Locator {
    return workbench.page.locator('.zone-widget .monaco-list-row');
  }

  async function opened(title: string): Promise<void> {
    await workbench.page.locator('.tab.active', { hasText: title }).waitFor();
    await workbench.page.locator('.editor-group-container.active .view-line').first().waitFor();
  }

  async function rowAction(name: string, action: string): Promise<void> {
    const row = workbench.quickInput.rows.filter({ hasText: name }).first();
    await eventually(async () => {
      await row.hover({ timeout: 3_000 });
      await row.getByRole('button', { name: action }).click({ timeout: 3_000 });
    });
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
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
