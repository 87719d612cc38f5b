// What changes something in an account: the policy of a key, warned of, mended, saved, applied and taken back; a parameter
// that is missing. By mouse and keyboard.
import assert from 'node:assert/strict';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import { calledActions, keyPolicy, parameterValue } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

const USE_ALONE = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Use of the key',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::000000000000:role/app' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      },
    ],
  },
  null,
  2,
);

describe('browser: changes', () => {
  let world: World;
  let workbench: Workbench;
  let endpoint: string;
  let account = '';
  let original = '';

  before(async () => {
    world = await openWorld('writes');
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    original = await keyPolicy(endpoint, 'alias/my-app-dev');
    account = /arn:aws:iam::(\d{12}):root/.exec(original)?.[1] ?? '';
    assert.match(account, /^\d{12}$/);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('opens from the Keys view', async () => {
    await workbench.openContainer('Keyhole');
    const keys = workbench.view('Keys');
    await keys.unfold();
    await keys.row('my-app-dev').first().waitFor();
    await keys.contextMenu(keys.row('my-app-dev').first(), 'Open Key Policy');
    await workbench.page.locator('.tab.active', { hasText: 'SANDBOX my-app-dev' }).waitFor();
    await workbench.page.locator('.editor-group-container.active .view-line').first().waitFor();
    await workbench.screenshot('opened');
  });

  it('warns of a lockout as one types', async () => {
    const { page } = workbench;
    await page.locator('.editor-group-container.active .view-line').first().click();
    await page.keyboard.press('Control+a');
    await paste(USE_ALONE.replace('000000000000', account));
    await workbench.editor.squiggleUnder('"Statement"', 'error');
    await eventually(async () => {
      assert.match(await workbench.editor.hoverText('"Statement"'), /Nobody is allowed kms:PutKeyPolicy/);
    });
    await workbench.screenshot('lockout');
    await page.keyboard.press('Escape');
  });

  it('mends it with a quick fix', async () => {
    await workbench.editor.quickFix('"Statement"', 'Add the default root statement');
    await eventually(async () =>
      assert.equal(await workbench.page.locator('.monaco-editor .squiggly-error').count(), 0),
    );
    await workbench.screenshot('mended');
  });

  it('saves it, and the account has what it had', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+s');
    await workbench.toasts.filter({ hasText: 'Saved in this window, not in AWS' }).first().waitFor();
    // Longer than any answer of the sandbox takes.
    await page.waitForTimeout(1_500);
    assert.equal(await keyPolicy(endpoint, 'alias/my-app-dev'), original);
    assert.ok(!(await calledActions(endpoint)).includes('kms:PutKeyPolicy'));
    await workbench.screenshot('saved');
  });

  it('applies it, once one has said so', async () => {
    await titleAction('Apply to AWS');
    await workbench.answer('until this window is closed', 'Enable Changes', 'leave');
    await workbench.answer('Replace the policy of SANDBOX my-app-dev?', 'Apply', 'question');
    await eventually(async () => {
      const policy = JSON.parse(await keyPolicy(endpoint, 'alias/my-app-dev'));
      assert.deepEqual(
        policy.Statement.map(({ Sid }: { Sid: string }) => Sid),
        ['Use of the key', 'Enable IAM policies'],
      );
    });
    await workbench.toasts.filter({ hasText: 'is changed' }).first().waitFor();
    await workbench.page.locator('.statusbar-item', { hasText: 'Changes on: SANDBOX' }).waitFor();
    await workbench.screenshot('applied');
  });

  it('puts the earlier one back', async () => {
    const toast = workbench.toasts.filter({ hasText: 'is changed' }).first();
    await toast.locator('.monaco-button', { hasText: 'Undo' }).click();
    await workbench.answer('Put the earlier policy of SANDBOX my-app-dev back?', 'Put Back', 'undo');
    await eventually(async () =>
      assert.deepEqual(JSON.parse(await keyPolicy(endpoint, 'alias/my-app-dev')), JSON.parse(original)),
    );
    await eventually(async () => {
      assert.ok((await workbench.editor.text()).includes('root'));
    });
    await workbench.screenshot('put-back');
  });

  it('completes a principal with the roles of the account, and takes that back', async () => {
    const { editor, page } = workbench;
    const text = JSON.parse(original);
    const lines = JSON.stringify(text, null, 2).split('\n');
    const line = lines.findIndex(each => each.includes(':root"'));
    assert.ok(line >= 0, 'the policy has a root');
    await editor.goToLine(line + 1);
    // To the end of the ARN, inside its quotes, and its last word away.
    await page.keyboard.press('End');
    if (!lines[line]?.endsWith('"')) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    for (const _ of 'root') await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+Space');
    await editor.suggestions.filter({ hasText: 'role/ci/deploy' }).first().waitFor();
    await editor.suggestions.filter({ hasText: 'role/my-app-prod' }).first().waitFor();
    await workbench.screenshot('principals');
    await page.keyboard.press('Escape');
    await page.keyboard.type('root');
    await eventually(async () => assert.ok((await editor.text()).includes(':root"')));
  });

  it('creates a parameter that a reference names', async () => {
    const { editor, page, quickInput } = workbench;
    await workbench.openFile('template.yaml');
    await editor.goToLine(43);
    await editor.squiggleUnder('/my-app/prod/database/hots', 'warning');
    await editor.quickFix('/database/hots', 'Create this parameter…');
    await quickInput.choose('String');
    await quickInput.box.waitFor();
    await eventually(async () =>
      assert.match(await page.locator('.quick-input-title').innerText(), /its value/),
    );
    await quickInput.type('db.example.com');
    await workbench.screenshot('value');
    await page.keyboard.press('Enter');
    await workbench.answer('Create the parameter /my-app/prod/database/hots (String)?', 'Create', 'create');
    await eventually(async () =>
      assert.equal(await parameterValue(endpoint, '/my-app/prod/database/hots'), 'db.example.com'),
    );
    await eventually(async () => {
      assert.match(await editor.hoverText('/database/hots'), /db\.example\.com/);
    });
    await workbench.screenshot('created');
  });

  it('makes a parameter in a folder of the tree, and deletes it with a key', async () => {
    const { page, quickInput } = workbench;
    const scratch = '/my-app/dev/scratch';
    const parameters = workbench.view('Parameters');
    await parameters.expand(['/my-app'], 'dev');
    await parameters.contextMenu(parameters.row('dev').first(), 'Create Parameter…');
    await eventually(async () => assert.equal(await quickInput.box.inputValue(), '/my-app/dev/'));
    await page.keyboard.type('scratch/');
    await page.getByText('A name ends with what it is called').first().waitFor();
    await workbench.screenshot('name-in-folder');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await quickInput.choose('StringList');
    await eventually(async () =>
      assert.match(await page.locator('.quick-input-title').innerText(), /its value/),
    );
    await quickInput.type('a,b');
    await page.keyboard.press('Enter');
    await workbench.answer(`Create the parameter ${scratch} (StringList)?`, 'Create');
    await eventually(async () => assert.equal(await parameterValue(endpoint, scratch), 'a,b'));
    await parameters.expand(['dev'], 'scratch');
    await parameters.row('scratch').first().click();
    await page.keyboard.press('Delete');
    await workbench.answer(`Delete the parameter ${scratch}?`, 'Delete', 'delete');
    await parameters.row('scratch').first().waitFor({ state: 'detached' });
    await assert.rejects(parameterValue(endpoint, scratch));
    await parameters.contextMenu(parameters.row('dev').first(), 'Delete Parameter…');
    await workbench.answer('parameters below /my-app/dev?', 'Cancel', 'delete-folder');
    await parameters.row('dev').first().waitFor();
  });

  it('makes an earlier version the latest, and takes that back', async () => {
    const { quickInput } = workbench;
    const host = '/my-app/prod/database/host';
    const before = await parameterValue(endpoint, host);
    await workbench.command('Keyhole: Show Versions…');
    await quickInput.type(host);
    await quickInput.choose(host);
    const first = quickInput.rows.filter({ hasText: 'Version 1' }).first();
    await first.hover();
    await first.getByRole('button', { name: 'Restore as the Latest Version' }).click();
    await workbench.answer(`Make version 1 of ${host} the latest?`, 'Restore', 'restore');
    await eventually(async () => assert.notEqual(await parameterValue(endpoint, host), before));
    const toast = workbench.toasts.filter({ hasText: 'is at version 4 now' }).first();
    await workbench.screenshot('restored');
    await toast.locator('.monaco-button', { hasText: 'Undo' }).click();
    await workbench.answer(`Make version 3 of ${host} the latest?`, 'Restore');
    await eventually(async () => assert.equal(await parameterValue(endpoint, host), before));
  });

  async function titleAction(title: string): Promise<void> {
    await workbench.page.locator(`.editor-actions a.action-label[aria-label^="${title}"]`).first().click();
  }

  async function paste(text: string): Promise<void> {
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await workbench.page.keyboard.press('Control+v');
  }
});
