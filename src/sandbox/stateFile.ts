// The state as one JSON file. It holds the sandbox's own keys beside what they encrypt: fake data only.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Input, isRecord, records } from './input';
import { emptyState, regionOf, type SandboxState } from './state';
import { readAlias, readKey, readParameter, readPrincipal, readSecret } from './stateFormat';

const FORMAT = 'keyhole-sandbox-state';
const VERSION = 1;

/** Undefined when there is no file. A file that is not ours throws and stays as it is. */
export function loadState(file: string): SandboxState | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return stateOf(JSON.parse(text));
  } catch (error) {
    // The parser's message may quote the file.
    const reason =
      error instanceof SyntaxError || !(error instanceof Error) ? 'it is not JSON' : error.message;
    throw new Error(`The sandbox's state file cannot be used, and was left as it is: ${file}: ${reason}`);
  }
}

/** Written beside and renamed, so that a crash leaves the old file or the new one. */
export function saveState(file: string, state: SandboxState): void {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(beside, JSON.stringify(plain(state)), { mode: 0o600 });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

function plain(state: SandboxState): object {
  const regions = [...state.regions].map(([name, region]) => [
    name,
    {
      parameters: [...region.parameters.values()],
      secrets: [...region.secrets.values()],
      keys: [...region.keys.values()],
      aliases: [...region.aliases.values()],
    },
  ]);
  return {
    format: FORMAT,
    version: VERSION,
    account: state.account,
    principals: [...state.principals.values()],
    regions: Object.fromEntries(regions),
  };
}

function stateOf(json: unknown): SandboxState {
  if (!isRecord(json) || json['format'] !== FORMAT) throw new Error('it is not a state of the sandbox');
  if (json['version'] !== VERSION) throw new Error(`its version is not ${VERSION}`);
  const { account, regions } = json;
  if (typeof account !== 'string' || !isRecord(regions)) throw new Error('account or regions are missing');
  const state = emptyState(account);
  // Files of before there were any have none.
  for (const entry of records(json, 'principals').map(readPrincipal))
    state.principals.set(`${entry.kind}/${entry.name.toLowerCase()}`, entry);
  for (const [name, content] of Object.entries(regions)) {
    if (!isRecord(content)) throw new Error(`Region ${name} is not an object`);
    fill(state, name, content);
  }
  return state;
}

function fill(state: SandboxState, name: string, content: Input): void {
  const region = regionOf(state, name);
  for (const entry of records(content, 'parameters').map(readParameter))
    region.parameters.set(entry.name, entry);
  for (const entry of records(content, 'secrets').map(readSecret)) region.secrets.set(entry.arn, entry);
  for (const entry of records(content, 'keys').map(readKey)) region.keys.set(entry.id, entry);
  for (const entry of records(content, 'aliases').map(readAlias)) region.aliases.set(entry.name, entry);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
