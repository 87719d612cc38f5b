// Secrets that are made, changed, rotated, replicated, deleted and restored from the tree. By mouse and keyboard.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const NAME = 'prod/my-app/orders';
const LAMBDA = 'arn:aws:lambda:eu-west-1:123456789012:function:rotate-orders';

describe('browser: secrets', () => {
  let world: World;
  let workbench: Workbench;
  let secrets: View;
  let endpoint: string;

  before(async () => {
    world = await openWorld('secrets');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    await workbench.openContainer('Keyhole');
    secrets = workbench.view('Secrets');
    await secrets.expand(['prod', 'my-app'], 'database');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('makes the login of a database in a folder, with a password that nobody sees', async () => {
    const { quickInput } = workbench;
    await secrets.contextMenu(secrets.row('my-app').first(), 'Create Secret…');
    await titled('Create Secret: what it holds');
    await workbench.screenshot('shapes');
    await quickInput.choose('Database credentials');
    await titled('Create Secret');
    await eventually(async () => assert.equal(await quickInput.box.inputValue(), 'prod/my-app/'));
    await workbench.page.keyboard.press('Enter');
    await told('A name ends with what it is called');
    await workbench.screenshot('name');
    await enter(NAME);
    await titled(`Create ${NAME}: engine`);
    await quickInput.choose('postgres');
    await titled(`Create ${NAME}: host`);
    await enter('orders.example.com');
    await titled(`Create ${NAME}: port`);
    assert.equal(await quickInput.box.inputValue(), '5432');
    await enter('5433');
    await titled(`Create ${NAME}: dbname`);
    await enter('orders');
    await titled(`Create ${NAME}: username`);
    await enter('orders_app');
    await titled(`Create ${NAME}: password`);
    await workbench.screenshot('password');
    await quickInput.choose('Generate it');
    await titled(`Create ${NAME}: its description`);
    await enter('Login of the order service');
    await titled(`Create ${NAME}: the key that encrypts it`);
    await quickInput.rows.filter({ hasText: 'alias/my-app-prod' }).first().waitFor();
    await workbench.screenshot('key');
    await quickInput.choose('alias/my-app-prod');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await workbench.answer(`Create the secret ${NAME}?`, 'Create', 'create');
    await toast(`The secret is created: ${NAME}`).waitFor();
    await secrets.row('orders').and(workbench.page.locator('.selected')).first().waitFor();
    await workbench.screenshot('created');
    const { password, ...others } = await value();
    assert.deepEqual(others, {
      engine: 'postgres',
      host: 'orders.example.com',
      port: 5433,
      dbname: 'orders',
      username: 'orders_app',
    });
    assert.match(String(password), /^[^/@"' \\]{32}$/);
    assert.ok(!(await workbench.page.locator('body').innerText()).includes(String(password)));
  });

  it('makes an earlier version current, and takes that back', async () => {
    const { quickInput } = workbench;
    const [first, second] = [await holder('AWSPREVIOUS'), await holder('AWSCURRENT')];
    await secrets.contextMenu(secrets.row('database').first(), 'Show Versions…');
    await quickInput.rows.filter({ hasText: 'AWSPREVIOUS' }).first().hover();
    await workbench.screenshot('versions');
    await versionAction('AWSPREVIOUS', 'Make This Version Current');
    await workbench.answer(
      `Make version ${first} of prod/my-app/database current?`,
      'Make Current',
      'make-current',
    );
    await eventually(async () => assert.equal(await holder('AWSCURRENT'), first));
    await workbench.screenshot('current');
    await undo('is current now');
    await workbench.answer(`Make version ${second} of prod/my-app/database current?`, 'Make Current');
    await eventually(async () => assert.equal(await holder('AWSCURRENT'), second));
  });

  it('gives a version other stages, and takes that back', async () => {
    const { page, quickInput } = workbench;
    const first = await holder('AWSPREVIOUS');
    await secrets.contextMenu(secrets.row('database').first(), 'Show Versions…');
    await versionAction('AWSPREVIOUS', 'Stages of This Version…');
    await titled(`Stages of version ${first} of prod/my-app/database`);
    assert.equal(await quickInput.box.inputValue(), 'AWSPREVIOUS');
    await workbench.screenshot('stages');
    await quickInput.type('AWSCURRENT, blue');
    await told('AWSCURRENT is moved with Make This Version Current');
    await enter('blue, 2026 audit');
    await workbench.answer(
      `Change the stages of version ${first} of prod/my-app/database?`,
      'Change',
      'stages-question',
    );
    await toast('The stages of prod/my-app/database are changed.').waitFor();
    assert.deepEqual(await Promise.all(['blue', '2026 audit', 'AWSPREVIOUS'].map(holder)), [
      first,
      first,
      undefined,
    ]);
    await undo('The stages of prod/my-app/database are changed.');
    await workbench.answer(
      `Put the earlier stages of version ${first} of prod/my-app/database back?`,
      'Change',
      'stages-back',
    );
    await eventually(async () => assert.equal(await holder('AWSPREVIOUS'), first));
    await page.keyboard.press('Escape');
  });

  it('sets when a secret rotates, and says it in the tooltip', async () => {
    const { page, quickInput } = workbench;
    await secrets.contextMenu(secrets.row('orders').first(), 'Set Rotation…');
    await titled(`Rotation of ${NAME}: when`);
    assert.equal(await quickInput.box.inputValue(), '30');
    await workbench.screenshot('schedule');
    await quickInput.type('0');
    await told('A number of days from 1 to 1000.');
    await quickInput.type('cron(0 16 1 * *)');
    await told('six fields');
    await workbench.screenshot('schedule-wrong');
    await enter('cron(0 16 1 * ? *)');
    await titled(`Rotation of ${NAME}: how long the window is`);
    await workbench.screenshot('window');
    await quickInput.type('9');
    await told('Whole hours from 1 to 8');
    await enter('3');
    await titled(`Rotation of ${NAME}: the function`);
    await quickInput.type('rotate-orders');
    await told('An ARN of a Lambda function');
    await workbench.screenshot('function');
    await enter(LAMBDA);
    await titled(`Rotation of ${NAME}: for the first time`);
    await workbench.screenshot('first-time');
    await page.keyboard.press('Enter');
    await workbench.answer(`Rotate ${NAME}: cron(0 16 1 * ? *), window 3h?`, 'Set Rotation', 'rotation');
    await toast(`${NAME} rotates: cron(0 16 1 * ? *), window 3h.`).waitFor();
    await secrets.row('orders').filter({ hasText: 'rotates' }).first().waitFor();
    const hover = await tooltip(secrets.row('orders').first(), 'Rotated by');
    await workbench.screenshot('tooltip');
    assert.match(await hover.innerText(), /on, cron\(0 16 1 \* \? \*\), window 3h[\s\S]*rotate-orders/);
  });

  it('changes the description, and the key stays', async () => {
    const { page } = workbench;
    await secrets.contextMenu(secrets.row('orders').first(), 'Change Description or Key…');
    await titled(`${NAME}: its description`);
    await enter('Login of the orders, and of the reports');
    await titled(`${NAME}: the key that encrypts it`);
    await workbench.quickInput.rows.filter({ hasText: 'as it is now' }).first().waitFor();
    await workbench.screenshot('same-key');
    await page.keyboard.press('Enter');
    await workbench.answer(`Change the secret ${NAME}?`, 'Change', 'details');
    await toast(`${NAME} is changed.`).waitFor();
    await tooltip(secrets.row('orders').first(), 'and of the reports');
    const { Description, KmsKeyId } = await described(NAME);
    assert.deepEqual(
      [Description, KmsKeyId],
      ['Login of the orders, and of the reports', 'alias/my-app-prod'],
    );
  });

  it('replicates a secret to another Region', async () => {
    const { page, quickInput } = workbench;
    await secrets.contextMenu(secrets.row('database').first(), 'Replicate to Regions…');
    await titled('Replicate prod/my-app/database: to which Regions');
    await quickInput.type('stockholm');
    await quickInput.rows.filter({ hasText: 'eu-north-1' }).first().waitFor();
    await workbench.screenshot('regions');
    await quickInput.choose('eu-north-1');
    await page.keyboard.press('Enter');
    await titled('Replicate prod/my-app/database: the key that encrypts it there');
    await workbench.screenshot('replica-key');
    await page.keyboard.press('Enter');
    await workbench.answer(
      'Replicate prod/my-app/database to eu-north-1?',
      'Replicate',
      'replicate-question',
    );
    await toast('prod/my-app/database is replicated to eu-north-1').waitFor();
    await workbench.screenshot('replicated');
    const { ReplicationStatus } = await described('prod/my-app/database');
    assert.ok(Array.isArray(ReplicationStatus));
    assert.equal(ReplicationStatus[0].Region, 'eu-north-1');
    const hover = await tooltip(secrets.row('database').first(), 'Replicas');
    assert.match(await hover.innerText(), /Replicas\s+eu-north-1/);
    await workbench.screenshot('replica-tooltip');
  });

  it('deletes two that are selected with the Delete key, and restores one', async () => {
    const { page, quickInput } = workbench;
    // Off the row, whose tooltip lies over the others.
    await page.mouse.move(600, 200);
    await secrets.row('orders').first().click();
    await secrets
      .row('reports')
      .first()
      .click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('Delete');
    await titled('Delete 2 secrets: time left to restore');
    await workbench.screenshot('days');
    await quickInput.choose('Another number of days…');
    await told('Days, from 7 to 30');
    await quickInput.type('5');
    await told('A whole number from 7 to 30.');
    await workbench.screenshot('another-number');
    await enter('10');
    await workbench.answer('Delete 2 secrets?', 'Delete', 'delete');
    await toast('2 secrets are scheduled for deletion').waitFor();
    for (const name of ['orders', 'reports'])
      await secrets.row(name).filter({ hasText: 'gone after' }).first().waitFor();
    await workbench.screenshot('deleted');
    // An icon at a row of the selection is about all of it.
    await secrets.row('orders').first().click();
    await secrets.inlineAction(secrets.row('orders').first(), 'Restore Secret');
    await workbench.answer(`Restore the secret ${NAME}?`, 'Restore', 'restore');
    await toast(`${NAME} is restored.`).waitFor();
    await eventually(async () =>
      assert.doesNotMatch(await secrets.row('orders').first().innerText(), /gone after/),
    );
    await workbench.screenshot('restored');
    assert.equal((await described(NAME))['DeletedDate'], undefined);
    assert.notEqual((await described('prod/my-app/reports'))['DeletedDate'], undefined);
  });

  async function versionAction(version: string, action: string): Promise<void> {
    const row = workbench.quickInput.rows.filter({ hasText: version }).first();
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }

  /** Types into the box that is open, and takes it. */
  async function enter(text: string): Promise<void> {
    await workbench.quickInput.type(text);
    await workbench.page.keyboard.press('Enter');
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title').getByText(text, { exact: true }).waitFor();
  }

  /** What is said below the box as one types. */
  async function told(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-message', { hasText: text }).first().waitFor();
  }

  function toast(text: string): Locator {
    return workbench.toasts.filter({ hasText: text }).first();
  }

  async function undo(text: string): Promise<void> {
    await toast(text).locator('.monaco-button', { hasText: 'Undo' }).click();
  }

  /** Rests the mouse on a row. Anew where the row was drawn anew meanwhile. */
  async function tooltip(row: Locator, text: string): Promise<Locator> {
    const hover = workbench.page.locator('.workbench-hover-container', { hasText: text }).first();
    await eventually(async () => {
      await workbench.page.mouse.move(600, 400);
      await row.locator('.label-name').hover();
      await hover.waitFor({ timeout: 2_500 });
    });
    return hover;
  }

  function described(SecretId: string): Promise<Readonly<Record<string, unknown>>> {
    return callSandbox(endpoint, 'secretsmanager', 'DescribeSecret', { SecretId });
  }

  async function holder(stage: string): Promise<string | undefined> {
    const { VersionIdsToStages } = await described('prod/my-app/database');
    const versions = Object.entries<readonly string[]>(Object(VersionIdsToStages));
    return versions.find(([, stages]) => stages.includes(stage))?.[0];
  }

  async function value(): Promise<Readonly<Record<string, unknown>>> {
    const { SecretString } = await callSandbox(endpoint, 'secretsmanager', 'GetSecretValue', {
      SecretId: NAME,
    });
    return JSON.parse(String(SecretString));
  }
});
