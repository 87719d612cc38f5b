import assert from 'node:assert/strict';
import type { ConnectionChoice } from '../../../src/client/session/choice';
import { createKeptChoices } from '../../../src/client/session/keptChoices';

describe('connections that are kept', () => {
  /** A store of VS Code's is a map that one waits for. */
  function memento(initial: Readonly<Record<string, unknown>> = {}) {
    const values = new Map(Object.entries(initial));
    return {
      values,
      keys: () => [...values.keys()],
      get: <T>(key: string) => values.get(key) as T | undefined,
      update: async (key: string, value: unknown) => void values.set(key, value),
    };
  }
  const profile = (name: string): ConnectionChoice => ({ kind: 'aws', profile: name });

  it('the last one used comes first, each once, a few of them', async () => {
    const kept = createKeptChoices(memento(), memento());
    for (const name of ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g']) await kept.use(profile(name));
    assert.deepEqual(kept.recent(), ['g', 'f', 'e', 'd', 'a', 'c'].map(profile));
  });

  it('are pinned and unpinned, in the order they were pinned in', async () => {
    const person = memento();
    const kept = createKeptChoices(memento(), person);
    for (const name of ['a', 'b', 'c']) await kept.togglePin(profile(name));
    await kept.togglePin(profile('b'));
    assert.deepEqual(kept.pinned(), [profile('a'), profile('c')]);
    assert.deepEqual(createKeptChoices(memento(), person).pinned(), kept.pinned());
    assert.deepEqual(kept.recent(), []);
  });

  it('are read as far as they are any', () => {
    const broken = memento({
      'keyhole.recentConnections': 'x',
      'keyhole.pinnedConnections': [7, { kind: 'sandbox' }],
    });
    const kept = createKeptChoices(broken, broken);
    assert.deepEqual(kept.recent(), []);
    assert.deepEqual(kept.pinned(), [{ kind: 'aws' }, { kind: 'sandbox' }]);
  });
});
