/** `npm run bench`: the figures the product is held to, with the machine they were taken on. Exit 1 when one is over. */
import os from 'node:os';
import { extensionFigures } from './extension';
import { type Figure, verdict } from './measure';
import { policyFigures } from './policies';
import { serverFigures } from './server';
import { treeFigures } from './tree';

async function main([dist = 'dist', version = '']: readonly string[]): Promise<void> {
  const [cpu] = os.cpus();
  console.log(
    `${cpu?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${gigabytes()} GB, ${os.platform()} ${os.arch()}`,
  );
  console.log(`Node ${process.versions.node}, Keyhole ${version}\n`);
  const figures = [
    ...extensionFigures(dist),
    ...(await policyFigures()),
    ...(await serverFigures(dist)),
    ...(await treeFigures()),
  ];
  for (const figure of figures) console.log(line(figure));
  const over = figures.filter(figure => verdict(figure) === 'OVER').length;
  console.log(over === 0 ? '\nAll within budget.' : `\n${over} over budget.`);
  process.exit(over === 0 ? 0 : 1);
}

function line(figure: Figure): string {
  const { name, value, unit, budget, comparedWith = '' } = figure;
  const amount = `${value.toFixed(unit === 'calls' ? 0 : 1)} ${unit}`;
  return `${verdict(figure).padEnd(4)}  ${name.padEnd(54)} ${amount.padStart(11)}  of ${`${budget} ${unit}`.padEnd(9)}  ${comparedWith}`;
}

function gigabytes(): string {
  return (os.totalmem() / 2 ** 30).toFixed(0);
}

void main(process.argv.slice(2));
