// Headless Chromium by playwright-core, with a profile folder that can be looked into afterwards.
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, ensureChromium } from './chromium.mjs';

/**
 * @param {{directory: string, env?: Record<string, string>}} options the profile goes to DIRECTORY/browser
 * @returns {Promise<import('playwright-core').BrowserContext>}
 */
export async function openBrowser({ directory, env = process.env }) {
  return chromium.launchPersistentContext(path.join(directory, 'browser'), {
    executablePath: await ensureChromium(),
    args: chromiumFlags(),
    chromiumSandbox: process.getuid?.() !== 0,
    headless: true,
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    env,
    // Whoever opened the browser stops it in order; playwright's own handlers would race with that.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
