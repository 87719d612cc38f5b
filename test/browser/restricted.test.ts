// A folder from somewhere, which nobody has said to trust: VS Code's own Restricted Mode.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { calledActions } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

describe('browser: a folder that is not trusted', () => {
  let world: World;
  let workbench: Workbench;
  let endpoint: string;

  before(async () => {
    world = await openWorld('restricted', { trustQuestion: true });
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('opens in Restricted Mode', async () => {
    const { page } = workbench;
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await page.locator('.part.banner', { hasText: 'Restricted Mode' }).waitFor();
    await workbench.screenshot('opened');
  });

  it('has its templates checked by their text alone', async () => {
    await workbench.openFile('template.yaml');
    await workbench.editor.goToLine(45);
    await workbench.editor.squiggleUnder('ssm-secure:/my-app/prod/api/key', 'error');
    await workbench.screenshot('static-problems');
  });

  it('causes no request to AWS, not even where one points at a reference', async () => {
    await eventually(async () => {
      const shown = await workbench.editor.hoverText('/prod/database/username');
      assert.match(shown, /Parameter/);
      assert.doesNotMatch(shown, /Value/);
    });
    // Longer than a check of the names would take.
    await workbench.page.waitForTimeout(2_000);
    await workbench.screenshot('hover-without-value');
    assert.deepEqual(await calledActions(endpoint), []);
    assert.equal(await workbench.page.locator('.monaco-editor .squiggly-warning').count(), 0);
  });

  it('says beside the language that names are not checked, and why', async () => {
    const { page } = workbench;
    await page.locator('#status\\.languageStatus').click();
    const status = page.locator('.hover-language-status', { hasText: 'names not checked' });
    await status.first().waitFor();
    assert.match(await status.first().innerText(), /not trusted.*Manage Trust/s);
    await workbench.screenshot('language-status');
    await page.keyboard.press('Escape');
  });

  it('is checked against the account once it is trusted', async () => {
    const { page } = workbench;
    await workbench.command('Workspaces: Manage Workspace Trust');
    await page.getByRole('button', { name: 'Trust', exact: true }).click();
    await workbench.openFile('template.yaml');
    await workbench.editor.goToLine(44);
    await workbench.editor.squiggleUnder('/my-app/prod/database/hots', 'warning');
    await eventually(async () => assert.ok((await calledActions(endpoint)).length > 0));
    assert.deepEqual(world.pageErrors, []);
  });
});
