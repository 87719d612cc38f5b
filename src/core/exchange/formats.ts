/** The formats in which configuration is taken in and given out. */
import { dotenvKey, readDotenv, writeDotenv } from './formats/dotenv';
import { readJson, writeJson, writeNestedJson } from './formats/json';
import { propertiesKey, readProperties, writeProperties } from './formats/properties';
import { readYaml, writeNestedYaml, writeYaml } from './formats/yaml';
import type { ReadFile } from './readFile';
import type { WriteEntry, WrittenFile } from './writeFile';

export interface ExchangeFormat {
  readonly id: 'dotenv' | 'json' | 'yaml' | 'properties';
  /** As people call it. */
  readonly label: string;
  /** Of a file, without its dot. The first is the one that is offered. */
  readonly extensions: readonly [string, ...string[]];
  read(text: string): ReadFile;
  write(entries: readonly WriteEntry[]): WrittenFile;
  /** With levels, where the format has them. */
  readonly writeNested?: (entries: readonly WriteEntry[]) => WrittenFile;
  /** How it writes a key, where that is not as it is. */
  readonly keyOf?: (key: string) => string;
}

export const exchangeFormats: readonly ExchangeFormat[] = [
  {
    id: 'dotenv',
    label: '.env',
    extensions: ['env'],
    read: readDotenv,
    write: writeDotenv,
    keyOf: dotenvKey,
  },
  {
    id: 'json',
    label: 'JSON',
    extensions: ['json', 'jsonc'],
    read: readJson,
    write: writeJson,
    writeNested: writeNestedJson,
  },
  {
    id: 'yaml',
    label: 'YAML',
    extensions: ['yaml', 'yml'],
    read: readYaml,
    write: writeYaml,
    writeNested: writeNestedYaml,
  },
  {
    id: 'properties',
    label: 'Java properties',
    extensions: ['properties'],
    read: readProperties,
    write: writeProperties,
    keyOf: propertiesKey,
  },
];

/** By the name of a file alone: `.env.local` and `prod.env` are of one. Undefined where it says nothing. */
export function formatOfFile(name: string): ExchangeFormat | undefined {
  const lower = name.toLowerCase();
  if (/^\.env(?:\.|$)/.test(lower)) return exchangeFormats.find(({ id }) => id === 'dotenv');
  const extension = lower.slice(lower.lastIndexOf('.') + 1);
  return exchangeFormats.find(({ extensions }) => extensions.includes(extension));
}
