// A row that is dragged by mouse. Playwright's own mouse loses a drag where the row is drawn anew under it: here Chromium is
// asked for what it carries, and waited for.
import type { Locator, Page } from 'playwright-core';

export interface Drag {
  /** Over a point of the page, from where it was. */
  to(point: Point): Promise<void>;
  drop(): Promise<void>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

type DragEvent = 'dragEnter' | 'dragOver' | 'drop';

const SHIFT = 8;
const STEPS = 6;

/** Holds Shift, which VS Code takes for: into the text, and not as an editor. */
export async function pickUp(page: Page, row: Locator): Promise<Drag> {
  const browser = await page.context().newCDPSession(page);
  let at = await middleOf(row);
  const press = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x = at.x) =>
    browser.send('Input.dispatchMouseEvent', { type, x, y: at.y, button: 'left', buttons: 1, clickCount: 1 });
  await browser.send('Input.setInterceptDrags', { enabled: true });
  // The types of Chromium's protocol cannot be imported by name.
  type Intercepted = Parameters<Parameters<typeof browser.once<'Input.dragIntercepted'>>[1]>[0];
  const picked = new Promise<Intercepted>((resolve, reject) => {
    browser.once('Input.dragIntercepted', resolve);
    setTimeout(() => reject(new Error('no drag has begun')), 5_000).unref();
  });
  await press('mousePressed');
  for (const step of [4, 8, 16]) await press('mouseMoved', at.x + step);
  const { data } = await picked;
  const send = (type: DragEvent) =>
    browser.send('Input.dispatchDragEvent', { type, ...at, data, modifiers: SHIFT });
  await send('dragEnter');
  return {
    async to({ x, y }) {
      const from = at;
      for (let step = 1; step <= STEPS; step += 1) {
        at = { x: from.x + ((x - from.x) * step) / STEPS, y: from.y + ((y - from.y) * step) / STEPS };
        await send('dragOver');
      }
      // Chromium tells of what it is over at the first step, and that it is there at the next.
      await send('dragOver');
    },
    async drop() {
      await send('drop');
      await press('mouseReleased');
      await browser.send('Input.setInterceptDrags', { enabled: false });
      await browser.detach();
    },
  };
}

async function middleOf(row: Locator): Promise<Point> {
  await row.hover();
  const box = await row.boundingBox();
  if (!box) throw new Error('the row is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
