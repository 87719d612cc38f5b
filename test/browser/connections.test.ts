// Whom Keyhole asks, as a person chooses it: a role behind an MFA device, a file bound to another account, and what is
// not to be seen or kept.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { eventually } from './lib/eventually';
import { keepFailure, openWorld, type World } from './lib/run';
import type { Workbench } from './lib/workbench';

const profiles = `[profile base]
region = eu-west-1
aws_access_key_id = AKIDFAKE
aws_secret_access_key = fake
[profile with-mfa]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/my-app-dev
role_session_name = keyhole
source_profile = base
mfa_serial = arn:aws:iam::123456789012:mfa/me
`;
const PORT = '{{resolve:ssm:/my-app/prod/database/port}}';

describe('browser: connections', function () {
  this.timeout(120_000);
  let world: World;
  let workbench: Workbench;

  before(async () => {
    world = await openWorld('connections', {
      settings: { 'keyhole.reveal.hideOnBlur': true, 'keyhole.reveal.seconds': 300 },
    });
    workbench = world.workbench;
    writeFileSync(world.session.environment['AWS_CONFIG_FILE'] ?? '', profiles);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  const status = (text: string) => workbench.page.locator('.statusbar-item', { hasText: text }).first();

  it('asks for a code of the MFA device when a button is pressed, and reads on with it', async () => {
    await workbench.openContainer('Keyhole');
    await workbench.view('Parameters').row('/my-app').first().waitFor();
    await workbench.command('Keyhole: Choose Connection…');
    await workbench.quickInput.rows.filter({ hasText: 'with-mfa' }).first().waitFor();
    await workbench.screenshot('connections');
    await workbench.quickInput.choose('with-mfa');
    // The profile's Region is ticked.
    await workbench.page.getByPlaceholder('Region to read from').waitFor();
    await workbench.screenshot('regions');
    await workbench.page.keyboard.press('Enter');
    const parameters = workbench.view('Parameters');
    const enter = parameters.body.getByText('Enter MFA Code');
    await enter.waitFor();
    await workbench.screenshot('mfa-required');
    await enter.click();
    await workbench.quickInput.type('12345');
    await workbench.page.getByText('A code has six digits.').first().waitFor();
    await workbench.quickInput.type('123456');
    await workbench.page.getByText('A code has six digits.').first().waitFor({ state: 'hidden' });
    await workbench.screenshot('mfa-code');
    await workbench.page.keyboard.press('Enter');
    await parameters.row('/my-app').first().waitFor();
  });

  it('shows another Region beside it, pins a connection, and takes it away again', async () => {
    const parameters = workbench.view('Parameters');
    const { page, quickInput } = workbench;
    await workbench.command('Keyhole: Show Connection Beside…');
    const base = quickInput.rows.filter({ hasText: 'base' }).first();
    await base.hover();
    await base.getByRole('button', { name: 'Pin' }).click();
    await quickInput.rows.filter({ hasText: 'Pinned' }).first().waitFor();
    await workbench.screenshot('pinned');
    // The pinned one is a place to go to at once; the profile asks for its Regions.
    const chooseBase = async () => {
      await quickInput.type('base');
      await quickInput.rows.filter({ hasText: 'base' }).nth(1).click();
      await page.getByPlaceholder('Region to read from').waitFor();
    };
    await chooseBase();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'Back' }).click();
    await page.getByPlaceholder('Credentials to read').waitFor();
    await chooseBase();
    await quickInput.type('eu-north-1');
    const north = quickInput.rows.filter({ hasText: 'eu-north-1' }).first();
    await north.click();
    await quickInput.type('');
    await workbench.screenshot('several-regions');
    await page.keyboard.press('Enter');
    await parameters.row('No parameters').first().waitFor();
    // with-mfa in the window, base in both Regions beside it.
    await eventually(async () =>
      assert.equal(await parameters.rows.filter({ hasText: /eu-(west|north)-1 · \d{12}/ }).count(), 3),
    );
    await workbench.screenshot('side-by-side');
    await parameters.inlineAction(
      parameters.rows.filter({ hasText: /eu-north-1 · / }).first(),
      'Remove Connection from Explorer',
    );
    await parameters.row('No parameters').first().waitFor({ state: 'detached' });
    await workbench.command('Keyhole: Use Connection for the Window');
    const names = () =>
      parameters.rows
        .filter({ hasText: /eu-west-1/ })
        .locator('.label-name')
        .allInnerTexts();
    await eventually(async () => assert.deepEqual(await names(), ['base', 'with-mfa']));
    await workbench.command('Keyhole: Remove Connection from Explorer');
    await eventually(async () =>
      assert.equal(await parameters.rows.filter({ hasText: /eu-west-1/ }).count(), 0),
    );
  });

  it('checks a file against a connection of its own', async () => {
    await workbench.openFile('template.yaml');
    await workbench.command('Keyhole: Choose Connection for This File or Folder…');
    await workbench.quickInput.choose('New Connection…');
    await workbench.quickInput.choose('base');
    await workbench.quickInput.type('eu-north-1');
    await workbench.quickInput.choose('eu-north-1');
    await eventually(async () => {
      const { box } = workbench.quickInput;
      assert.equal(await box.inputValue(), 'base');
    });
    await workbench.quickInput.type('north');
    await workbench.screenshot('connection-name');
    await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.choose('This file');
    await status('north').waitFor();
    await workbench.editor.squiggleUnder(PORT, 'error');
    await workbench.screenshot('bound-file');
    await eventually(async () => assert.match(await workbench.editor.hoverText(PORT), /eu-north-1/));
    await workbench.page.keyboard.press('Escape');
    // The explorer stays with what it was connected to.
    await status('SANDBOX · eu-west-1').waitFor();
  });

  it('hides a shown value when the window loses the focus, and when the screen is shared', async () => {
    const parameters = workbench.view('Parameters');
    await parameters.expand(['/my-app', 'prod', 'database'], 'password');
    await parameters.contextMenu(parameters.row('password').first(), 'Reveal Value');
    const page = workbench.webview();
    const reveal = page.getByRole('button', { name: 'Reveal' });
    const hide = page.getByRole('button', { name: 'Hide' });
    await reveal.click();
    await hide.waitFor();
    await workbench.page.evaluate(`
      Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true });
      for (const frame of document.querySelectorAll('iframe')) frame.blur();
      window.dispatchEvent(new Event('blur'));
    `);
    await reveal.waitFor();
    await workbench.page.evaluate(`
      delete document.hasFocus;
      window.dispatchEvent(new Event('focus'));
    `);
    await reveal.click();
    await hide.waitFor();
    await workbench.command('Hide Values and Account Numbers');
    await reveal.waitFor();
    await reveal.click();
    await page.getByText('Values stay hidden while the screen is shared.').waitFor();
    await workbench.screenshot('screen-shared');
    // What is seen; screen readers are told of a notification elsewhere in the page.
    const seen = await workbench.page.locator('.part, .notifications-toasts').allInnerTexts();
    assert.ok(seen.join(' ').includes('SANDBOX'));
    assert.ok(!seen.join(' ').includes('123456789012'));
    await workbench.command('Show Values and Account Numbers Again');
  });

  it('locks, and unlocks', async () => {
    await workbench.command('Keyhole: Lock');
    await workbench.view('Parameters').body.getByText('Unlock').waitFor();
    await status('Keyhole is locked').waitFor();
    await workbench.screenshot('locked');
    await status('Keyhole is locked').click();
    await workbench.view('Parameters').row('/my-app').first().waitFor();
    await workbench.screenshot('unlocked');
  });

  it('broke nothing in the page', () => {
    assert.deepEqual(world.pageErrors, []);
  });
});
