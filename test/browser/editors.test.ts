// What is opened beside the trees, in every kind of theme: a template with a hover, what it resolves to, the policy of a key,
// two versions compared, and what one is allowed. Pictures to look at, and what can be measured is.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './lib/eventually';
import { assertLegible } from './lib/legible';
import { keepFailure, openWorld, type World } from './lib/run';
import { fitsWhenNarrow, inEachTheme } from './lib/themes';
import type { Workbench } from './lib/workbench';

describe('browser: editors in each theme', () => {
  let world: World;
  let workbench: Workbench;

  before(async () => {
    world = await openWorld('editors', { settings: { 'workbench.editor.enablePreview': false } });
    workbench = world.workbench;
    await workbench.openContainer('Keyhole');
    await workbench.view('Parameters').row('/my-app').first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('a template with a hover, what it resolves to, a policy, a comparison, a table of what is allowed', async () => {
    const { editor, page, quickInput } = workbench;
    const [parameters, keys] = [workbench.view('Parameters'), workbench.view('Keys')];
    await workbench.openFile('template.yaml');
    await editor.goToLine(43);
    await editor.squiggleUnder('/my-app/prod/database/hots', 'warning');
    await workbench.command('Keyhole: Preview Resolved Template');
    await tab('Resolved template.yaml').waitFor();
    await tab('Resolved template.yaml').click();
    await workbench.command('View: Move Editor into Previous Group');
    await page.locator('.editor-group-container').nth(1).waitFor({ state: 'detached' });
    await keys.contextMenu(keys.row('partner-share').first(), 'Open Key Policy');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await parameters.expand(['/my-app', 'prod', 'database'], 'host');
    await parameters.contextMenu(parameters.row('host').first(), 'Show Versions…');
    const version = quickInput.rows.filter({ hasText: 'Version 1' }).first();
    const second = page.locator('.quick-input-title', { hasText: 'Compare Version 1 with' });
    await eventually(async () => {
      // A click that was late to be told has been done all the same.
      if (await second.isVisible()) return;
      await version.hover({ timeout: 3_000 });
      await version.getByRole('button', { name: 'Compare with Another Version…' }).click({ timeout: 3_000 });
      await second.waitFor({ timeout: 3_000 });
    });
    await quickInput.choose('Version 3');
    await page.locator('.monaco-diff-editor').first().waitFor();
    await workbench.command('Keyhole: Check My Access');
    await workbench.webview().locator('tbody tr').first().waitFor();
    await inEachTheme(workbench, 'access', async shoot => {
      await tab('Resolved template.yaml').click();
      await page.locator('.editor-group-container.active .view-line').first().waitFor();
      await shoot('resolved');
      await tab('partner-share').click();
      await page.locator('.monaco-editor .squiggly-error').first().waitFor();
      await shoot('policy');
      await tab('Version 1').click();
      await page.locator('.monaco-diff-editor .view-line').first().waitFor();
      await shoot('compared');
      await tab(/^template.yaml/).click();
      // What is ours in it, once it has faded in: the source of a problem is paled by VS Code itself.
      await eventually(async () => {
        const hover = await editor.hover('/database/hots');
        const ours = hover.locator('.hover-row', { hasText: 'Not found in' }).first();
        await ours.waitFor({ timeout: 3_000 });
        await assertLegible(ours);
      });
      await shoot('template');
      await tab('My Access').click();
    });
    await fitsWhenNarrow(workbench, 'access');
    assert.deepEqual(world.pageErrors, []);
  });

  function tab(title: string | RegExp): Locator {
    return workbench.page.locator('.tab', { hasText: title }).first();
  }
});
