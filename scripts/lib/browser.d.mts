import type { BrowserContext } from 'playwright-core';

export function openBrowser(options: {
  readonly directory: string;
  readonly env?: Record<string, string>;
}): Promise<BrowserContext>;
