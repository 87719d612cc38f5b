import type { StagedExtension } from './stage.mjs';

/** What dist/sandbox.js offers to whoever chooses a seed. */
export interface SandboxSeeds {
  sampleSeed(): unknown;
  largeSeed(parameters: number): unknown;
}

export interface SessionOptions {
  /** Built by stageExtension(); built anew when absent. */
  readonly extension?: StagedExtension;
  /** Sample data when absent; `false`: no sandbox and no credentials either. */
  readonly seed?: false | ((seeds: SandboxSeeds) => unknown);
  /** A folder to copy; `null`: an empty one; media/sample when absent. */
  readonly workspace?: string | null;
  /** Of several folders, inside the workspace; the workspace itself is opened when absent. */
  readonly workspaceFile?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Those of machine scope. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly logLevel?: 'trace' | 'debug' | 'info';
  readonly driver?: boolean;
  readonly trustQuestion?: boolean;
  readonly verbose?: boolean;
}

export interface Session {
  readonly url: string;
  readonly authority: string;
  /** Holds everything the session writes: user data, logs, home, temp files, the browser's profile. */
  readonly directory: string;
  readonly extension: StagedExtension;
  readonly workspace: string;
  readonly userData: string;
  readonly environment: Record<string, string>;
  readonly endpoint?: string;
  readonly exited: Promise<string>;
  /** Ends every process; the folder stays to be looked into. */
  halt(): Promise<void>;
  /** Ends every process and removes the folder. */
  stop(): Promise<void>;
}

export function startSession(options?: SessionOptions): Promise<Session>;
export function untilAnswering(url: string, options?: { signal?: AbortSignal }): Promise<void>;
