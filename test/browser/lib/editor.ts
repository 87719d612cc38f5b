// The text editor in front: where a text stands on the screen, what is under the mouse, what is underlined.
import type { Locator, Page } from 'playwright-core';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Editor {
  /** Moves the cursor to a line, one-based, so that it is on the screen. */
  goToLine(line: number, column?: number): Promise<void>;
  /** Where the text stands; waits for it. */
  place(text: string): Promise<Place>;
  /** Rests the mouse on the text until the hover is there. */
  hover(text: string): Promise<Locator>;
  /** What the hover over the text says. Fails soon where it goes away meanwhile: the caller tries again. */
  hoverText(text: string): Promise<string>;
  /** Puts the cursor into the text. */
  click(text: string): Promise<void>;
  /** Waits until something under the text is underlined at this severity. */
  squiggleUnder(text: string, severity: 'error' | 'warning' | 'info'): Promise<void>;
  /** Puts the cursor into the text and takes one of its quick fixes. */
  quickFix(text: string, title: string): Promise<void>;
  readonly suggestions: Locator;
  text(): Promise<string>;
}

/** Reads the page only. Lines are drawn with no-break spaces, in an order of their own. */
const findInLines = `text => {
  const wanted = text.replaceAll(' ', '\\u00a0');
  const active = document.querySelector('.editor-group-container.active .monaco-editor .view-lines') ?? document.querySelector('.monaco-editor .view-lines');
  if (!active) return undefined;
  const lines = [...active.querySelectorAll('.view-line')].sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  for (const line of lines) {
    const nodes = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const whole = nodes.map(node => node.data).join('').replaceAll(' ', '\\u00a0');
    const at = whole.indexOf(wanted);
    if (at < 0) continue;
    const range = document.createRange();
    let seen = 0;
    let started = false;
    for (const node of nodes) {
      const end = seen + node.data.length;
      if (!started && at < end) { range.setStart(node, at - seen); started = true; }
      if (at + wanted.length <= end) { range.setEnd(node, at + wanted.length - seen); break; }
      seen = end;
    }
    const { x, y, width, height } = range.getBoundingClientRect();
    if (width > 0) return { x, y, width, height };
  }
  return undefined;
}`;

export function createEditor(page: Page): Editor {
  const place = async (text: string): Promise<Place> => {
    for (const end = Date.now() + 30_000; Date.now() < end; await page.waitForTimeout(100)) {
      const found = placeOf(await page.evaluate(`(${findInLines})(${JSON.stringify(text)})`));
      if (found) return found;
    }
    throw new Error('the text is not on the screen');
  };
  const middleOf = async (text: string): Promise<{ x: number; y: number }> => {
    const { x, y, width, height } = await place(text);
    return { x: x + width / 2, y: y + height / 2 };
  };

  const hover = async (text: string): Promise<Locator> => {
    const shownHover = page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
    const { x, y } = await middleOf(text);
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      // Away and back: an editor that just opened may have missed the first move.
      await page.mouse.move(x, y + 120);
      await page.mouse.move(x - 2, y);
      await page.mouse.move(x, y, { steps: 3 });
      const shown = await shownHover
        .filter({ hasNotText: 'Loading...' })
        .first()
        .waitFor({ timeout: 4_000 })
        .then(
          () => true,
          () => false,
        );
      if (shown) return shownHover.first();
    }
    throw new Error('no hover came up');
  };

  return {
    place,
    hover,
    async hoverText(text) {
      return (await hover(text)).innerText({ timeout: 2_000 });
    },
    async goToLine(line, column) {
      await page.keyboard.press('Control+g');
      const input = page.locator('.quick-input-widget .quick-input-box input');
      await input.waitFor();
      await input.fill(`:${line}${column ? `:${column}` : ''}`);
      await page.keyboard.press('Enter');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    },
    async click(text) {
      const { x, y } = await middleOf(text);
      await page.mouse.click(x, y);
    },
    async squiggleUnder(text, severity) {
      for (const end = Date.now() + 30_000; Date.now() < end; await page.waitForTimeout(200)) {
        const { x, y, width, height } = await place(text);
        const boxes = await page.locator(`.monaco-editor .squiggly-${severity}`).all();
        for (const box of boxes) {
          const bounds = await box.boundingBox().catch(() => null);
          if (!bounds) continue;
          const sameLine = Math.abs(bounds.y + bounds.height / 2 - (y + height / 2)) < height;
          if (sameLine && bounds.x < x + width && bounds.x + bounds.width > x) return;
        }
      }
      throw new Error(`nothing is underlined there at the level ${severity}`);
    },
    async quickFix(text, title) {
      const menu = page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
      for (const end = Date.now() + 30_000; ; await page.keyboard.press('Escape')) {
        const { x, y } = await middleOf(text);
        await page.mouse.click(x, y);
        await page.keyboard.press('Control+.');
        const shown = await menu.waitFor({ timeout: 4_000 }).then(
          () => true,
          () => false,
        );
        if (shown) break;
        if (Date.now() > end) throw new Error(`there is no quick fix: ${title}`);
      }
      await menu.click();
    },
    suggestions: page.locator('.suggest-widget.visible .monaco-list-row'),
    async text() {
      const lines = await page.locator('.editor-group-container.active .view-line').allInnerTexts();
      return lines.join('\n').replaceAll('\u00a0', ' ');
    },
  };
}

function placeOf(found: unknown): Place | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const { x, y, width, height } = { x: 0, y: 0, width: 0, height: 0, ...found };
  return { x, y, width, height };
}
