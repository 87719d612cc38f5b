// One browser test's whole world: a session, a browser, the workbench; all gone afterwards.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { openBrowser } from '../../../scripts/lib/browser.mjs';
import { outDirectory } from '../../../scripts/lib/paths.mjs';
import { type Session, type SessionOptions, startSession } from '../../../scripts/lib/session.mjs';
import { type StagedExtension, stageExtension } from '../../../scripts/lib/stage.mjs';
import { openWorkbench, type Workbench } from './workbench';

export interface World {
  readonly session: Session;
  readonly browser: BrowserContext;
  readonly workbench: Workbench;
  /** What the page could not do: the browser test looks at it last. */
  readonly pageErrors: readonly string[];
  close(): Promise<void>;
}

/** @param prefix names the screenshots */
export async function openWorld(prefix: string, options: SessionOptions = {}): Promise<World> {
  const session = await startSession({
    ...options,
    extension: options.extension ?? (await builtExtension()),
  });
  try {
    const browser = await openBrowser({ directory: session.directory, env: session.environment });
    const page = browser.pages()[0] ?? (await browser.newPage());
    const pageErrors: string[] = [];
    page.on('pageerror', error => pageErrors.push(error.name));
    const workbench = await openWorkbench(page, session.url, prefix);
    return {
      session,
      browser,
      workbench,
      pageErrors,
      async close() {
        await browser.close();
        await session.stop();
      },
    };
  } catch (error) {
    await session.stop();
    throw error;
  }
}

/** A screenshot of what was there when a test failed. */
export async function keepFailure(world: World | undefined, title: string | undefined): Promise<void> {
  const folder = path.join(outDirectory, 'browser');
  mkdirSync(folder, { recursive: true });
  const name = (title ?? 'unknown').replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60);
  const page = world?.workbench.page;
  await page?.screenshot({ path: path.join(folder, `failed-${name}.png`) }).catch(() => {});
}

/** Built once for all browser tests of a process; the sessions link to it. */
async function builtExtension(): Promise<StagedExtension> {
  const folder = path.join(process.env['TMPDIR'] ?? outDirectory, 'keyhole-under-test');
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return stageExtension(folder);
  const { publisher, name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return { folder, publisher, name, version };
}
