// A value finds its place, is looked for, is given to a program; a grant is made; and each of that is left half-way. By mouse
// and keyboard.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from './lib/eventually';
import { findLeaks } from './lib/leaks';
import { keepFailure, openWorld, type World } from './lib/run';
import { callCounts, callSandbox, parameterValue } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const MASK = '••••••••';
/** Of the sandbox: fake, and the same in both stages. */
const NEEDLE = 'FAKE-needle-7319';

describe('browser: store, search, run', () => {
  let world: World;
  let workbench: Workbench;
  let parameters: View;
  let endpoint: string;

  before(async () => {
    world = await openWorld('store', {
      // The terminal as text, and no picture of it.
      settings: { 'terminal.integrated.gpuAcceleration': 'off' },
    });
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    for (const [Name, Type, Value] of [
      ['/search-test/plain', 'String', `on ${NEEDLE}`],
      ['/search-test/secure', 'SecureString', `at ${NEEDLE}`],
      ['/search-test/other', 'SecureString', 'FAKE-other'],
    ])
      await callSandbox(endpoint, 'ssm', 'PutParameter', { Name, Type, Value });
    await workbench.openContainer('Keyhole');
    parameters = workbench.view('Parameters');
    await parameters.row('/search-test').first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('asks what a value is, and goes back as well as forth', async () => {
    const { page, quickInput } = workbench;
    await workbench.view('Parameters').menu('Store a Value…');
    await titled('Store a Value (1/5)');
    await workbench.screenshot('rotation');
    await quickInput.choose('Yes, it is rotated');
    await quickInput.rows.filter({ hasText: 'Credentials of a database' }).first().waitFor();
    await workbench.screenshot('contents');
    await page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
    await quickInput.choose('It stays until somebody changes it');
    await quickInput.choose('Few: it is kept encrypted in AWS');
    await quickInput.choose('Up to 64 KB');
    await quickInput.choose('Other accounts too');
    await quickInput.rows.filter({ hasText: 'its key $1.00 a month' }).first().waitFor();
    await nothingIsCutOff();
    await workbench.screenshot('shared');
    await quickInput.cancel();
    await closed();
  });

  it('makes a secure string of what is small and kept from most', async () => {
    const { page, quickInput } = workbench;
    await workbench.view('Parameters').menu('Store a Value…');
    await quickInput.choose('It stays until somebody changes it');
    await quickInput.choose('Few: it is kept encrypted in AWS');
    await quickInput.choose('Up to 4 KB');
    await workbench.screenshot('readers');
    await quickInput.choose('Programs of this account');
    await quickInput.rows.filter({ hasText: 'A standard parameter (SecureString)' }).first().waitFor();
    await quickInput.rows
      .filter({ hasText: 'What it costs' })
      .filter({ hasText: 'requests to KMS' })
      .waitFor();
    await nothingIsCutOff();
    await workbench.screenshot('outcome');
    await page.keyboard.press('Enter');
    await titled('Create Parameter');
    await enter('/store-test/token');
    await quickInput.choose('Go on to the value');
    await titled('Create /store-test/token: its value');
    assert.equal(await quickInput.box.getAttribute('type'), 'password');
    await enter('FAKE-token');
    await workbench.answer('Let Keyhole change things in', 'Enable Changes');
    await page.getByText('Tier: Standard').waitFor();
    await workbench.answer(
      'Create the parameter /store-test/token (SecureString)?',
      'Create',
      'secure-string-question',
    );
    await toast('The parameter is created: /store-test/token').waitFor();
    assert.equal(await parameterValue(endpoint, '/store-test/token'), 'FAKE-token');
    await clearToasts();
  });

  it('makes a secret of what templates refer to', async () => {
    const { page, quickInput } = workbench;
    await workbench.view('Secrets').menu('Store a Value…');
    await quickInput.choose('It stays until somebody changes it');
    await quickInput.choose('Few: it is kept encrypted in AWS');
    await quickInput.choose('Up to 8 KB');
    await quickInput.choose('CloudFormation, by a reference in a template');
    await quickInput.rows.filter({ hasText: 'A secret in Secrets Manager' }).first().waitFor();
    await nothingIsCutOff();
    await workbench.screenshot('secret-outcome');
    await page.keyboard.press('Enter');
    await titled('Create Secret: what it holds');
    await workbench.screenshot('secret-form');
    await quickInput.choose('Plain text');
    await titled('Create Secret');
    await enter('store-test/certificate');
    await titled('Create store-test/certificate: its value');
    await quickInput.choose('Type it');
    await enter('FAKE-certificate');
    await titled('its description');
    await page.keyboard.press('Enter');
    await titled('the key that encrypts it');
    await page.keyboard.press('Enter');
    await workbench.answer('Create the secret store-test/certificate?', 'Create', 'secret-question');
    await toast('The secret is created: store-test/certificate').waitFor();
    // The view takes the focus to show it.
    const row = workbench.view('Secrets').row('certificate');
    await row.and(page.locator('.selected')).first().waitFor();
    const { SecretString } = await callSandbox(endpoint, 'secretsmanager', 'GetSecretValue', {
      SecretId: 'store-test/certificate',
    });
    assert.equal(SecretString, 'FAKE-certificate');
    await clearToasts();
  });

  it('makes nothing where it is left before the value', async () => {
    const { page, quickInput } = workbench;
    await workbench.view('Parameters').menu('Store a Value…');
    await quickInput.choose('It stays until somebody changes it');
    await quickInput.choose('Anybody who may read the account');
    await quickInput.choose('Up to 8 KB');
    await quickInput.rows.filter({ hasText: 'An advanced parameter (String)' }).first().waitFor();
    await page.keyboard.press('Enter');
    await titled('Create Parameter');
    await enter('/store-test/left');
    await quickInput.rows.filter({ hasText: 'Go on to the value' }).first().waitFor();
    await quickInput.cancel();
    await closed();
    assert.deepEqual(await workbench.toasts.allInnerTexts(), []);
    await assert.rejects(parameterValue(endpoint, '/store-test/left'));
  });

  it('says how to keep a file that is encrypted, and makes nothing', async () => {
    const { page, quickInput } = workbench;
    await workbench.view('Parameters').menu('Store a Value…');
    await quickInput.choose('It stays until somebody changes it');
    await quickInput.choose('Few, and it stays with me');
    await quickInput.rows.filter({ hasText: 'A file of yours, encrypted with a KMS key' }).first().waitFor();
    await page.keyboard.press('Enter');
    await toast('Try Key… on a key does it').waitFor();
    await workbench.screenshot('own-file');
    await clearToasts();
  });

  it('says how many calls a search takes, before it makes one', async () => {
    const { quickInput } = workbench;
    await parameters.contextMenu(parameters.row('/search-test').first(), 'Search Values Below…');
    await titled('Search values below /search-test (');
    await quickInput.rows.filter({ hasText: 'Plain values: 1' }).filter({ hasText: '1 call;' }).waitFor();
    await quickInput.rows
      .filter({ hasText: 'Plain and secure values: 3' })
      .filter({ hasText: '1 call; 2 are decrypted for it' })
      .waitFor();
    await workbench.screenshot('search-scope');
    await quickInput.cancel();
    await closed();
    assert.equal(await reads(), 0);
  });

  it('finds what holds a text, by name alone', async () => {
    const { page, quickInput } = workbench;
    await parameters.contextMenu(parameters.row('/search-test').first(), 'Search Values Below…');
    await quickInput.choose('Plain and secure values: 3');
    await quickInput.choose('Part of the value');
    await page.locator('.quick-input-message', { hasText: 'It is kept nowhere.' }).waitFor();
    assert.equal(await quickInput.box.getAttribute('type'), 'password');
    await enter(NEEDLE.toUpperCase());
    await titled('Values that hold it, below /search-test');
    await workbench.screenshot('found');
    assert.deepEqual(
      (await quickInput.rows.allInnerTexts()).map(text => text.trim()),
      ['/search-test/plain', '/search-test/secure'],
    );
    assert.doesNotMatch(await page.locator('body').innerText(), /needle/i);
    assert.equal(await reads(), 1);
  });

  it('opens a hit masked', async () => {
    const { page, quickInput } = workbench;
    const row = quickInput.rows.filter({ hasText: '/search-test/secure' }).first();
    await row.hover();
    await row.getByRole('button', { name: 'Reveal Value' }).click();
    await page.locator('.tab.active', { hasText: '/search-test/secure' }).waitFor();
    await workbench.webview().getByText(MASK).first().waitFor();
    await workbench.screenshot('hit-masked');
    assert.doesNotMatch(await workbench.webview().locator('body').innerText(), /needle/);
    await workbench.closeEditors();
  });

  it('shows which variables a program gets, and leaves it at that on Escape', async () => {
    const { page, quickInput } = workbench;
    const before = await reads();
    await parameters.contextMenu(parameters.row('/search-test').first(), 'Run with Values…');
    await titled('Run with Values (SANDBOX');
    await quickInput.rows.filter({ hasText: 'SECURE' }).first().waitFor();
    await workbench.screenshot('variables');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message', { hasText: 'It gets 3 values of' }).waitFor();
    await quickInput.type('echo a | cat');
    await page.locator('.quick-input-message', { hasText: 'There is no shell to read |' }).waitFor();
    await workbench.screenshot('no-shell');
    await quickInput.cancel();
    await closed();
    assert.equal(await page.locator('.terminal').count(), 0);
    assert.equal(await reads(), before);
  });

  it('runs a program with the values that were ticked', async () => {
    const { page, quickInput } = workbench;
    await parameters.contextMenu(parameters.row('/search-test').first(), 'Run with Values…');
    await quickInput.rows.filter({ hasText: 'OTHER' }).first().click();
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-message', { hasText: 'It gets 2 values of' }).waitFor();
    await enter(`node -p "process.env.SECURE.length + ' letters, ' + process.env.OTHER"`);
    const terminal = page.locator('.terminal-wrapper.active').first();
    await eventually(async () => {
      const text = (await terminal.locator('.xterm-rows').innerText()).replaceAll('\u00a0', ' ');
      assert.match(text, /19 letters, undefined[\s\S]*Ended with 0\./);
    });
    await workbench.screenshot('ran');
    await page.locator('.panel a.action-label[aria-label^="Hide Panel"]').first().click();
  });

  it('makes a grant that is bound to an encryption context', async () => {
    const { page, quickInput } = workbench;
    await grantAs('ci/deploy');
    await titled('what it lets them do');
    await quickInput.rows.filter({ hasText: 'Decrypt' }).first().click();
    await workbench.screenshot('operations');
    await page.keyboard.press('Enter');
    await quickInput.choose('Only with an encryption context that has…');
    await quickInput.type('stage');
    await page.locator('.quick-input-message', { hasText: 'This is no pair' }).waitFor();
    await enter('stage=dev');
    await quickInput.choose('Nobody but who may revoke grants');
    await titled('its name');
    await quickInput.type('two words');
    await page.locator('.quick-input-message', { hasText: 'A name has letters, digits' }).waitFor();
    await enter('nightly');
    await workbench.answer('Make a grant of the key my-app-dev?', 'Make Grant', 'grant-question');
    await toast('A grant of the key my-app-dev is made.').waitFor();
    const [{ GranteePrincipal, Operations, Constraints, Name }] = await grants();
    assert.match(GranteePrincipal, /role\/ci\/deploy$/);
    assert.deepEqual([Operations, Name], [['Decrypt'], 'nightly']);
    assert.deepEqual(Constraints, { EncryptionContextSubset: { stage: 'dev' } });
  });

  it('takes the grant back with Undo', async () => {
    await toast('A grant of the key my-app-dev is made.')
      .locator('.monaco-button', { hasText: 'Undo' })
      .click();
    await workbench.answer('Revoke a grant of the key my-app-dev?', 'Revoke', 'grant-undo');
    await eventually(async () => assert.deepEqual(await grants(), []));
  });

  for (const left of ['operations', 'bounds', 'question'] as const)
    it(`makes no grant where it is left at its ${left}`, async () => {
      const { page, quickInput } = workbench;
      await grantAs('ci/deploy');
      await titled('what it lets them do');
      if (left !== 'operations') {
        await quickInput.rows.filter({ hasText: 'Decrypt' }).first().click();
        await page.keyboard.press('Enter');
        await titled('its bounds');
      }
      if (left === 'question') {
        await quickInput.choose('Without bounds');
        await quickInput.choose('Nobody but who may revoke grants');
        await titled('its name');
        await page.keyboard.press('Enter');
        await page.locator('.monaco-dialog-box', { hasText: 'Make a grant' }).waitFor();
        await closed();
      }
      await page.keyboard.press('Escape');
      await closed();
      await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
      assert.deepEqual(await grants(), []);
    });

  it('leaves no value behind', async () => {
    const values = ['FAKE-token', 'FAKE-certificate', NEEDLE].map(value => ({ label: value, value }));
    assert.deepEqual(findLeaks(world.session.userData, values), []);
    assert.deepEqual(world.pageErrors, []);
  });

  /** Of the list: what is longer than its row ends in dots. */
  async function nothingIsCutOff(): Promise<void> {
    await eventually(async () => {
      const cut = await workbench.quickInput.rows
        .locator('*')
        .evaluateAll(
          all => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1).length,
        );
      assert.equal(cut, 0);
    });
  }

  /** A grant of the key of development, as far as what it lets the role do. */
  async function grantAs(role: string): Promise<void> {
    const keys = workbench.view('Keys');
    await keys.expand([], 'my-app-dev');
    await keys.contextMenu(keys.row('my-app-dev').first(), 'Create Key Grant…');
    await titled('who it is for');
    await workbench.quickInput.choose(role);
  }

  async function grants() {
    const { Grants } = await callSandbox(endpoint, 'kms', 'ListGrants', { KeyId: await keyId() });
    return Array.isArray(Grants) ? Grants : [];
  }

  async function keyId(): Promise<string> {
    const { KeyMetadata } = await callSandbox(endpoint, 'kms', 'DescribeKey', { KeyId: 'alias/my-app-dev' });
    return Object(KeyMetadata).KeyId;
  }

  /** How often values of parameters were read, but for those this test reads itself. */
  async function reads(): Promise<number> {
    return (await callCounts(endpoint)).get('ssm:GetParameters') ?? 0;
  }

  async function enter(text: string): Promise<void> {
    await workbench.quickInput.type(text);
    await workbench.page.keyboard.press('Enter');
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
  }

  function toast(text: string): Locator {
    return workbench.toasts.filter({ hasText: text }).first();
  }

  async function clearToasts(): Promise<void> {
    await workbench.command('Notifications: Clear All Notifications');
  }

  async function closed(): Promise<void> {
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }
});
