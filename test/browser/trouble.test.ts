// The main path once more as it is on a bad day: a large account, slow answers, a denied action, an expired session.
// The views say what is the matter and offer the next step.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { highestConcurrency, parameterValue, setFaults } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

const slow = { delayMs: 300 };

describe('browser: 10,000 parameters, slow answers and refusals', function () {
  this.timeout(240_000);
  let world: World;
  let workbench: Workbench;
  let endpoint: string;

  before(async () => {
    world = await openWorld('trouble', { seed: seeds => seeds.largeSeed(10_000) });
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    await setFaults(endpoint, [slow, { deny: ['secretsmanager:ListSecrets'] }]);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('shows the first folders while the rest is being read', async () => {
    await workbench.openContainer('Keyhole');
    await workbench.view('Parameters').row('/large').first().waitFor();
    await workbench.screenshot('first-page');
    assert.ok((await highestConcurrency(endpoint)) <= 2, 'the views ask for more than two things at a time');
  });

  it('says which action is missing where secrets may not be listed, and offers a way on', async () => {
    const secrets = workbench.view('Secrets');
    await secrets.unfold();
    await eventually(async () => {
      assert.match(await secrets.body.innerText(), /secretsmanager:ListSecrets/);
      assert.match(await secrets.body.innerText(), /try again/);
    });
    await workbench.screenshot('denied');
  });

  it('shows in a table what is allowed, with a policy for what is not', async () => {
    const secrets = workbench.view('Secrets');
    await secrets.body.getByText('check everything').click();
    const page = workbench.webview();
    const row = page.getByRole('row', { name: /secretsmanager:ListSecrets/ });
    await row.getByText('Denied').waitFor();
    await page
      .getByRole('row', { name: /kms:ListAliases/ })
      .getByText('Allowed')
      .waitFor();
    await workbench.screenshot('my-access');
    await page.getByRole('button', { name: 'Copy Policy' }).click();
    await eventually(async () =>
      assert.deepEqual(JSON.parse(await workbench.clipboard()), {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['secretsmanager:ListSecrets'], Resource: '*' }],
      }),
    );
  });

  it('reads on after the permission was given', async () => {
    await setFaults(endpoint, [slow]);
    const secrets = workbench.view('Secrets');
    await secrets.body.getByText('try again').click();
    await secrets.row('prod').first().waitFor();
  });

  it('checks references and shows a value while the tree is still loading', async () => {
    const value = await parameterValue(endpoint, '/my-app/prod/database/username');
    await workbench.openFile('template.yaml');
    await workbench.editor.goToLine(44);
    await workbench.editor.squiggleUnder('/my-app/prod/database/hots', 'warning');
    await eventually(async () => {
      const shown = await workbench.editor.hoverText('/prod/database/username');
      assert.ok(shown.includes(value));
    });
    await workbench.screenshot('squiggle-while-loading');
  });

  it('finds a name at once by its filter, long before the list gets there', async () => {
    const parameters = workbench.view('Parameters');
    assert.match(await parameters.body.innerText(), /Reading: [\d,.]+ so far/);
    assert.equal(await parameters.row('/my-app').count(), 0, 'the list got there by itself');
    await parameters.action('Filter');
    await workbench.quickInput.type('/my-app/prod');
    await parameters.row('/my-app').first().waitFor({ timeout: 10_000 });
    await parameters.row('username').first().waitFor();
    await workbench.screenshot('filtered-while-loading');
    await workbench.quickInput.cancel();
    await parameters.row('/large').first().waitFor();
  });

  it('reaches /my-app/prod/database and copies a reference', async () => {
    const parameters = workbench.view('Parameters');
    // The filter has brought /my-app already. While pages arrive above it, the row under the mouse is another a moment later.
    await eventually(async () => assert.doesNotMatch(await parameters.body.innerText(), /Reading: /), 200);
    await parameters.expand(['/my-app', 'prod', 'database'], 'host');
    await parameters.inlineAction(parameters.row('host').first(), 'Copy Reference');
    await eventually(async () =>
      assert.equal(await workbench.clipboard(), '{{resolve:ssm:/my-app/prod/database/host}}'),
    );
    await workbench.screenshot('expanded');
  });

  it('says that the session has expired, keeps what is shown and offers to sign in', async () => {
    await setFaults(endpoint, [slow, { expired: true }]);
    const parameters = workbench.view('Parameters');
    await parameters.action('Refresh');
    const notice = parameters.rows.filter({ hasText: /expired/i });
    await eventually(async () => {
      await workbench.page.mouse.move(10, 10);
      assert.match(await notice.first().innerText(), /Session expired.*click to sign in/s);
    });
    await workbench.screenshot('expired-with-items');
    const keys = workbench.view('Keys');
    await keys.action('Refresh');
    await eventually(async () => assert.match(await keys.body.innerText(), /expired/i));
    await workbench.screenshot('expired');
    await workbench.command('Keyhole: Check My Access');
    const toast = workbench.page.locator('.notifications-toasts').getByRole('button', { name: 'Sign In' });
    await toast.waitFor();
    await workbench.screenshot('expired-command');
  });

  it('fills again once the session is good', async () => {
    await setFaults(endpoint, []);
    const keys = workbench.view('Keys');
    await keys.action('Refresh');
    await keys.row('partner-share').first().waitFor();
    assert.deepEqual(world.pageErrors, []);
  });
});
