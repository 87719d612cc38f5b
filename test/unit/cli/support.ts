import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CommandContext } from '../../../src/cli/command';
import { runKeyhole } from '../../../src/cli/commands';
import type { Lazy } from '../../../src/cli/lazy';

export interface Folder {
  readonly path: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

export function createFolder(): Folder {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'keyhole-cli-')));
  return {
    path: folder,
    write: files => {
      for (const [name, content] of Object.entries(files)) {
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly complaints: readonly string[];
}

export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly color?: boolean;
  readonly lazy?: Partial<Lazy>;
}

/** The command inside this process. */
export async function keyhole(args: readonly string[], given: Surroundings = {}): Promise<Run> {
  const complaints: string[] = [];
  let out = '';
  const context: CommandContext = {
    version: '1.2.3',
    cwd: given.cwd ?? os.tmpdir(),
    stdin: once(Buffer.from(given.input ?? '')),
    lazy: { aws: unexpected, sandbox: unexpected, server: unexpected, ...given.lazy },
    color: given.color ?? false,
    env: {},
    platform: 'linux',
    runProgram: unexpected,
    out: text => {
      out += text;
    },
    complain: line => complaints.push(line),
  };
  const code = await runKeyhole(args, context);
  return { code, out, complaints };
}

export const GOOD = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Topic:
    Type: AWS::SNS::Topic
`;

/** A label where only a number may stand: an error on line 5. */
export const BAD = `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: '{{resolve:ssm:/my-app/name:latest}}'
`;

function unexpected(): never {
  throw new Error('this command loads no part');
}

async function* once(chunk: Uint8Array): AsyncIterable<Uint8Array> {
  yield chunk;
}
