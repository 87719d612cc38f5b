// The trees and the panel of a value in every kind of theme: pictures to look at, and what can be measured is: contrast, what
// fits, what Tab comes to.
import { assertLegible } from './lib/legible';
import { keepFailure, openWorld, type World } from './lib/run';
import { fitsWhenNarrow, inEachTheme } from './lib/themes';
import type { Workbench } from './lib/workbench';

describe('browser: views in each theme', () => {
  let world: World;
  let workbench: Workbench;

  before(async () => {
    world = await openWorld('views', {
      settings: { 'keyhole.reveal.seconds': 600 },
    });
    workbench = world.workbench;
    await workbench.openContainer('Keyhole');
    await workbench.view('Parameters').row('/my-app').first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('trees with favourites and the keys of a secret, beside a value that is shown', async () => {
    const [parameters, secrets] = [workbench.view('Parameters'), workbench.view('Secrets')];
    await parameters.expand(['/my-app', 'prod', 'database'], 'host');
    await parameters.contextMenu(parameters.row('password').first(), 'Add to Favourites');
    await secrets.expand(['prod', 'my-app'], 'database');
    await secrets.inlineAction(secrets.row('database').first(), 'Reveal');
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Reveal' }).click();
    await panel.getByRole('heading', { name: 'engine' }).first().waitFor();
    await secrets.row('database').filter({ hasText: 'credentials' }).first().waitFor();
    await secrets.row('database').first().click();
    await secrets.row('engine').first().waitFor();
    await inEachTheme(workbench, 'value', assertSideBar);
  });

  it('trees as lists, by tag and filtered, beside a value that is edited', async () => {
    const { quickInput, page } = workbench;
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Value host').fill('typed.example');
    await workbench.command('Keyhole: View Secrets as List');
    await workbench.command('Keyhole: Group Parameters by Tag…');
    await quickInput.choose('Team');
    await workbench.view('Parameters').rows.filter({ hasText: 'payments' }).first().waitFor();
    await filter('Keys', 'nothing-has-this-name');
    await workbench.view('Keys').body.getByText('Nothing matches the filter.').waitFor();
    await filter('Secrets', 'api');
    await workbench.view('Secrets').rows.filter({ hasText: 'stripe-api-key' }).first().waitFor();
    await inEachTheme(workbench, 'edit', assertSideBar);
    await fitsWhenNarrow(workbench, 'edit');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await workbench.answer('Discard what you typed', 'Discard');
    await panel.getByText('The value is hidden.').waitFor();
    await workbench.command('Keyhole: Clear Keys Filter');
    await workbench.command('Keyhole: Clear Secrets Filter');
    await workbench.command('Keyhole: View Parameters as Tree');
    await workbench.closeEditors();
    await page.locator('.tab').first().waitFor({ state: 'detached' });
  });

  async function assertSideBar(): Promise<void> {
    for (const view of ['Parameters', 'Secrets', 'Keys']) await assertLegible(workbench.view(view).body);
  }

  async function filter(view: string, text: string): Promise<void> {
    await workbench.view(view).action('Filter');
    await workbench.quickInput.type(text);
    await workbench.page.keyboard.press('Enter');
  }
});
