import type * as vscode from 'vscode';
import { literalOfItemFilter } from '../../core/catalog/itemFilter';
import { failureOf } from '../../core/failure';

/** Looks for what a filter wants on the server, while the list it filters is still being read. */
export interface Finder {
  look(filter: string): void;
  stop(): void;
}

/** A person still types. */
const PAUSE_MS = 250;
/** Fewer letters find too much to be worth a call. */
const MIN_LENGTH = 3;
/** Pages read for one filter: as many matches as anyone looks through. */
const MAX_PAGES = 4;

/** A list of 10,000 parameters takes minutes at the pace AWS allows; nobody waits that long for a name that is known. */
export function createFinder<T>(
  find: (text: string, signal: AbortSignal) => AsyncIterable<readonly T[]>,
  found: (page: readonly T[]) => void,
  log: Pick<vscode.LogOutputChannel, 'info'>,
  pauseMs = PAUSE_MS,
): Finder {
  let timer: NodeJS.Timeout | undefined;
  let running = new AbortController();

  async function run(text: string, { signal }: AbortController): Promise<void> {
    let pages = 0;
    try {
      for await (const page of find(text, signal)) {
        if (signal.aborted) return;
        found(page);
        if (++pages === MAX_PAGES) return;
      }
    } catch (thrown) {
      // The list itself goes on, and says what is the matter when it cannot.
      const { code, message } = failureOf(thrown, 'find');
      if (code !== 'cancelled') log.info(`find: ${code}: ${message}`);
    }
  }

  function stop(): void {
    clearTimeout(timer);
    running.abort();
  }

  return {
    look(filter) {
      stop();
      const text = literalOfItemFilter(filter);
      if (text.length < MIN_LENGTH) return;
      const mine = new AbortController();
      running = mine;
      timer = setTimeout(() => void run(text, mine), pauseMs);
    },
    stop,
  };
}
