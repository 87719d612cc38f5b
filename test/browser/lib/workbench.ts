// The workbench as a person uses it: what is seen is read from the page, what is done is done by mouse and keyboard.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { outDirectory } from '../../../scripts/lib/paths.mjs';
import { createEditor, type Editor } from './editor';
import { eventually } from './eventually';

export interface Workbench {
  readonly page: Page;
  readonly editor: Editor;
  /** Clicks an icon of the activity bar. */
  openContainer(title: string): Promise<void>;
  /** A view of the side bar by the title of its header. */
  view(title: string): View;
  openFile(name: string): Promise<void>;
  /** Runs a command as a person does: F1, its title, Enter. */
  command(title: string): Promise<void>;
  /** The quick pick or input box at the top. */
  readonly quickInput: QuickInput;
  readonly toasts: Locator;
  /** Clicks a button of the dialog that says this; `shot`: kept as a picture before. */
  answer(question: string, button: string, shot?: string): Promise<void>;
  /** The document inside the webview that is in front. */
  webview(): FrameLocator;
  clipboard(): Promise<string>;
  closeEditors(): Promise<void>;
  /** Another colour theme, by its name in the list. */
  theme(name: string): Promise<void>;
  /** Keeps what a person sees now as out/browser/PREFIX-NN-NAME.png. */
  screenshot(name: string): Promise<void>;
}

export interface View {
  readonly rows: Locator;
  /** The message above the rows, or the welcome text where there are none. */
  readonly body: Locator;
  row(text: string): Locator;
  /** Opens folder after folder; `last` is made visible. */
  expand(folders: readonly string[], last: string): Promise<void>;
  /** An icon at the end of a row; it shows when the mouse is there. */
  inlineAction(row: Locator, title: string): Promise<void>;
  contextMenu(row: Locator, title: string): Promise<void>;
  /** An icon in the view's header. */
  action(title: string): Promise<void>;
  /** What is behind the dots in the view's header. */
  menu(title: string): Promise<void>;
  /** Opens the view when its header is folded, so that it fills. */
  unfold(): Promise<void>;
}

export interface QuickInput {
  readonly box: Locator;
  readonly rows: Locator;
  type(text: string): Promise<void>;
  choose(text: string): Promise<void>;
  cancel(): Promise<void>;
}

export async function openWorkbench(page: Page, url: string, prefix: string): Promise<Workbench> {
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await page.locator('.activitybar a.action-label').first().waitFor();
  const quickInput = createQuickInput(page);
  let shots = 0;

  // While the window is busy with itself (trust was just given, say) it may lose a key; a person presses again.
  const openQuickInput = (key: string): Promise<void> =>
    eventually(async () => {
      await page.keyboard.press(key);
      // One that fades out is still there, and takes nothing.
      await page
        .locator('.quick-input-widget:not(.quick-input-widget-closing) .quick-input-box input')
        .waitFor({ timeout: 3_000 });
    });
  // What has just been opened may take the focus, and close the list under somebody's fingers: they begin again.
  const command = (title: string): Promise<void> =>
    eventually(async () => {
      await openQuickInput('F1');
      await quickInput.box.fill(`>${title}`, { timeout: 3_000 });
      await quickInput.rows.filter({ hasText: title }).first().click({ timeout: 5_000 });
    });

  const screenshot = async (name: string): Promise<void> => {
    shots += 1;
    const folder = path.join(outDirectory, 'browser');
    mkdirSync(folder, { recursive: true });
    // What fades in is shown as it stays: a half-faded list could not be judged.
    await page.screenshot({
      animations: 'disabled',
      path: path.join(folder, `${prefix}-${String(shots).padStart(2, '0')}-${name}.png`),
    });
  };

  return {
    page,
    editor: createEditor(page),
    quickInput,
    command,
    toasts: page.locator('.notifications-toasts .notification-list-item'),
    openContainer: title => page.locator(`.activitybar a.action-label[aria-label^="${title}"]`).click(),
    view: title => createView(page, title),
    async openFile(name) {
      await openQuickInput('Control+p');
      await quickInput.type(name);
      await quickInput.choose(name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator('.editor-group-container.active .view-line').first().waitFor();
    },
    webview: () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame'),
    clipboard: () => page.evaluate('navigator.clipboard.readText()').then(String),
    closeEditors: () => command('View: Close All Editors'),
    async theme(name) {
      await command('Preferences: Color Theme');
      await quickInput.type(name);
      await quickInput.choose(name);
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },
    screenshot,
    async answer(question, button, shot) {
      const box = page.locator('.monaco-dialog-box', { hasText: question });
      await box.waitFor();
      if (shot !== undefined) await screenshot(shot);
      await box
        .locator('.monaco-button', { hasText: new RegExp(`^${button}$`) })
        .first()
        .click();
      await box.waitFor({ state: 'detached' });
    },
  };
}

function createView(page: Page, title: string): View {
  const pane = page.locator('.sidebar .pane', {
    has: page.locator('.pane-header .title', { hasText: new RegExp(`^${escapeRegExp(title)}$`) }),
  });
  const rows = pane.locator('.pane-body .monaco-list-row');
  // A row's own label, not what stands in its description: `host` and `hosts` are two rows.
  const row = (text: string): Locator =>
    rows.filter({
      has: page.locator('.label-name', { hasText: new RegExp(`^${escapeRegExp(text)}$`) }),
    });
  const unfold = async (): Promise<void> => {
    const header = pane.locator('.pane-header').first();
    // A container with one view shows no header.
    await header.waitFor({ state: 'attached' });
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
  };
  const action = async (name: string): Promise<void> => {
    await pane.locator('.pane-header').first().hover();
    await pane.locator(`.pane-header .actions a.action-label[aria-label^="${name}"]`).click();
  };
  return {
    rows,
    body: pane.locator('.pane-body').first(),
    row,
    unfold,
    async expand(folders, last) {
      await unfold();
      for (const folder of folders) {
        const at = row(folder).first();
        await at.waitFor();
        if ((await at.getAttribute('aria-expanded')) !== 'true') await at.click();
      }
      await row(last).first().waitFor();
    },
    async inlineAction(at, name) {
      // A row that is drawn anew under the mouse takes no click, and says nothing.
      await atRest(rows);
      await at.hover();
      await at.locator(`.actions a.action-label[aria-label^="${name}"]`).click();
    },
    async contextMenu(at, name) {
      await atRest(rows);
      await fromMenu(page, () => at.click({ button: 'right' }), name);
    },
    menu: name => fromMenu(page, () => action('More Actions'), name),
    action,
  };
}

/** A row that is drawn anew under the mouse may lose the click, and close its menu; a person opens it again. */
async function fromMenu(page: Page, open: () => Promise<void>, name: string): Promise<void> {
  const item = page.locator('.monaco-menu .action-label', { hasText: name }).first();
  await eventually(async () => {
    await open();
    await item.waitFor({ timeout: 3_000 });
    await item.hover({ timeout: 3_000 });
    // A menu takes no click in its first 100 ms, so that the one that opened it chooses nothing; nobody is that fast.
    // The click itself is short: a menu that closes between press and release chooses nothing either, and says nothing.
    await page.waitForTimeout(200);
    await item.click({ timeout: 3_000 });
  });
}

/** Until the rows are the same for a while: descriptions and badges come after the names. */
async function atRest(rows: Locator): Promise<void> {
  let before: readonly string[] = [];
  await eventually(async () => {
    const now = await rows.allInnerTexts();
    const calm = now.length > 0 && now.join('\n') === before.join('\n');
    before = now;
    if (calm) return;
    await rows.page().waitForTimeout(250);
    throw new Error('the rows still change');
  });
}

function createQuickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget');
  const rows = widget.locator('.quick-input-list .monaco-list-row');
  const box = widget.locator('.quick-input-box input');
  return {
    rows,
    box,
    async type(text) {
      await box.waitFor();
      await box.fill(text);
    },
    async choose(text) {
      await rows.filter({ hasText: text }).first().click();
    },
    cancel: () => page.keyboard.press('Escape'),
  };
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
