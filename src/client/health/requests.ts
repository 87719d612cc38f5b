import type { HealthFix } from '../../core/health/rule';

/**
 * From the page to the extension. What it is about is told by its place in the drawing it was pressed in: the page holds no
 * ARN, and what is drawn anew meanwhile is not acted on.
 */
export type HealthRequest =
  | { readonly type: 'again' }
  | { readonly type: 'export' }
  | { readonly type: 'show'; readonly drawing: number; readonly at: number }
  | { readonly type: 'fix'; readonly drawing: number; readonly at: number; readonly fix: HealthFix }
  | { readonly type: 'statement'; readonly drawing: number; readonly at: number };

/** The page is ours, but what it posts is checked like everything that comes from outside. */
export function parseHealthRequest(message: unknown): HealthRequest | undefined {
  const { type, drawing, at, fix } = Object(message);
  if (type === 'again' || type === 'export') return { type };
  if (!isIndex(drawing) || !isIndex(at)) return undefined;
  if (type === 'show' || type === 'statement') return { type, drawing, at };
  return type === 'fix' && isFix(fix) ? { type, drawing, at, fix } : undefined;
}

const fixes: Readonly<Record<HealthFix, true>> = {
  'set-rotation': true,
  'rotate-now': true,
  'show-versions': true,
  'delete-secret': true,
  'restore-secret': true,
  'change-settings': true,
  'copy-parameter': true,
  'create-alias': true,
  'turn-on-rotation': true,
  'enable-key': true,
  'delete-key': true,
  'cancel-deletion': true,
  'open-policy': true,
};

function isFix(text: unknown): text is HealthFix {
  return typeof text === 'string' && Object.hasOwn(fixes, text);
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
