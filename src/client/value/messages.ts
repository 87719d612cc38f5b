import type { ValueField } from './fields';

/** From the value panel's page to the extension. */
export type PanelRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal' }
  | { readonly type: 'hide' }
  | { readonly type: 'copy'; readonly key?: string };

/** To the page. Only `show` carries a value, and only after `ready` and a person's press on Reveal. */
export type PanelMessage =
  | { readonly type: 'hidden' }
  | { readonly type: 'busy' }
  | {
      readonly type: 'show';
      readonly fields: readonly ValueField[];
      readonly facts: string;
      readonly seconds: number;
    }
  | { readonly type: 'failed'; readonly message: string };

/** The page is ours, but what it posts is checked like everything that comes from outside. */
export function parseRequest(message: unknown): PanelRequest | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  switch (message.type) {
    case 'ready':
    case 'reveal':
    case 'hide':
      return { type: message.type };
    case 'copy': {
      const key = 'key' in message ? message.key : undefined;
      if (key === undefined) return { type: 'copy' };
      return typeof key === 'string' ? { type: 'copy', key } : undefined;
    }
    default:
      return undefined;
  }
}
