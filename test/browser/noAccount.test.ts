// A machine without any AWS configuration: the first view says so and the sandbox is one click away.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { assertLegible } from './lib/legible';
import { keepFailure, openWorld, type World } from './lib/run';
import { THEMES } from './lib/themes';
import type { Workbench } from './lib/workbench';

describe('browser: without an AWS account', () => {
  let world: World;
  let workbench: Workbench;

  before(async () => {
    world = await openWorld('no-account', { seed: false });
    workbench = world.workbench;
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('says what is missing and offers the next step', async () => {
    await workbench.openContainer('Keyhole');
    const { body } = workbench.view('Parameters');
    await eventually(async () =>
      assert.match(await body.innerText(), /No AWS credentials|Not connected to AWS/),
    );
    await body.getByText('Choose a Profile').first().waitFor();
    await body.getByText('Try Without an AWS Account').waitFor();
    const text = await body.innerText();
    assert.ok(!text.slice(0, text.indexOf('Choose a Profile')).includes('Region'), 'the account comes first');
    await workbench.screenshot('welcome');
  });

  it('can be read in light, in dark and in high contrast', async () => {
    for (const [theme] of THEMES) {
      await workbench.theme(theme);
      await workbench.screenshot(`welcome-${theme.toLowerCase().replaceAll(' ', '-')}`);
      for (const view of ['Parameters', 'Secrets', 'Keys']) await assertLegible(workbench.view(view).body);
    }
  });

  it('fills the views with sample data at one click', async () => {
    const parameters = workbench.view('Parameters');
    await parameters.body.getByText('Try Without an AWS Account').click();
    await parameters.expand(['/my-app', 'prod', 'database'], 'host');
    await workbench.view('Keys').row('partner-share').first().waitFor();
    await workbench.screenshot('sandbox');
  });

  it('says SANDBOX where a person looks', async () => {
    await workbench.page
      .locator('.statusbar-item', { hasText: /sandbox/i })
      .first()
      .waitFor();
    await workbench.page
      .locator('.sidebar .pane-header', { hasText: /sandbox/i })
      .first()
      .waitFor();
  });

  it('checks the sample template against it', async () => {
    await workbench.openFile('template.yaml');
    await workbench.editor.goToLine(43);
    await workbench.editor.squiggleUnder('/my-app/prod/database/hots', 'warning');
    await workbench.screenshot('template');
    assert.deepEqual(world.pageErrors, []);
  });
});
