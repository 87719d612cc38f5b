/**
 * `npm run bench`: the figures the product is held to, with the machine they were taken on. Exit 1 when one is over.
 * How long an empty Node takes is measured around each group: on a machine that is shared it doubles within an hour.
 */
import os from 'node:os';
import { extensionFigures } from './extension';
import { emptyNode, type Figure, type Group, QUICK_MS, scaled, verdict } from './measure';
import { policyFigures } from './policies';
import { serverGroups } from './server';
import { treeFigures } from './tree';

async function main([dist = 'dist', version = '']: readonly string[]): Promise<void> {
  const [cpu] = os.cpus();
  console.log(
    `${cpu?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${gigabytes()} GB, ${os.platform()} ${os.arch()}`,
  );
  console.log(`Node ${process.versions.node}, Keyhole ${version}`);
  console.log(`in brackets: as on a machine on which an empty Node takes ${QUICK_MS} ms\n`);
  const groups: readonly Group[] = [
    () => extensionFigures(dist),
    policyFigures,
    ...(await serverGroups(dist)),
    treeFigures,
  ];
  let over = 0;
  let before = await emptyNode();
  for (const group of groups) {
    const figures = await group();
    const after = await emptyNode();
    const empty = (before + after) / 2;
    console.log(`an empty Node: ${empty.toFixed(0)} ms`);
    for (const figure of figures) console.log(line(figure, empty));
    over += figures.filter(figure => verdict(figure) === 'OVER').length;
    before = after;
  }
  console.log(over === 0 ? '\nAll within budget.' : `\n${over} over budget.`);
  process.exit(over === 0 ? 0 : 1);
}

function line(figure: Figure, empty: number): string {
  const { name, value, unit, budget, comparedWith = '' } = figure;
  const amount = `${value.toFixed(unit === 'calls' ? 0 : 1)} ${unit}`;
  const quick = unit === 'ms' ? `(${scaled(figure, empty).toFixed(1)})` : '';
  return `${verdict(figure).padEnd(4)}  ${name.padEnd(66)} ${amount.padStart(11)} ${quick.padStart(9)} of ${`${budget} ${unit}`.padEnd(9)}  ${comparedWith}`;
}

function gigabytes(): string {
  return (os.totalmem() / 2 ** 30).toFixed(0);
}

void main(process.argv.slice(2));
