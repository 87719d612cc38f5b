// Values that are changed: a plain one as a document, saved, applied, and put together with somebody else's change. By
// mouse and keyboard.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox, parameterValue } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

const NAME = '/values-test/config';

describe('browser: values', () => {
  let world: World;
  let workbench: Workbench;
  let endpoint: string;

  const put = (Value: string) =>
    callSandbox(endpoint, 'ssm', 'PutParameter', { Name: NAME, Type: 'String', Overwrite: true, Value });

  before(async () => {
    world = await openWorld('values');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    await put('{\n  "host": "db",\n  "port": 5432,\n  "pool": 5,\n  "debug": false\n}');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('opens a plain value as a document from the tree', async () => {
    await workbench.openContainer('Keyhole');
    const parameters = workbench.view('Parameters');
    await parameters.expand(['/values-test'], 'config');
    await parameters.contextMenu(parameters.row('config').first(), 'Edit Value');
    await workbench.page.locator('.tab.active', { hasText: 'SANDBOX config.json' }).waitFor();
    await workbench.page.locator('.editor-group-container.active .view-line').first().waitFor();
  });

  it('saves it in the window, and applies it once one has said so', async () => {
    const { page } = workbench;
    await replaceText('5432', '6432');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved in this window, not in AWS').first().waitFor();
    await workbench.screenshot('staged');
    assert.match(await parameterValue(endpoint, NAME), /5432/);
    await titleAction('Apply to AWS');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await workbench.answer('Change the value of SANDBOX config?', 'Apply', 'apply');
    await eventually(async () => assert.match(await parameterValue(endpoint, NAME), /6432/));
    await workbench.toasts.filter({ hasText: 'is at version 2 now' }).first().waitFor();
    await workbench.screenshot('applied');
  });

  it('puts it together with what somebody else has made of it', async () => {
    const { page } = workbench;
    await replaceText('"db"', '"db.mine"');
    await put('{\n  "host": "db",\n  "port": 6432,\n  "pool": 5,\n  "debug": true\n}');
    await titleAction('Apply to AWS');
    await workbench.answer('Somebody has changed SANDBOX config.json', 'Merge', 'conflict');
    await page.locator('.merge-editor').first().waitFor();
    await page.getByText('In the Account').first().waitFor();
    await workbench.screenshot('merge');
    await page.getByText('Accept In the Account').first().click();
    await page.keyboard.press('Control+s');
    await titleAction('Apply to AWS');
    await workbench.answer('Change the value of SANDBOX config?', 'Apply');
    await eventually(async () => {
      const { host, debug } = JSON.parse(await parameterValue(endpoint, NAME));
      assert.deepEqual([host, debug], ['db.mine', true]);
    });
  });

  async function titleAction(title: string): Promise<void> {
    await workbench.page.locator(`.editor-actions a.action-label[aria-label^="${title}"]`).first().click();
  }

  /** As a person does it: find, replace, close. */
  async function replaceText(text: string, by: string): Promise<void> {
    const { page } = workbench;
    await page.locator('.editor-group-container.active .view-line').first().click();
    await page.keyboard.press('Control+h');
    await page.locator('.find-widget.visible .find-part textarea').first().fill(text);
    await page.locator('.find-widget.visible .replace-part textarea').first().fill(by);
    await page.keyboard.press('Control+Alt+Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  }
});
