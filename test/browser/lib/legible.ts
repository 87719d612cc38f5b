// Whether a person can read and reach what is on a page: measured there, as the browser has drawn it.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** https://www.w3.org/TR/WCAG22/#contrast-minimum, and for large text. */
const CONTRAST = 4.5;
const CONTRAST_LARGE = 3;
/** https://www.w3.org/TR/WCAG22/#non-text-contrast, of rings, and of signs that are no text. */
const CONTRAST_RING = 3;

/** Colours as they are seen: laid over what is behind them, as far up as something is not transparent. */
const colours = `
  const parse = text => {
    const canvas = (globalThis.measuring ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = '#000';
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(at => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
  const luminance = colour => {
    const [r, g, b] = colour.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const upwards = element => element ? [element, ...upwards(element.parentElement)] : [];
  const editor = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background');
  const page = parse(editor || getComputedStyle(document.querySelector('.monaco-workbench') ?? document.body).backgroundColor);
  const behind = element => upwards(element).reverse().reduce((below, each) => {
    const { backgroundColor, opacity } = getComputedStyle(each);
    const own = parse(backgroundColor);
    return over([own[0], own[1], own[2], own[3] * Number(opacity)], below);
  }, page);
  const opacityOf = element => upwards(element).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1);
`;

const unreadable = `root => {
  ${colours}
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: element } = walker.currentNode;
    if (!data.trim() || ['SCRIPT', 'STYLE'].includes(element.tagName) || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest(':disabled, [aria-disabled="true"]')) continue;
    const isSign = element.getAttribute('role') === 'img';
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const below = behind(element);
    const own = parse(color);
    const seen = over([own[0], own[1], own[2], own[3] * opacityOf(element)], below);
    const size = parseFloat(fontSize);
    const wanted = isSign || size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? ${CONTRAST_LARGE} : ${CONTRAST};
    const is = ratio(seen, below);
    if (is < wanted) found.push(data.trim().slice(0, 40) + ': ' + is.toFixed(2) + ', ' + element.tagName.toLowerCase() + '.' + element.className);
  }
  return found;
}`;

/** What can be used with the keyboard; of radio buttons the one that Tab comes to. */
const focusable = `body => [...body.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex]:not([tabindex="-1"])')]
  .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.tabIndex >= 0 && !(each.type === 'radio' && !each.checked))`;

const ringOfFocused = `() => {
  ${colours}
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
  const below = behind(element.parentElement);
  const { right, left, width, height } = element.getBoundingClientRect();
  return {
    at: (${focusable})(document.body).indexOf(element),
    name: element.tagName.toLowerCase() + ' ' + (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40),
    ring: ring ? ratio(over(parse(outlineColor), below), below) : 0,
    isThere: width > 0 && height > 0 && left >= 0 && right <= document.documentElement.clientWidth + 1,
  };
}`;

/** Texts that stand out too little from what is behind them, each with its contrast. */
export async function assertLegible(root: Locator): Promise<void> {
  assert.deepEqual(await inPage(root, unreadable), []);
}

/** Of a webview: it can be read, nothing of it is cut off, and the keyboard comes to all of it. */
export async function assertUsable(page: Page, frame: FrameLocator): Promise<void> {
  await assertLegible(frame.locator('body'));
  await assertFits(frame);
  await assertReachable(page, frame);
}

/** Of a webview: nothing is beside its right edge. */
async function assertFits(frame: FrameLocator): Promise<void> {
  const width = `({ scrollWidth, clientWidth }) => Math.max(0, scrollWidth - clientWidth)`;
  const beside = await inPage(frame.locator('html'), width);
  assert.equal(beside, 0, `${beside} pixels are beside the right edge`);
}

/** Of a webview: Tab comes to all that can be used, in the order of the page, with a ring that is seen. */
async function assertReachable(page: Page, frame: FrameLocator): Promise<void> {
  const body = frame.locator('body');
  const count = Number(await inPage(body, `body => (${focusable})(body).length`));
  assert.ok(count > 0, 'nothing can be used');
  await inPage(body, `body => (${focusable})(body)[0].focus({ focusVisible: true })`);
  for (let at = 0; at < count; at++) {
    if (at > 0) await page.keyboard.press('Tab');
    const focused = Object(await inPage(body, ringOfFocused));
    assert.equal(focused.at, at, `Tab comes to ${focused.name}, number ${focused.at} instead of ${at}`);
    assert.ok(focused.ring >= CONTRAST_RING, `the ring of ${focused.name} has a contrast of ${focused.ring}`);
    assert.ok(focused.isThere, `${focused.name} is not in the page`);
  }
}

/** What is measured is there: a hover that has gone is told soon, and asked for again. */
const SOON = { timeout: 5_000 };

/** Calls a function of the page with an element. Playwright calls no text by itself, and here is no type of a page. */
async function inPage(root: Locator, source: string): Promise<unknown> {
  const measure = await root.evaluateHandle<(element: unknown) => unknown, void>(source, undefined, SOON);
  return root.evaluate((element, call) => call(element), measure, SOON);
}
