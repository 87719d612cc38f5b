/** The sample workspace shows what only an account can tell: the real sandbox, adapters, catalog and rules. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';
import { createCatalog } from '../../../src/core/catalog/catalog';
import { createAnalyzer } from '../../../src/core/document';
import { catalogIdsOf, catalogKey, lint } from '../../../src/core/lint';
import { type Sandbox, sampleSeed, startSandbox } from '../../../src/sandbox/sandbox';
import { region } from '../targets';
import { withAdapters } from './adapters';

describe('the sample workspace in the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ seed: sampleSeed() });
  });
  after(() => sandbox.stop());

  /** The live problems of a sample by line, `12 reference/not-found`. */
  const liveProblems = (name: string, readsJsonKeys = true) =>
    withAdapters(sandbox.endpoint, async ({ parameters, secrets, keys }) => {
      const source = { parameters, secrets, keys, connection: 'sandbox', region, readsJsonKeys };
      const catalog = createCatalog({ clock: { now: () => Date.now() }, source });
      const text = readFileSync(path.join(root, 'media/sample', name), 'utf8');
      const model = createAnalyzer().analyze({ path: name, text });
      const ids = catalogIdsOf(model);
      const received = await catalog.lookup(ids, 'live');
      const answers = new Map(ids.map((id, index) => [catalogKey(id), received[index]]));
      const problems = lint(model, id => answers.get(catalogKey(id)));
      return problems
        .filter(({ evidence }) => evidence === 'live')
        .map(({ span, code }) => `${model.lines.positionAt(span.start).line + 1} ${code}`);
    });

  it('has in live.yaml what the comment above each line says, and no more', async () => {
    const lines = readFileSync(path.join(root, 'media/sample/live.yaml'), 'utf8').split('\n');
    const expected = lines.flatMap((line, index) => {
      const code = /^\s*# ((?:reference|template-parameter)\/[\w-]+)/.exec(line)?.[1];
      return code === undefined ? [] : [`${index + 2} ${code}`];
    });
    assert.ok(expected.length >= 11);
    assert.deepEqual(await liveProblems('live.yaml'), expected);
  });

  it('reads no secret for it unless that is switched on', async () => {
    sandbox.calls.reset();
    const problems = await liveProblems('live.yaml', false);
    assert.ok(!problems.some(problem => problem.includes('unknown-secret-key')));
    const { byAction } = sandbox.calls.counts();
    assert.deepEqual(
      Object.keys(byAction).filter(action => /Value|GetParameter$|Decrypt/.test(action)),
      [],
    );
  });

  const others: [string, readonly string[]][] = [
    ['template.yaml', ['reference/not-found', 'reference/version-behind']],
    ['api.json', []],
    ['sam.yaml', []],
  ];
  for (const [name, codes] of others) {
    it(`has in ${name}: ${codes.join(', ') || 'nothing'}`, async () => {
      const found = (await liveProblems(name)).map(problem => problem.split(' ')[1]);
      assert.deepEqual(found, codes);
    });
  }
});
