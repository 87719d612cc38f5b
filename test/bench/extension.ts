// The extension's own part of the start: what is loaded eagerly and what activate() does, with VS Code's API as a stub.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { type Figure, median } from './measure';

/** Anything of the API can be called, read or constructed, and gives the same again. */
const ACTIVATE = `
const Module = require('node:module');
const make = () => new Proxy(function () {}, {
  get: (_, key) => key === Symbol.iterator ? function* () {} : key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : key === 'textDocuments' ? [] : stub,
  apply: () => stub, construct: () => stub, set: () => true,
});
const stub = make();
// Bundles copy a module's own properties and keep its prototype.
const api = Object.create(stub);
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? api : load(name, ...rest));
const started = performance.now();
const extension = require(process.argv[1]);
const loaded = performance.now();
extension.activate({ subscriptions: [], workspaceState: { get: () => undefined, update: async () => {} },
  extensionUri: stub, asAbsolutePath: name => name, extensionMode: 1, extension: { packageJSON: {} } });
console.log(JSON.stringify([loaded - started, performance.now() - loaded]));
process.exit(0);
`;

export function extensionFigures(dist: string): readonly Figure[] {
  const file = path.join(dist, 'extension.js');
  const runs = Array.from({ length: 7 }, () => activateOnce(file));
  const load = median(runs.map(([loading]) => loading));
  return [
    {
      name: 'extension: activate()',
      value: median(runs.map(([, activating]) => activating)),
      unit: 'ms',
      budget: 30,
      comparedWith: `and ${load.toFixed(1)} ms to load its bundle`,
    },
    { name: 'extension: eager bundle', value: statSync(file).size / 1024, unit: 'KiB', budget: 60 },
  ];
}

function activateOnce(file: string): readonly [number, number] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', ACTIVATE, file], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`activate() failed: ${stderr}`);
  const [loading, activating]: readonly number[] = JSON.parse(stdout);
  return [loading ?? Number.NaN, activating ?? Number.NaN];
}
