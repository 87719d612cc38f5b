// What a new user does first, with the sample workspace and the sandbox, by mouse and keyboard only.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox, parameterValue } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

const MASK = '••••••••';

describe('browser: a first visit', () => {
  let world: World;
  let workbench: Workbench;
  let endpoint: string;

  before(async () => {
    world = await openWorld('person');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('opens without a question, a toast or an error', async () => {
    await workbench.screenshot('opened');
    assert.equal(await workbench.page.locator('.monaco-dialog-box').count(), 0);
    assert.deepEqual(await workbench.toasts.allInnerTexts(), []);
  });

  it('shows Parameters, Secrets and Keys behind one icon', async () => {
    await workbench.openContainer('Keyhole');
    for (const title of ['Parameters', 'Secrets', 'Keys']) await workbench.view(title).rows.first().waitFor();
    await workbench.screenshot('three-views');
    await labelledSandbox();
  });

  it('expands /my-app/prod/database', async () => {
    const parameters = workbench.view('Parameters');
    await parameters.expand(['/my-app', 'prod', 'database'], 'host');
    for (const name of ['host', 'password', 'port', 'username']) await parameters.row(name).first().waitFor();
    await workbench.screenshot('expanded');
  });

  it('copies a reference from the row', async () => {
    const parameters = workbench.view('Parameters');
    await parameters.inlineAction(parameters.row('host').first(), 'Copy Reference');
    await eventually(async () =>
      assert.equal(await workbench.clipboard(), '{{resolve:ssm:/my-app/prod/database/host}}'),
    );
    await workbench.screenshot('copied');
  });

  it('copies as whatever it is pasted into', async () => {
    const parameters = workbench.view('Parameters');
    await parameters.contextMenu(parameters.row('host').first(), 'Copy As…');
    await workbench.quickInput.rows.filter({ hasText: 'Dynamic reference' }).first().waitFor();
    await workbench.screenshot('copy-as');
    await workbench.quickInput.type('cdk');
    await workbench.quickInput.choose('CDK, Python');
    await eventually(async () =>
      assert.equal(
        await workbench.clipboard(),
        'ssm.StringParameter.value_for_string_parameter(self, "/my-app/prod/database/host")\n',
      ),
    );
  });

  it('lists the versions of a parameter, and opens an old one masked', async () => {
    const parameters = workbench.view('Parameters');
    await parameters.contextMenu(parameters.row('host').first(), 'Show Versions…');
    const { rows } = workbench.quickInput;
    await rows.filter({ hasText: 'Version 3' }).filter({ hasText: 'latest' }).first().waitFor();
    const first = rows.filter({ hasText: 'Version 1' }).first();
    await first.waitFor();
    await workbench.screenshot('versions');
    await first.hover();
    await first.getByRole('button', { name: 'Copy Reference to This Version' }).click();
    await eventually(async () =>
      assert.equal(await workbench.clipboard(), '{{resolve:ssm:/my-app/prod/database/host:1}}'),
    );
    await workbench.quickInput.choose('Version 1');
    await workbench.page.locator('.tab.active', { hasText: '/my-app/prod/database/host:1' }).waitFor();
    await workbench.webview().getByRole('button', { name: 'Reveal' }).waitFor();
    await workbench.closeEditors();
  });

  it('sums up the references above the first line', async () => {
    await workbench.openFile('template.yaml');
    const lens = workbench.page.locator('.codelens-decoration', { hasText: 'references' });
    await lens
      .filter({ hasText: /\d+ references · \d+ problems.* · resolved with defaults/ })
      .first()
      .waitFor();
    await workbench.screenshot('code-lens');
  });

  it('underlines the reference to a parameter that does not exist', async () => {
    await workbench.openFile('template.yaml');
    await workbench.editor.goToLine(43);
    await workbench.editor.squiggleUnder('/my-app/prod/database/hots', 'warning');
    await eventually(async () => {
      assert.match(await workbench.editor.hoverText('/database/hots'), /reference\/not-found/);
    });
    await workbench.screenshot('squiggle');
  });

  it('lists what is wrong in the Problems view', async () => {
    await workbench.page.keyboard.press('Control+Shift+M');
    const problems = workbench.page.locator('.markers-panel .monaco-list-row');
    for (const code of [
      'reference/not-found',
      'reference/secure-not-supported-here',
      'policy/reachable-from-any-account',
    ])
      await problems.filter({ hasText: code }).first().waitFor();
    await workbench.screenshot('problems');
    await workbench.page.keyboard.press('Control+Shift+M');
    await problems.first().waitFor({ state: 'hidden' });
  });

  it('shows the value of a plain parameter in the hover', async () => {
    const value = await parameterValue(endpoint, '/my-app/prod/database/username');
    await workbench.editor.goToLine(44);
    await eventually(async () => {
      const text = await workbench.editor.hoverText('/prod/database/username');
      const [at, type] = [text.indexOf(value), text.indexOf('String')];
      assert.ok(at >= 0 && at < type, 'the value stands before the facts');
      assert.match(text, /SANDBOX/);
    });
    await workbench.screenshot('hover');
  });

  it('masks a secure string in the hover', async () => {
    const value = await parameterValue(endpoint, '/my-app/prod/database/password');
    await workbench.editor.goToLine(28);
    await eventually(async () => {
      const text = await workbench.editor.hoverText('/prod/database/password');
      assert.ok(!text.includes(value));
      assert.ok(text.includes(MASK), 'the mask is missing');
    });
    await workbench.screenshot('hover-masked');
  });

  it('corrects the name with a quick fix', async () => {
    const { editor, page } = workbench;
    await editor.goToLine(43);
    await editor.click('/database/hots');
    await page.keyboard.press('Control+.');
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: '/my-app/prod/database/host' });
    await fix.first().waitFor();
    await workbench.screenshot('quick-fix');
    await fix.first().click();
    await editor.place('DB_HOST: "{{resolve:ssm:/my-app/prod/database/host}}"');
    await page.keyboard.press('Control+z');
    await editor.place('/database/hots');
  });

  it('renames a parameter in all its references, and goes back in one step', async () => {
    const { editor, page } = workbench;
    await editor.goToLine(51);
    await editor.click('release-channel');
    await page.keyboard.press('F2');
    const input = page.locator('.rename-box input');
    await input.waitFor();
    await workbench.screenshot('rename');
    await input.fill('release-stage');
    await page.keyboard.press('Enter');
    await editor.place('{{resolve:ssm:release-stage}}');
    await editor.goToLine(100);
    await editor.place('Value: "{{resolve:ssm:release-stage}}"');
    await page.keyboard.press('Control+z');
    await editor.goToLine(51);
    await editor.place('CHANNEL: "{{resolve:ssm:release-channel}}"');
    await editor.goToLine(100);
    await editor.place('Value: "{{resolve:ssm:release-channel}}"');
  });

  it('completes a name while it is typed', async () => {
    const { editor, page } = workbench;
    await editor.goToLine(51, 200);
    await page.keyboard.press('Enter');
    await page.keyboard.type('X: "{{resolve:ssm:/my-app/prod/');
    await editor.suggestions.filter({ hasText: 'database' }).first().waitFor();
    await workbench.screenshot('completion');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('lists why a deployment would fail, place by place', async () => {
    const { page } = workbench;
    await workbench.command('Keyhole: Why Will This Fail?');
    const entries = page.locator('.quick-input-list .monaco-list-row');
    await entries.filter({ hasText: 'No such parameter' }).first().waitFor();
    await page.locator('.quick-input-title', { hasText: 'template.yaml' }).waitFor();
    await workbench.screenshot('why-will-this-fail');
    await entries.filter({ hasText: 'hots' }).first().click();
    await editorStatus(page, 'Ln 43');
    await page.keyboard.press('Escape');
  });

  it('shows the template resolved beside itself, secrets masked', async () => {
    const { page } = workbench;
    const host = await parameterValue(endpoint, '/my-app/prod/database/username');
    await workbench.command('Keyhole: Preview Resolved Template');
    await page.locator('.tab', { hasText: 'Resolved template.yaml' }).waitFor();
    const lines = page.locator('.editor-group-container').last().locator('.view-lines');
    await eventually(async () =>
      assert.ok((await lines.innerText()).replaceAll('\u00a0', ' ').includes(host)),
    );
    await workbench.screenshot('preview-resolved');
    await page.locator('.tab', { hasText: 'Resolved template.yaml' }).getByRole('button').first().click();
  });

  it('goes from a reference to its place in the explorer', async () => {
    const hover = await workbench.editor.hover('/prod/database/username');
    await hover.getByText('Show in Explorer').click();
    const parameters = workbench.view('Parameters');
    await parameters.rows
      .filter({ hasText: 'username' })
      .and(workbench.page.locator('.selected'))
      .first()
      .waitFor();
    await workbench.screenshot('shown-in-explorer');
  });

  it('reveals a secure string in a panel, and hides it again', async () => {
    const value = await parameterValue(endpoint, '/my-app/prod/database/password');
    const parameters = workbench.view('Parameters');
    await parameters.inlineAction(parameters.row('password').first(), 'Reveal');
    const panel = workbench.webview();
    await panel.getByText(MASK).first().waitFor();
    assert.ok(!(await panel.locator('body').innerText()).includes(value), 'it must open masked');
    await workbench.screenshot('panel-masked');
    await panel.getByRole('button', { name: 'Reveal' }).first().click();
    await eventually(async () => assert.ok((await panel.locator('body').innerText()).includes(value)));
    await workbench.screenshot('panel-revealed');
    await workbench.page.keyboard.press('Escape');
    await eventually(async () => assert.ok(!(await panel.locator('body').innerText()).includes(value)));
  });

  it('opens the policy of a key and shows what is wrong with it', async () => {
    const keys = workbench.view('Keys');
    await keys.unfold();
    await keys.row('partner-share').first().waitFor();
    await keys.contextMenu(keys.row('partner-share').first(), 'Open Key Policy');
    await workbench.page.locator('.tab.active', { hasText: 'SANDBOX partner-share' }).waitFor();
    await workbench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.screenshot('key-policy');
  });

  it('met no error of its own and changed nothing in the account', async () => {
    assert.deepEqual(world.pageErrors, []);
    const { Parameters } = await callSandbox(endpoint, 'ssm', 'GetParameterHistory', {
      Name: '/my-app/prod/database/host',
    });
    assert.equal(Array.isArray(Parameters) && Parameters.length, 3);
  });

  async function editorStatus(page: Workbench['page'], text: string): Promise<void> {
    await page.locator('.statusbar-item', { hasText: text }).first().waitFor();
  }

  async function labelledSandbox(): Promise<void> {
    const status = workbench.page.locator('.statusbar-item', { hasText: /sandbox/i });
    await status.first().waitFor();
  }
});
