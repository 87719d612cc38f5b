// `npm start -- --smoke`: is what a person would see really there?
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from './browser.mjs';
import { outDirectory } from './paths.mjs';

/**
 * @param {{url: string, directory: string, workspace: string, environment: Record<string, string>}} session
 * @returns {Promise<string[]>} what is missing; empty when all is there
 */
export async function smoke({ url, directory, workspace, environment }) {
  const context = await openBrowser({ directory, env: environment });
  const missing = [];
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(45_000);
    await page.goto(url);
    const expect = (what, locator) =>
      locator
        .first()
        .waitFor()
        .catch(() => missing.push(what));
    await expect('the workbench', page.locator('.monaco-workbench .part.sidebar'));
    await page
      .locator('.explorer-folders-view .monaco-list-row', { hasText: 'template.yaml' })
      .dblclick()
      .catch(() => missing.push('template.yaml in the explorer'));
    await page.locator('.editor-group-container.active .view-line').first().click();
    await goToLine(page, lineOf(workspace, 'hots'));
    await expect(
      'a problem under a reference in template.yaml',
      page.locator('.squiggly-error, .squiggly-warning'),
    );
    await page
      .locator('.activitybar a.action-label[aria-label^="Keyhole"]')
      .click()
      .catch(() => missing.push('Keyhole in the activity bar'));
    await expect(
      '/my-app in the Parameters view',
      page.locator('.sidebar .monaco-list-row', { hasText: 'my-app' }),
    );
    mkdirSync(outDirectory, { recursive: true });
    await page.screenshot({ path: path.join(outDirectory, 'smoke.png') });
  } finally {
    await context.close();
  }
  return missing;
}

/** One-based; squiggles are drawn only where the editor has scrolled to. */
function lineOf(workspace, text) {
  const lines = readFileSync(path.join(workspace, 'template.yaml'), 'utf8').split('\n');
  return lines.findIndex(line => line.includes(text)) + 1;
}

async function goToLine(page, line) {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget .quick-input-box input').fill(`:${line}`);
  await page.keyboard.press('Enter');
}
