// Two folders of one window that are deployed to two connections, one of them production: each file is checked against
// its own, and what changes production is red, lasts a while, and has names typed.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDirectory } from '../../scripts/lib/paths.mjs';
import { eventually } from './lib/eventually';
import { type PlainAws, startPlainAws } from './lib/plainAws';
import { keepFailure, openWorld, type World } from './lib/run';
import { calledActions, keyPolicy, parameterValue } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

const PORT = '{{resolve:ssm:/my-app/prod/database/port}}';
const NEW = '/my-app/prod/database/replica';
const template = (names: readonly string[]) =>
  [
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Resources:',
    ...names.flatMap((name, at) => [
      `  Topic${at}:`,
      '    Type: AWS::SNS::Topic',
      '    Properties:',
      `      TopicName: "${name}"`,
    ]),
    '',
  ].join('\n');

describe('browser: production', function () {
  this.timeout(120_000);
  let world: World;
  let workbench: Workbench;
  let aws: PlainAws;
  let endpoint: string;

  before(async () => {
    aws = await startPlainAws();
    world = await openWorld('production', {
      workspace: workspaceOfTwo(),
      workspaceFile: 'both.code-workspace',

      env: { AWS_ENDPOINT_URL: aws.endpoint },
      machineSettings: {
        // The sandbox has the sample in eu-west-1 and nothing in eu-north-1.
        'keyhole.connections': { test: { region: 'eu-north-1' }, prod: { region: 'eu-west-1' } },
      },
    });
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    aws.lead(endpoint);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(async () => {
    await world?.close();
    await aws?.stop();
  });

  const status = (text: string | RegExp) =>
    workbench.page.locator('.statusbar-item', { hasText: text }).first();
  async function useHere(): Promise<void> {
    const toast = workbench.toasts.filter({ hasText: 'binds files to your connection' }).first();
    await toast.locator('.monaco-button', { hasText: 'Use It Here' }).click();
    await toast.waitFor({ state: 'detached' });
  }

  it('checks each folder against its own connection, once a person has said yes to each', async () => {
    await workbench.openFile('test.yaml');
    await useHere();
    await status('test').waitFor();
    await workbench.editor.squiggleUnder(PORT, 'error');
    await workbench.openFile('prod.yaml');
    await useHere();
    await status('prod').waitFor();
    await workbench.editor.squiggleUnder(NEW, 'error');
    await eventually(async () => assert.match(await workbench.editor.hoverText(PORT), /5432/));
    await workbench.page.keyboard.press('Escape');
    await workbench.screenshot('two-folders');
  });

  it('creates what is missing where the file is bound, with leave that is red and ends by itself', async () => {
    const { editor, page, quickInput } = workbench;
    await editor.quickFix('/database/replica', 'Create this parameter…');
    await quickInput.choose('String');
    await eventually(async () =>
      assert.match(await page.locator('.quick-input-title').innerText(), /its value/),
    );
    await quickInput.type('replica.example.com');
    await page.keyboard.press('Enter');
    await workbench.answer('PRODUCTION: let Keyhole change things', 'Enable Changes', 'leave');
    await workbench.answer(`Create the parameter ${NEW} (String)?`, 'Create', 'create');
    await eventually(async () => assert.equal(await parameterValue(endpoint, NEW), 'replica.example.com'));
    const leave = status(/Changes on: prod, 1[45] min/);
    await leave.waitFor();
    assert.match((await leave.getAttribute('class')) ?? '', /error-kind/);
    await eventually(async () =>
      assert.match(await editor.hoverText('/database/replica'), /replica\.example/),
    );
    await page.keyboard.press('Escape');
    await workbench.screenshot('leave-red');
  });

  it('has the name typed before something of production is overwritten', async () => {
    const { page, quickInput } = workbench;
    await workbench.command('Keyhole: Choose Connection…');
    await quickInput.choose('prod');
    await workbench.openContainer('Keyhole');
    const keys = workbench.view('Keys');
    await keys.unfold();
    await keys.row('my-app-dev').first().waitFor();
    await keys.contextMenu(keys.row('my-app-dev').first(), 'Open Key Policy');
    await page.locator('.tab.active', { hasText: 'my-app-dev' }).waitFor();
    await page.locator('.editor-group-container.active .view-line').first().click();
    const before = await keyPolicy(endpoint, 'alias/my-app-dev');
    await page.keyboard.press('Control+a');
    const changed = JSON.stringify({ ...JSON.parse(before), Id: 'changed' }, null, 2);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(changed)})`);
    await page.keyboard.press('Control+v');
    await page.keyboard.press('Control+s');
    await page.locator('.editor-actions a.action-label[aria-label^="Apply to AWS"]').first().click();
    await eventually(async () =>
      assert.match(await page.locator('.quick-input-title').innerText(), /^Production: /),
    );
    await quickInput.type('my-app');
    await page.getByText('This is not its name.').first().waitFor();
    await workbench.screenshot('name-typed');
    await page.keyboard.press('Enter');
    assert.ok(!(await calledActions(endpoint)).includes('kms:PutKeyPolicy'));
    await quickInput.type('my-app-dev');
    await page.getByText('This is not its name.').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.equal(JSON.parse(await keyPolicy(endpoint, 'alias/my-app-dev')).Id, 'changed'),
    );
  });

  it('ends the leave with a click', async () => {
    await status(/Changes on: prod/).click();
    await status(/Changes on: prod/).waitFor({ state: 'hidden' });
  });

  it('shows production in red beside what is not', async () => {
    await workbench.command('Keyhole: Show Connection Beside…');
    await workbench.quickInput.choose('test');
    const parameters = workbench.view('Parameters');
    await parameters.row('No parameters').first().waitFor();
    await parameters.row('prod').first().waitFor();
    await workbench.screenshot('red-beside');
  });

  it('shows both again in the next window', async () => {
    const { page } = workbench;
    // VS Code writes what it keeps a moment later.
    await page.waitForTimeout(2_000);
    await page.reload();
    const parameters = workbench.view('Parameters');
    await parameters.row('test').first().waitFor();
    await parameters.row('prod').first().waitFor();
    await parameters.row('/my-app').first().waitFor();
    assert.deepEqual(world.pageErrors, []);
  });
});

/** Each folder says by a label of its own where it is deployed. */
function workspaceOfTwo(): string {
  const folder = temporaryDirectory('two-folders');
  for (const name of ['test', 'prod']) {
    mkdirSync(path.join(folder, name, '.vscode'), { recursive: true });
    writeFileSync(
      path.join(folder, name, '.vscode/settings.json'),
      JSON.stringify({ 'keyhole.files': { '**': name } }),
    );
    writeFileSync(path.join(folder, name, `${name}.yaml`), template([PORT, `{{resolve:ssm:${NEW}}}`]));
  }
  const folders = [{ path: 'test' }, { path: 'prod' }];
  writeFileSync(path.join(folder, 'both.code-workspace'), JSON.stringify({ folders }));
  return folder;
}
