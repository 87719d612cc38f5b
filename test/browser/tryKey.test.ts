// A key is tried: a text and a file are encrypted and come back, a message is signed, a MAC made, a public key read; by
// mouse and keyboard. What comes out stands in a list of VS Code's, and nowhere that nobody has asked for.
import assert from 'node:assert/strict';
import { createVerify, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from './lib/eventually';
import { type Canary, findLeaks } from './lib/leaks';
import { keepFailure, openWorld, type World } from './lib/run';
import { callSandbox } from './lib/sandbox';
import type { View, Workbench } from './lib/workbench';

const MASK = '••••••••';
const plaintext: Canary = { label: 'plaintext', value: `FAKE-${randomBytes(12).toString('hex')}` };
const ofFile: Canary = { label: 'file', value: `FAKE-${randomBytes(12).toString('hex')}` };

describe('browser: try a key', () => {
  let world: World;
  let workbench: Workbench;
  let keys: View;
  let endpoint: string;
  let ciphertext: string;
  let sample: ReadonlySet<string>;

  before(async () => {
    world = await openWorld('try-key', { logLevel: 'trace' });
    workbench = world.workbench;
    endpoint = world.session.endpoint ?? '';
    await makeKey('signer', { KeyUsage: 'SIGN_VERIFY', KeySpec: 'ECC_NIST_P256' });
    await makeKey('sealer', { KeyUsage: 'GENERATE_VERIFY_MAC', KeySpec: 'HMAC_256' });
    sample = new Set(readdirSync(world.session.workspace));
    writeFileSync(inWorkspace('config.json'), JSON.stringify({ password: ofFile.value }));
    await workbench.openContainer('Keyhole');
    keys = workbench.view('Keys');
    await keys.unfold();
    await keys.row('my-app-dev').first().waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(world, this.currentTest.title);
  });
  after(() => world?.close());

  it('offers what the key is made for, and nothing else', async () => {
    const { quickInput } = workbench;
    await keys.contextMenu(keys.row('my-app-dev').first(), 'Try Key…');
    await titled('Try the key my-app-dev');
    await quickInput.rows.filter({ hasText: 'Generate a data key' }).first().waitFor();
    await workbench.screenshot('offered');
    assert.equal(await quickInput.rows.filter({ hasText: /Sign|MAC|public key/ }).count(), 0);
    await quickInput.cancel();
  });

  it('encrypts a text that is masked as it is typed, with an encryption context', async () => {
    const { page, quickInput } = workbench;
    await start('my-app-dev', 'Encrypt a text');
    await titled('Encrypt with my-app-dev');
    await workbench.screenshot('where-from');
    await quickInput.choose('Type it');
    await told('The plaintext, at most 4,096 bytes');
    assert.equal(await quickInput.box.getAttribute('type'), 'password');
    await quickInput.type(plaintext.value);
    await workbench.screenshot('plaintext');
    await page.keyboard.press('Enter');
    await titled('the encryption context');
    await quickInput.type('stage');
    await told('This is no pair: stage.');
    await workbench.screenshot('context-wrong');
    await enter('stage=dev,app=billing');
    await titled('Encrypted with my-app-dev');
    await workbench.screenshot('ciphertext');
    await quickInput.choose('Copy in base64');
    await eventually(async () => {
      ciphertext = await workbench.clipboard();
      assert.match(ciphertext, /^[A-Za-z0-9+/]{40,}=*$/);
    });
    await quickInput.cancel();
  });

  it('tells that the ciphertext is not for another context, and no more', async () => {
    await start('my-app-dev', 'Decrypt a ciphertext');
    await workbench.quickInput.choose('From the clipboard');
    await titled('the encryption context');
    await enter('stage=prod');
    const toast = workbench.toasts.first();
    await toast.waitFor();
    await workbench.screenshot('other-context');
    assert.doesNotMatch(await toast.innerText(), new RegExp(plaintext.value));
    await clearToasts();
  });

  it('decrypts it again, and shows the plaintext once somebody asks', async () => {
    const { page, quickInput } = workbench;
    await start('my-app-dev', 'Decrypt a ciphertext');
    await quickInput.choose('From the clipboard');
    await titled('the encryption context');
    await enter('app=billing,stage=dev');
    await titled('Decrypted with my-app-dev');
    const row = quickInput.rows.filter({ hasText: 'Plaintext' }).first();
    await row.filter({ hasText: MASK }).waitFor();
    await workbench.screenshot('plaintext-masked');
    assert.ok(!(await shown()).includes(plaintext.value));
    await page.keyboard.press('Enter');
    await row.filter({ hasText: plaintext.value }).waitFor();
    await workbench.screenshot('plaintext-shown');
    await page.keyboard.press('Enter');
    await row.filter({ hasText: MASK }).waitFor();
    await quickInput.cancel();
  });

  it('encrypts a file into another that is chosen', async () => {
    await start('my-app-dev', 'Encrypt a file');
    await workbench.quickInput.box.waitFor();
    await choosePath('config.json', 'encrypt-file');
    await titled('the encryption context');
    await enter('app=billing');
    await proposedIs(/\/config\.json\.encrypted$/);
    await workbench.screenshot('encrypted-file');
    assert.equal(existsSync(inWorkspace('config.json.encrypted')), false);
    await workbench.page.keyboard.press('Enter');
    await eventually(async () => assert.ok(existsSync(inWorkspace('config.json.encrypted'))));
    await workbench.page
      .locator('.statusbar-item', { hasText: 'Encrypted: config.json.encrypted' })
      .first()
      .waitFor();
    await workbench.screenshot('encrypted');
    assert.ok(!readFileSync(inWorkspace('config.json.encrypted')).includes(ofFile.value));
  });

  it('decrypts it into a file of its owner alone, and tells its encryption context', async () => {
    await start('my-app-dev', 'Decrypt a file');
    await workbench.quickInput.box.waitFor();
    await choosePath('config.json.encrypted');
    await proposedIs(/\/config\.json$/);
    await titled('Its encryption context: app=billing');
    await workbench.screenshot('decrypted-file');
    await enter(inWorkspace('again.json'));
    await eventually(async () =>
      assert.deepEqual(readFileSync(inWorkspace('again.json')), readFileSync(inWorkspace('config.json'))),
    );
    assert.equal(statSync(inWorkspace('again.json')).mode & 0o077, 0);
  });

  it('signs a message, as other programs verify it, and says of which message a signature is', async () => {
    const { quickInput } = workbench;
    await start('signer', 'Sign a message');
    await typed('Sign with signer', 'ship it');
    await titled('Signed with signer, ECDSA_SHA_256');
    await workbench.screenshot('signature');
    const signature = await copied('Copy in base64');
    await start('signer', 'Read the public key');
    await titled('The public key of signer');
    await workbench.screenshot('public-key');
    const pem = await copied('Copy the text');
    assert.ok(createVerify('sha256').update('ship it').verify(pem, signature, 'base64'));
    await putOnClipboard(signature);
    for (const [message, verdict] of [
      ['ship it', 'The signature is of this message, by signer and ECDSA_SHA_256.'],
      ['ship them', 'The signature is not of this message, or not by signer and ECDSA_SHA_256.'],
    ] as const) {
      await start('signer', 'Verify a signature');
      await typed('Verify with signer', message);
      await quickInput.choose('From the clipboard');
      await workbench.toasts.filter({ hasText: verdict }).first().waitFor();
    }
    await workbench.screenshot('verdicts');
    await clearToasts();
  });

  it('makes a MAC that is of one message alone', async () => {
    await start('sealer', 'Generate a MAC');
    await typed('Make a MAC with sealer', 'ship it');
    await titled('A MAC of sealer, HMAC_SHA_256');
    await workbench.screenshot('mac');
    const mac = await copied('Copy in base64');
    await putOnClipboard(mac);
    for (const [message, verdict] of [
      ['ship it', 'The MAC is of this message, by sealer.'],
      ['ship them', 'The MAC is not of this message, or not by sealer.'],
    ] as const) {
      await start('sealer', 'Verify a MAC');
      await typed('Verify a MAC with sealer', message);
      await workbench.quickInput.choose('From the clipboard');
      await workbench.toasts.filter({ hasText: verdict }).first().waitFor();
    }
    await clearToasts();
  });

  it('leaves what came out nowhere that nobody chose', async () => {
    const { page } = workbench;
    assert.deepEqual(
      readdirSync(world.session.workspace)
        .filter(name => !sample.has(name))
        .sort(),
      ['again.json', 'config.json', 'config.json.encrypted'],
    );
    assert.deepEqual(findLeaks(world.session.userData, [plaintext, ofFile]), []);
    const known = [plaintext, ofFile, { label: 'ciphertext', value: ciphertext }];
    assert.deepEqual(findLeaks(path.join(world.session.userData, 'logs'), known), []);
    await workbench.command('Keyhole: Show Log');
    const log = page.locator('.panel .view-lines').first();
    await log.waitFor({ state: 'attached' });
    await workbench.screenshot('log');
    const text = await log.innerText();
    assert.match(text, /kms:/);
    assert.ok(known.every(({ value }) => !text.includes(value)));
    assert.equal(await page.locator('.tabs-container .tab').count(), 0);
  });

  /** Of the tree, as far as what the key is to be tried with. */
  async function start(key: string, what: string): Promise<void> {
    await keys.contextMenu(keys.row(key).first(), 'Try Key…');
    await titled(`Try the key ${key}`);
    await workbench.quickInput.choose(what);
  }

  /** A message; of a signature it is asked first whether that or its digest. */
  async function typed(title: string, message: string): Promise<void> {
    await titled(title);
    const { rows } = workbench.quickInput;
    const form = rows.filter({ hasText: 'The digest of a message' });
    await form
      .or(rows.filter({ hasText: 'Type it' }))
      .first()
      .waitFor();
    if (await form.first().isVisible()) await workbench.page.keyboard.press('Enter');
    await workbench.quickInput.choose('Type it');
    await told('The message');
    await enter(message);
  }

  async function copied(row: string): Promise<string> {
    await putOnClipboard('');
    await workbench.quickInput.choose(row);
    let text = '';
    await eventually(async () => {
      text = await workbench.clipboard();
      assert.notEqual(text, '');
    });
    await workbench.quickInput.cancel();
    return text;
  }

  /** In the dialog of the workbench, which begins in the folder that is open. */
  async function choosePath(name: string, shot?: string): Promise<void> {
    const { box, rows } = workbench.quickInput;
    await eventually(async () => assert.match(await box.inputValue(), /\/my-app\/$/));
    await rows.filter({ hasText: 'config.json' }).first().waitFor();
    if (shot) await workbench.screenshot(shot);
    await enter(inWorkspace(name));
  }

  async function proposedIs(name: RegExp): Promise<void> {
    const { box } = workbench.quickInput;
    await eventually(async () => assert.match(await box.inputValue(), name));
  }

  async function enter(text: string): Promise<void> {
    await workbench.quickInput.type(text);
    await workbench.page.keyboard.press('Enter');
  }

  async function titled(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-title', { hasText: text }).waitFor();
  }

  async function told(text: string): Promise<void> {
    await workbench.page.locator('.quick-input-message', { hasText: text }).waitFor();
  }

  function shown(): Promise<string> {
    return workbench.page.locator('body').innerText();
  }

  async function clearToasts(): Promise<void> {
    await workbench.command('Notifications: Clear All Notifications');
  }

  async function putOnClipboard(text: string): Promise<void> {
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  function inWorkspace(name: string): string {
    return path.join(world.session.workspace, name);
  }

  async function makeKey(alias: string, key: object): Promise<void> {
    const { KeyMetadata } = await callSandbox(endpoint, 'kms', 'CreateKey', key);
    const { KeyId: TargetKeyId } = Object(KeyMetadata);
    await callSandbox(endpoint, 'kms', 'CreateAlias', { AliasName: `alias/${alias}`, TargetKeyId });
  }
});
