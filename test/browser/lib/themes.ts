// What is open is looked at in each kind of theme, and narrow: a picture of each, and what can be measured.
import assert from 'node:assert/strict';
import { assertUsable } from './legible';
import type { Workbench } from './workbench';

/** One of each kind, with the class that VS Code gives the page of a webview. */
export const THEMES = [
  ['Light Modern', 'vscode-light'],
  ['Dark Modern', 'vscode-dark'],
  ['Dark High Contrast', 'vscode-high-contrast'],
  ['Light High Contrast', 'vscode-high-contrast-light'],
] as const;

/**
 * Of the webview in front. What is wrong with it is told of all themes at once.
 * @param others what else is looked at in each; the webview is in front again after it
 */
export async function inEachTheme(
  workbench: Workbench,
  scene: string,
  others: (shoot: (name: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const problems: string[] = [];
  for (const [theme, pageClass] of THEMES) {
    await workbench.theme(theme);
    await workbench.webview().locator(`body.${pageClass}`).waitFor();
    const shoot = (name: string) =>
      workbench.screenshot(`${name}-${theme.toLowerCase().replaceAll(' ', '-')}`);
    await shoot(scene);
    await assertUsable(workbench.page, workbench.webview()).catch((error: unknown) =>
      problems.push(`${theme}: ${error}`),
    );
    await others(shoot);
  }
  assert.deepEqual(problems, []);
}

/** As beside another editor, or on a small screen. */
export async function fitsWhenNarrow(workbench: Workbench, scene: string): Promise<void> {
  const { page } = workbench;
  const size = page.viewportSize();
  await page.setViewportSize({ width: 780, height: 900 });
  await assertUsable(page, workbench.webview());
  await workbench.screenshot(`${scene}-narrow`);
  if (size) await page.setViewportSize(size);
}
