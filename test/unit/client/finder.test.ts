import assert from 'node:assert/strict';
import { createFinder } from '../../../src/client/tree/finder';

/** How long the finder waits while a person types: short here, and well under the wait of a test. */
const PAUSE_MS = 5;
const AFTER_PAUSE_MS = 50;

describe('looking for a name on the server', () => {
  function watched(pages: readonly (readonly string[])[] = [['/my-app/a']]) {
    const asked: { readonly text: string; readonly signal: AbortSignal }[] = [];
    const found: string[] = [];
    const finder = createFinder<string>(
      async function* (text, signal) {
        asked.push({ text, signal });
        for (const page of pages) yield page;
      },
      page => found.push(...page),
      { info: message => assert.fail(message) },
      PAUSE_MS,
    );
    return { finder, asked, found, texts: () => asked.map(({ text }) => text) };
  }
  const pause = () => new Promise(resolve => setTimeout(resolve, AFTER_PAUSE_MS));

  it('asks once for what was typed in one go', async () => {
    const { finder, found, texts } = watched();
    for (const text of ['/my', '/my-a', '/my-app']) finder.look(text);
    await pause();
    assert.deepEqual(texts(), ['/my-app']);
    assert.deepEqual(found, ['/my-app/a']);
  });

  it('asks for the longest text of a glob', async () => {
    const { finder, texts } = watched();
    finder.look('/my-app/**/db*');
    await pause();
    assert.deepEqual(texts(), ['/my-app/']);
  });

  it('asks nothing for a text that is too short, and nothing after it was stopped', async () => {
    const { finder, texts } = watched();
    finder.look('/m');
    await pause();
    finder.look('**');
    await pause();
    finder.look('/my-app');
    finder.stop();
    await pause();
    assert.deepEqual(texts(), []);
  });

  it('reads as many pages as anyone looks through', async () => {
    const { finder, found } = watched(['a', 'b', 'c', 'd', 'e', 'f'].map(name => [name]));
    finder.look('name');
    await pause();
    assert.deepEqual(found, ['a', 'b', 'c', 'd']);
  });

  it('gives up an older question for a newer one', async () => {
    const { finder, asked } = watched();
    finder.look('/first');
    await pause();
    finder.look('/second');
    await pause();
    assert.deepEqual(
      asked.map(({ text, signal }) => [text, signal.aborted]),
      [
        ['/first', true],
        ['/second', false],
      ],
    );
  });

  it('logs a refusal and leaves it to the list to show one', async () => {
    const told: string[] = [];
    const finder = createFinder<string>(
      // biome-ignore lint/correctness/useYield: a question that is refused
      async function* () {
        throw new Error('refused');
      },
      () => assert.fail('nothing is found'),
      { info: message => told.push(message) },
      PAUSE_MS,
    );
    finder.look('name');
    await pause();
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /^find: /);
  });
});
