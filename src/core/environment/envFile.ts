/** Literal values in env files may be secret: they are passed on and never quoted in a message. */
import { assignmentsIn } from '../text/assignments';

export interface EnvEntry {
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

export interface EnvFault {
  readonly line: number;
  readonly message: string;
}

export interface EnvFile {
  readonly entries: readonly EnvEntry[];
  readonly faults: readonly EnvFault[];
}

/** What a program gets of a file. Of a name that comes twice the last holds, as everywhere. */
export function parseEnvFile(text: string): EnvFile {
  const entries: EnvEntry[] = [];
  const faults: EnvFault[] = [];
  for (const read of assignmentsIn(text)) {
    const { line } = read;
    if (read.kind === 'fault') faults.push({ line, message: FAULTS[read.fault] });
    else if (isVariableName(read.key)) entries.push({ name: read.key, value: read.value, line });
    else faults.push({ line, message: NO_NAME });
  }
  return { entries, faults };
}

const FAULTS = {
  'no-assignment': 'it is not NAME=value',
  'open-quote': 'the quote is not closed',
  'after-quote': 'something follows the closing quote',
} as const;
const NO_NAME = 'the name of a variable has letters, digits and _ only, and begins with no digit';

/** https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
