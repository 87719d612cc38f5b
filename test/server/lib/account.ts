// What a client with an account answers, from a table.
import type { CatalogAnswer, CatalogId } from '../../../src/core/ports';

const origin = { connection: 'test', generation: 1, readAt: Date.UTC(2026, 0, 2, 3, 4) };

export function known(name: string): CatalogAnswer {
  const metadata = { name, type: 'String' as const, version: 3 };
  return { status: 'known', fact: { kind: 'parameter', metadata }, origin };
}

export function absent(similar: readonly string[] = []): CatalogAnswer {
  return { status: 'absent', origin, similar };
}

export function answersFrom(names: readonly string[], similar: readonly string[] = []) {
  return async (ids: readonly CatalogId[]): Promise<readonly CatalogAnswer[]> =>
    ids.map(id => {
      const name = id.kind === 'parameter' ? id.name : id.id;
      return names.includes(name) ? known(name) : absent(similar);
    });
}
