// Parameters that come from a file, go to one, and go across from one path to another. By mouse and keyboard.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { parameterValue, setFaults } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const DEV = '/my-app/dev';
const ENTRIES = {
  'database/host': 'db.imported.example.com',
  'database/port': '5432',
  'cache/url': 'redis://cache.dev.example.com',
  'payment/api-key': 'FAKE-imported-key',
  'no name!': 'FAKE-lost',
};

describe('browser: exchange', () => {
  let world: World;
  let workbench: Workbench;
  let parameters: View;
  let endpoint: string;

  before(async () => {
    world = await openWorld('exchange');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    execFileSync('git', ['init', '-q'], { cwd: world.session.workspace, env: world.session.environment });
    writeFileSync(inWorkspace('.gitignore'), 'secrets.env\n');
    writeFileSync(inWorkspace('dev.json'), JSON.stringify(ENTRIES, null, 2));
    await workbench.openContainer('Keyhole');
    parameters = workbench.view('Parameters');
    await parameters.expand(['/my-app'], 'dev');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('shows what an import would create and change, values masked', async () => {
    const { page, quickInput } = workbench;
    await parameters.contextMenu(parameters.row('dev').first(), 'Import Parameters From File…');
    await fileDialog('import-file');
    await quickInput.choose('dev.json');
    await titled('Import dev.json');
    assert.equal(await quickInput.box.inputValue(), DEV);
    await page.keyboard.press('Enter');
    await workbench.answer(
      '1 entry of dev.json cannot be imported',
      'Go On With the Rest',
      'import-not-taken',
    );
    await titled(`Import dev.json into ${DEV}`);
    await quickInput.rows.filter({ hasText: '/my-app/dev/payment/api-key' }).first().waitFor();
    await workbench.screenshot('import-plan');
    assert.doesNotMatch(await page.locator('.quick-input-widget').innerText(), /FAKE|example\.com/);
    await page.keyboard.press('Enter');
  });

  it('asks which of the new ones are encrypted, under which key, and for leave', async () => {
    const { page, quickInput } = workbench;
    await titled('Which of the new ones are encrypted');
    await workbench.screenshot('import-secure');
    await page.keyboard.press('Enter');
    await titled('the key that encrypts it');
    await quickInput.choose('my-app-dev');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await setFaults(endpoint, { delayMs: 700 });
    await workbench.answer(`Import dev.json into ${DEV}`, 'Import', 'import-question');
  });

  it('shows how far it is, and takes all of it back', async () => {
    await workbench.toasts.filter({ hasText: 'of 3' }).first().waitFor();
    await workbench.screenshot('import-progress');
    await setFaults(endpoint, {});
    const done = workbench.toasts.filter({ hasText: `3 parameters are written below ${DEV}` }).first();
    await done.waitFor();
    await parameters.expand(['dev', 'payment'], 'api-key');
    await workbench.screenshot('imported');
    assert.equal(await parameterValue(endpoint, `${DEV}/database/host`), 'db.imported.example.com');
    assert.equal(await parameterValue(endpoint, `${DEV}/payment/api-key`), 'FAKE-imported-key');
    await done.locator('.monaco-button', { hasText: 'Undo' }).click();
    await workbench.answer(`Take back what was written below ${DEV}`, 'Take Back', 'import-undo');
    await eventually(async () =>
      assert.equal(await parameterValue(endpoint, `${DEV}/database/host`), 'db.dev.example.com'),
    );
    await parameters.row('payment').first().waitFor({ state: 'detached' });
    await assert.rejects(parameterValue(endpoint, `${DEV}/payment/api-key`));
  });

  it('exports without the encrypted ones, unless that is said', async () => {
    const { page, quickInput } = workbench;
    await parameters.contextMenu(parameters.row('dev').first(), 'Export Parameters to File…');
    await titled('1 of 4 are encrypted');
    await workbench.screenshot('export-encrypted');
    await quickInput.choose('With the encrypted ones');
    await titled('the format');
    await workbench.screenshot('export-format');
    await quickInput.choose('.env');
    await fileDialog('export-file');
    assert.match(await quickInput.box.inputValue(), /my-app\/dev\.env$/);
    await page.keyboard.press('Enter');
  });

  it('warns where a commit would take it along, and writes for the owner alone', async () => {
    await workbench.answer('a commit would take it along', 'Choose Another File', 'export-committed');
    await fileDialog('export-again');
    await workbench.quickInput.type(inWorkspace('secrets.env'));
    await workbench.page.keyboard.press('Enter');
    const done = workbench.toasts.filter({ hasText: '4 parameters are exported to secrets.env' }).first();
    await done.waitFor();
    await workbench.screenshot('exported');
    const file = inWorkspace('secrets.env');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readFileSync(file, 'utf8'), /FAKE-dev-password/);
  });

  it('compares two paths that are selected, values masked', async () => {
    const { page, quickInput } = workbench;
    await workbench.theme('Dark Modern');
    await parameters.row('dev').first().click();
    await parameters
      .row('prod')
      .first()
      .click({ modifiers: ['Control'] });
    await parameters.contextMenu(parameters.row('prod').first(), 'Compare Paths…');
    await titled('/my-app/dev ↔ /my-app/prod');
    await workbench.screenshot('compare-calls-dark');
    await quickInput.choose('Compare the values');
    await quickInput.rows.filter({ hasText: 'only on the right' }).first().waitFor();
    await workbench.screenshot('compared-dark');
    assert.doesNotMatch(await page.locator('.quick-input-widget').innerText(), /FAKE|example\.com/);
  });

  it('copies what is ticked across, after one more look', async () => {
    const { page, quickInput } = workbench;
    await quickInput.type('url');
    await quickInput.choose('api/url');
    await page.keyboard.press('Enter');
    await titled('which way?');
    await workbench.screenshot('which-way-dark');
    // What there is nothing of comes last: Enter takes the first.
    await quickInput.rows.nth(1).filter({ hasText: 'nothing to copy' }).waitFor();
    await page.keyboard.press('Enter');
    await workbench.answer('Copy from /my-app/prod to /my-app/dev', 'Copy', 'copy-question-dark');
    const done = workbench.toasts.filter({ hasText: `1 parameter is written below ${DEV}` }).first();
    await done.waitFor();
    await workbench.screenshot('copied-dark');
    assert.equal(await parameterValue(endpoint, `${DEV}/api/url`), 'https://api.example.com/v2');
    await done.locator('.monaco-button', { hasText: 'Undo' }).click();
    await workbench.answer(`Take back what was written below ${DEV}`, 'Take Back');
    await eventually(() => assert.rejects(parameterValue(endpoint, `${DEV}/api/url`)));
  });

  /** VS Code's own dialog is a box with the files of a folder below it. */
  async function fileDialog(shot: string): Promise<void> {
    await workbench.quickInput.rows.filter({ hasText: 'README.md' }).first().waitFor();
    await workbench.screenshot(shot);
  }

  function inWorkspace(name: string): string {
    return path.join(world.session.workspace, name);
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
  }
});
