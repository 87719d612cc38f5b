// The language server as an editor has it: a process of its own behind a pipe.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createNameIndex } from '../../src/core/catalog/names';
import { answersFrom } from '../server/lib/account';
import { type Client, startClient } from '../server/lib/client';
import { emptyNode, type Figure, type Group, median, percentile, times } from './measure';
import { denseTemplate, minifiedTemplate, yamlTemplate } from './templates';

const KB = 1_000;
/** What the server waits for the next key before it tells the problems (diagnostics.ts). */
const PAUSE_MS = 150;
const LINE_END = /\r?\n/;

/** As the extension starts it: with the code cache that its first start left behind. */
export async function serverGroups(dist: string): Promise<readonly Group[]> {
  const first = [path.join(dist, 'server.js'), '--stdio'];
  const command = [
    path.join(dist, 'serverStart.js'),
    '--code-cache',
    path.join(dist, 'codecache'),
    '--stdio',
  ];
  const start = () => startClient({ command });
  await keepCode(command);
  return [
    async () => [await ready(start)],
    () => diagnostics('51 KB', yamlTemplate(51 * KB), start, { open: 20, key: 3 }),
    () => another(start),
    () => firstEver(() => startClient({ command: first })),
    () => diagnostics('1 MB', yamlTemplate(1_000 * KB), start, { open: 200, key: 20 }),
    () => diagnostics('1 MB, 4,000 references', denseTemplate(1_000 * KB), start, { open: 200, key: 20 }),
    () =>
      diagnostics('1 MB JSON line, 4,767 references', minifiedTemplate(1_000 * KB), start, {
        open: 200,
        key: 20,
      }),
    async () => [await completion(command)],
  ];
}

/** A session in which somebody opens a template and types, and which keeps the code that took when nobody waits any longer. */
async function keepCode(command: readonly string[]): Promise<void> {
  const client = await startClient({ command: [...command, '--code-cache-delay', '1500'] });
  const document = client.open(yamlTemplate(51 * KB));
  await document.diagnostics();
  await document.replace('platform', 'platforms');
  await document.itemAt({ line: 0, character: 0 });
  await document.replace('platforms', 'platform');
  await document.diagnostics();
  await new Promise(resolve => setTimeout(resolve, 1_600));
  await document.itemAt({ line: 0, character: 0 });
  client.kill();
}

/** A template beside the one that was opened first: what most are. */
async function another(start: () => Promise<Client>): Promise<readonly Figure[]> {
  const text = yamlTemplate(51 * KB);
  const taken: number[] = [];
  for (let run = 0; run < 5; run++) {
    const client = await start();
    await client.open(text).diagnostics();
    const uri = `file:///project/another-${run}.yaml`;
    const began = performance.now();
    await client.open(text.replaceAll('platform', `platform${run}`), { uri }).diagnostics();
    taken.push(performance.now() - began);
    client.kill();
  }
  return [{ name: 'opening another beside it', value: median(taken), unit: 'ms', budget: 50 }];
}

/** Once after an installation or an update, there is no code cache. */
async function firstEver(start: () => Promise<Client>): Promise<readonly Figure[]> {
  const text = yamlTemplate(51 * KB);
  const taken: number[] = [];
  for (let run = 0; run < 5; run++) {
    const client = await start();
    const began = performance.now();
    await client.open(text).diagnostics();
    taken.push(performance.now() - began);
    client.kill();
  }
  return [
    {
      name: 'opening it the first time after an installation',
      value: median(taken),
      unit: 'ms',
      budget: 50,
    },
  ];
}

async function ready(start: () => Promise<Client>): Promise<Figure> {
  const clients: Client[] = [];
  const taken = await times(7, async () => clients.push(await start()));
  for (const client of clients) client.kill();
  const empty = await emptyNode();
  return {
    name: 'server: spawned to initialized',
    value: median(taken),
    unit: 'ms',
    budget: 300,
    comparedWith: `${(median(taken) / empty).toFixed(1)} × an empty Node (${empty.toFixed(0)} ms)`,
  };
}

async function diagnostics(
  size: string,
  text: string,
  start: () => Promise<Client>,
  budget: { readonly open: number; readonly key: number },
): Promise<readonly Figure[]> {
  const first: number[] = [];
  const typed: number[] = [];
  const broken: number[] = [];
  const shown: number[] = [];
  const memory: number[] = [];
  for (let run = 0; run < 5; run++) {
    const client = await start();
    const began = performance.now();
    const document = client.open(text);
    await document.diagnostics();
    first.push(performance.now() - began);
    memory.push(residentMegabytes(client.child.pid));
    // Without the pause after a key: what the server works for one, seen by a question that needs the new version.
    const word = text.includes('platform') ? 'platform' : 'nodejs20.x';
    const answered = async (): Promise<number> => {
      const asked = performance.now();
      await document.itemAt({ line: 0, character: 0 });
      return performance.now() - asked;
    };
    for (let key = 0; key < 10; key++) {
      await document.replace(word, `${word}${key}`);
      await document.replace(`${word}${key}`, word);
      typed.push(await answered());
    }
    for (let key = 0; key < 4; key++) {
      const pressed = performance.now();
      await document.replace(word, `${word}${key}`);
      await document.diagnostics();
      shown.push(performance.now() - pressed - PAUSE_MS);
      await document.replace(`${word}${key}`, word);
      await document.diagnostics();
    }
    // What breaks the text from there to its end, before the first resource's property and away again.
    for (const key of ['[', '{', '"', '|', '  ']) {
      await document.replace('Runtime', `${key}Runtime`);
      broken.push(await answered());
      await document.replace(`${key}Runtime`, 'Runtime');
      broken.push(await answered());
    }
    client.kill();
  }
  const scan = median(await times(5, () => text.split(LINE_END).filter(line => line.includes('{{resolve:'))));
  const figures: Figure[] = [
    {
      name: `diagnostics of a ${size} template after opening`,
      value: median(first),
      unit: 'ms',
      budget: budget.open,
      comparedWith: `${(median(first) / scan).toFixed(0)} × a search of its lines (${scan.toFixed(1)} ms)`,
    },
    {
      name: `a key typed into a ${size} template, p95`,
      value: percentile(typed, 0.95),
      unit: 'ms',
      comparedWith: `p50 ${median(typed).toFixed(1)} ms over ${typed.length} keys`,
      budget: budget.key,
    },
    {
      name: `its diagnostics, without the pause, p95`,
      value: percentile(shown, 0.95),
      unit: 'ms',
      comparedWith: `p50 ${median(shown).toFixed(1)} ms over ${shown.length} keys`,
      budget: budget.key,
    },
    {
      name: `a bracket, quote or indent there, p95`,
      value: percentile(broken, 0.95),
      unit: 'ms',
      comparedWith: `p50 ${median(broken).toFixed(1)} ms over ${broken.length} keys`,
      budget: budget.key,
    },
  ];
  if (size === '1 MB')
    figures.push({
      name: 'server memory on a 1 MB template (RSS)',
      value: Math.max(...memory),
      unit: 'MB',
      budget: 150,
    });
  return figures;
}

/** As the extension does it: the client holds 20,000 names, and answers a question for 200 of them. */
async function completion(command: readonly string[]): Promise<Figure> {
  const index = createNameIndex('parameter', 20_000);
  const all = Array.from({ length: 20_000 }, (_, at) => ({
    name: `/team-${at % 4}/app-${String(at % 50).padStart(2, '0')}/setting-${at}`,
    detail: 'String · v1',
  }));
  index.add(all, 0);
  const client = await startClient({
    command,
    catalog: {
      lookup: answersFrom([]),
      names: async ({ prefix, limit, folders }) => {
        const { names, more } = index.startingWith(prefix, limit, folders);
        return { names, incomplete: more };
      },
    },
  });
  const prefix = '/team-0/app-00/';
  const document = client.open(
    `AWSTemplateFormatVersion: '2010-09-09'\nMetadata:\n  Value: '{{resolve:ssm:${prefix}}}'\n`,
  );
  await document.diagnostics();
  await document.complete(document.at(prefix, 1));
  const taken: number[] = [];
  for (let round = 0; round < 20; round++) {
    for (let typed = 1; typed <= prefix.length; typed++) {
      taken.push(...(await times(1, () => document.complete(document.at(prefix, typed)))));
    }
  }
  client.kill();
  const comparedWith = `p50 ${percentile(taken, 0.5).toFixed(1)} ms over ${taken.length} keys`;
  return {
    name: 'completion over 20,000 names, p95',
    value: percentile(taken, 0.95),
    unit: 'ms',
    budget: 20,
    comparedWith,
  };
}

/** Linux tells it; elsewhere the figure is not a number and so OVER, not silently right. */
function residentMegabytes(pid: number | undefined): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
