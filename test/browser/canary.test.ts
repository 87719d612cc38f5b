// Values are radioactive: a whole session with random values, then everything it left on disk is searched for them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './lib/eventually';
import { type Canary, findLeaks, findLeaksInArguments, formsOf, logOf } from './lib/leaks';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox, parameterValue } from './lib/sandbox';
import type { Workbench } from './lib/workbench';

/** Characters that JSON, URLs and shells write differently, around what cannot occur by chance. */
function canary(label: string): Canary {
  return { label, value: `${label.slice(0, 2)}"&/ü=${randomBytes(12).toString('hex')}` };
}

const secureString = canary('secure string');
const secretKey = canary('secret by key');
const secretText = canary('secret as text');
/** Plain String values are shown in the hover; they are data, and still no business of any file. */
const plainString = canary('plain string');
/** Typed into the input box by a person who makes a parameter. */
const typedString = canary('typed secure string');
/** Typed into the value panel: one is saved, one never. */
const editedKey = canary('edited key');
const editedUnsaved = canary('typed and not saved');
const radioactive = [
  secureString,
  secretKey,
  secretText,
  plainString,
  typedString,
  editedKey,
  editedUnsaved,
].flatMap(withCore);

/** What a person typed into a file and did not save: VS Code backs it up, so the search must find it. */
const control: Canary = { label: 'control', value: `control${randomBytes(12).toString('hex')}` };

describe('browser: no value reaches the disk', function () {
  this.timeout(180_000);
  let world: World;
  let workbench: Workbench;

  before(async () => {
    world = await openWorld('canary', { logLevel: 'trace' });
    workbench = world.workbench;
    await seedCanaries(world.session.endpoint ?? '');
    await workbench.openContainer('Keyhole');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && workbench.page.isClosed() === false)
      await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('makes a SecureString as a person does', async () => {
    const { page, quickInput } = workbench;
    await workbench.view('Parameters').row('/my-app').first().waitFor();
    await workbench.command('Keyhole: Create Parameter…');
    await titled('Create Parameter');
    await quickInput.type('/my-app/dev/typed');
    await page.keyboard.press('Enter');
    await titled('its type');
    await quickInput.choose('SecureString');
    await titled('its value');
    assert.equal(await quickInput.box.getAttribute('type'), 'password');
    await quickInput.type(typedString.value);
    await page.keyboard.press('Enter');
    await workbench.answer('until this window is closed', 'Enable Changes');
    await workbench.answer('Create the parameter /my-app/dev/typed (SecureString)?', 'Create');
    await workbench.toasts.filter({ hasText: 'The parameter is created' }).first().waitFor();
    await eventually(async () => {
      const kept = await parameterValue(world.session.endpoint ?? '', '/my-app/dev/typed');
      assert.ok(kept === typedString.value, 'the account has another value');
    });
  });

  it('reveals, hovers and copies as a person does', async () => {
    const { editor, page } = workbench;
    const parameters = workbench.view('Parameters');
    await parameters.expand(['/my-app', 'prod', 'database'], 'password');

    await workbench.openFile('template.yaml');
    await editor.goToLine(28);
    await hoverUntil('/prod/database/password', text => text.includes('••••'));
    await editor.goToLine(44);
    await hoverUntil('/prod/database/username', text => text.includes(coreOf(plainString)));
    await editor.goToLine(50);
    await hoverUntil('prod/my-app/database', text => text.includes('••••'));

    // A dirty editor, autosave off: VS Code writes it to its backups after a second.
    await editor.goToLine(51, 200);
    await page.keyboard.press('Enter');
    await page.keyboard.type(`# ${control.value}`);

    await parameters.inlineAction(parameters.row('password').first(), 'Reveal');
    await revealInPanel(coreOf(secureString));
    const secrets = workbench.view('Secrets');
    await secrets.expand(['prod', 'my-app'], 'database');
    await secrets.inlineAction(secrets.row('database').first(), 'Reveal');
    await revealInPanel(coreOf(secretKey));
    // The row says what the secret holds now; one that is drawn anew under the mouse may lose the click.
    await secrets.row('database').filter({ hasText: 'user and password' }).first().waitFor();
    await secrets.inlineAction(secrets.row('stripe-api-key').first(), 'Reveal');
    await revealInPanel(coreOf(secretText));
    await workbench.webview().getByRole('button', { name: /copy/i }).first().click();
    await eventually(async () => assert.ok((await workbench.clipboard()).includes(coreOf(secretText))));
    await workbench.screenshot('revealed');
  });

  it('edits as a person does: one is saved, one is left as it is typed', async () => {
    const secrets = workbench.view('Secrets');
    await secrets.inlineAction(secrets.row('database').first(), 'Edit Value');
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Value password').fill(editedKey.value);
    await panel.getByRole('button', { name: 'Save to AWS…' }).click();
    await workbench.answer('Put a new version of prod/my-app/database?', 'Save');
    await panel.getByText('Saved.').waitFor();
    await eventually(async () => {
      const { SecretString } = await callSandbox(
        world.session.endpoint ?? '',
        'secretsmanager',
        'GetSecretValue',
        { SecretId: 'prod/my-app/database' },
      );
      assert.ok(JSON.parse(String(SecretString)).password === editedKey.value, 'another value');
    });
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Value password').fill(editedUnsaved.value);
    await workbench.page.locator('.tab.active', { hasText: '● prod/my-app/database' }).waitFor();
  });

  it('survives a reload with a panel open and the editor dirty', async () => {
    const { page } = workbench;
    await page.waitForTimeout(3_000); // More than the two seconds VS Code takes for a backup.
    await page.reload();
    await page.locator('.monaco-workbench .part.statusbar').waitFor();
    await page.locator('.tab', { hasText: 'template.yaml' }).first().click();
    await workbench.editor.place(control.value);
    await page.waitForTimeout(3_000);
  });

  it('left no value in user data, backups, history, storage, temp, logs or the browser', async () => {
    const { session, browser } = world;
    await keepBrowserStorage();
    assert.deepEqual(findLeaksInArguments(radioactive), []);
    await browser.close();
    await session.halt();
    assert.deepEqual(findLeaks(session.directory, radioactive), []);
  });

  it('would have found them: the control string is in the backups', () => {
    const found = findLeaks(world.session.userData, [control]);
    assert.ok(
      found.some(({ where }) => where.includes('Backups')),
      `found in: ${found.map(({ where }) => where).join(', ')}`,
    );
  });

  it('would have found them: the log says what was read', () => {
    const log = logOf(world.session.userData);
    for (const line of ['Connected: profile', 'Value read: parameter', 'Value read: secret'])
      assert.ok(log.includes(line), `${line}: not in ${log.length} characters of log`);
  });

  for (const form of formsOf(secureString.value).keys()) {
    it(`would have found them: a planted leak, ${form}`, () => {
      const folder = path.join(world.session.userData, 'User/globalStorage/keyhole-aws.keyhole');
      mkdirSync(folder, { recursive: true });
      const bytes = formsOf(secureString.value).get(form) ?? Buffer.alloc(0);
      writeFileSync(path.join(folder, 'planted.json'), Buffer.concat([Buffer.from('{"x":"'), bytes]));
      const leaks = findLeaks(world.session.directory, [secureString]);
      assert.ok(leaks.some(leak => leak.form === form && leak.where.endsWith('planted.json')));
    });
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
  }

  async function revealInPanel(shown: string): Promise<void> {
    const panel = workbench.webview();
    await panel.getByRole('button', { name: 'Reveal' }).first().click();
    await eventually(async () =>
      assert.ok((await panel.locator('body').innerText()).includes(shown), 'not shown'),
    );
  }

  async function hoverUntil(text: string, isRight: (hover: string) => boolean): Promise<void> {
    await eventually(async () => {
      const shown = await workbench.editor.hoverText(text);
      assert.ok(isRight(shown), 'the hover does not show it');
    }, 40);
  }

  /** What the page keeps, as text: a database file may hold it compressed. */
  async function keepBrowserStorage(): Promise<void> {
    const dump = String(await workbench.page.evaluate(dumpStorage));
    assert.ok(dump.length > 2, 'the page keeps something');
    writeFileSync(path.join(world.session.directory, 'browser-storage.json'), dump);
  }
});

async function seedCanaries(endpoint: string): Promise<void> {
  const put = (name: string, type: string, value: string) =>
    callSandbox(endpoint, 'ssm', 'PutParameter', { Name: name, Type: type, Value: value, Overwrite: true });
  await put('/my-app/prod/database/password', 'SecureString', secureString.value);
  await put('/my-app/prod/database/username', 'String', plainString.value);
  const secret = (id: string, value: string) =>
    callSandbox(endpoint, 'secretsmanager', 'PutSecretValue', { SecretId: id, SecretString: value });
  await secret('prod/my-app/database', JSON.stringify({ username: 'shop', password: secretKey.value }));
  await secret('prod/my-app/stripe-api-key', secretText.value);
}

/** The random part alone too: half a value is a leak as well. */
function withCore(whole: Canary): readonly Canary[] {
  return [whole, { label: `${whole.label}, random part`, value: coreOf(whole) }];
}

function coreOf({ value }: Canary): string {
  return value.slice(value.indexOf('=') + 1);
}

const dumpStorage = `(async () => {
  const all = { local: { ...localStorage }, session: { ...sessionStorage }, databases: {} };
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const store of database.objectStoreNames) {
      const values = await new Promise((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      all.databases[name + '/' + store] = values.map(value =>
        value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
    }
    database.close();
  }
  return JSON.stringify(all);
})()`;
