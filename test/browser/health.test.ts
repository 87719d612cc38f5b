// The health report: read, narrowed to one service, mended from, exported; by mouse and keyboard, in every kind of theme.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { eventually } from './lib/eventually';
import { assertUsable } from './lib/legible';
import { keepFailure, openWorld, type World } from './lib/run';
import { calledActions, callSandbox, setFaults } from './lib/sandbox';
import { THEMES } from './lib/themes';
import type { Workbench } from './lib/workbench';

describe('browser: health report', () => {
  let world: World;
  let workbench: Workbench;
  let page: FrameLocator;
  let endpoint: string;

  before(async () => {
    world = await openWorld('health');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    page = workbench.webview();
    await workbench.openContainer('Keyhole');
    await workbench.view('Parameters').row('/my-app').first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('says what could be better, without a value, and how it knows', async () => {
    await workbench.command('Keyhole: Show Health Report');
    await page.getByRole('heading', { name: 'Health Report' }).waitFor();
    await page.getByText('no value was read').waitFor();
    await group('Key policies that let in more than they should').waitFor();
    await group('Secrets scheduled for deletion that are still referred to').waitFor();
    await page.getByText('live.yaml').first().waitFor();
    await page.getByRole('heading', { name: 'What it costs a month' }).waitFor();
    await workbench.screenshot('report');
    await page.getByRole('heading', { name: 'Dearest items' }).scrollIntoViewIfNeeded();
    await workbench.screenshot('costs');
    await page.getByRole('heading', { name: 'Health Report' }).scrollIntoViewIfNeeded();
    const actions = (await calledActions(endpoint)).join(' ');
    assert.doesNotMatch(actions, /GetSecretValue|ssm:GetParameter\b|kms:Decrypt/);
  });

  it('can be read and used in light, in dark and in high contrast', async () => {
    for (const [theme, pageClass] of THEMES) {
      await workbench.theme(theme);
      await page.locator(`body.${pageClass}`).waitFor();
      await workbench.screenshot(theme.toLowerCase().replaceAll(' ', '-'));
      await assertUsable(workbench.page, page);
    }
  });

  it('shows one service at a time, by the keyboard too', async () => {
    await page.getByRole('radio', { name: /^All/ }).focus();
    await workbench.page.keyboard.press('ArrowRight');
    await group('Key policies that let in more than they should').waitFor({ state: 'hidden' });
    await group("Secure strings under AWS's own key").waitFor();
    await page.getByRole('radio', { name: /^Keys/ }).check();
    await group('Keys that KMS could rotate, and does not').waitFor();
    await group("Secure strings under AWS's own key").waitFor({ state: 'hidden' });
    await workbench.screenshot('keys-alone');
  });

  it('does something about a finding, which is gone then', async () => {
    const { quickInput, page: window } = workbench;
    const button = page.getByRole('button', { name: 'Turn On Key Rotation… my-app-dev' });
    await button.click();
    await window.locator('.quick-input-title', { hasText: 'Rotate the key my-app-dev' }).waitFor();
    await quickInput.type('180');
    await window.keyboard.press('Enter');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await workbench.answer('Rotate the key my-app-dev every 180 days?', 'Turn On', 'question');
    await button.waitFor({ state: 'detached' });
    // The choice of before still holds.
    assert.equal(await page.getByRole('radio', { name: /^Keys/ }).isChecked(), true);
    await page.getByRole('button', { name: 'Turn On Key Rotation… partner-share' }).waitFor();
    await workbench.screenshot('mended');
    const { KeyMetadata } = await callSandbox(endpoint, 'kms', 'DescribeKey', { KeyId: 'alias/my-app-dev' });
    const { KeyId } = Object(KeyMetadata);
    const status = await callSandbox(endpoint, 'kms', 'GetKeyRotationStatus', { KeyId });
    assert.equal(status['RotationPeriodInDays'], 180);
  });

  it('shows it again when that is taken back', async () => {
    const toast = workbench.toasts.filter({ hasText: 'my-app-dev is rotated every 180 days' }).first();
    await toast.locator('.monaco-button', { hasText: 'Undo' }).click();
    await workbench.answer('Turn off the rotation of the key my-app-dev?', 'Turn Off');
    await page.getByRole('button', { name: 'Turn On Key Rotation… my-app-dev' }).waitFor();
  });

  it('says what it could not read, and offers the statement for it', async () => {
    await setFaults(endpoint, { deny: ['kms:GetKeyPolicy', 'ssm:DescribeParameters'] });
    await page.getByRole('button', { name: 'Read Again' }).click();
    await page.getByText('Some calls were refused or failed').waitFor();
    await page.getByRole('heading', { name: 'What was not read' }).scrollIntoViewIfNeeded();
    await workbench.screenshot('not-read');
    await page.getByRole('button', { name: 'Copy IAM Statement kms:GetKeyPolicy' }).click();
    await eventually(async () =>
      assert.match(await workbench.clipboard(), /"kms:GetKeyPolicy"[\s\S]*:key\/\*"/),
    );
    await setFaults(endpoint, {});
    await page.getByRole('button', { name: 'Read Again' }).click();
    await page.getByText('Some calls were refused or failed').waitFor({ state: 'detached' });
  });

  it('shows a finding in the explorer', async () => {
    await page.getByRole('button', { name: 'Show in Explorer partner-share' }).first().click();
    const keys = workbench.view('Keys');
    await keys.rows.and(workbench.page.locator('.selected')).filter({ hasText: 'partner-share' }).waitFor();
  });

  it('is exported to a file that is chosen', async () => {
    await page.getByRole('button', { name: 'Export…' }).click();
    const { box } = workbench.quickInput;
    await box.waitFor();
    await eventually(async () => assert.match(await box.inputValue(), /health-eu-west-1-.*\.md$/));
    await workbench.screenshot('export');
    const file = path.join(world.session.workspace, 'health.json');
    await workbench.quickInput.type(file);
    await workbench.page.keyboard.press('Enter');
    await workbench.toasts
      .filter({ hasText: 'The health report is written to health.json' })
      .first()
      .waitFor();
    const { findings, complete } = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(complete, true);
    assert.ok(findings.length > 5);
  });

  function group(title: string) {
    return page.locator('details.group', { has: page.getByRole('heading', { name: title }) });
  }
});
