/** What a file of keys and values holds, and where it is not what its format wants. */
import { MAX_VALUE_BYTES } from '../facts/parameterLimits';
import { type Sensitive, sensitive } from '../value/sensitive';

export interface ReadEntry {
  /** With a slash between levels, none at the beginning: `database/host`. */
  readonly key: string;
  readonly value: Sensitive<string>;
  /** It was a list, whose items have commas between them now. */
  readonly isList: boolean;
  /** One-based. */
  readonly line: number;
}

export type FileProblem =
  /** Not of the format: the rest may be misread, so that nothing of it is taken. */
  | 'syntax'
  | 'no-pairs'
  | 'several-documents'
  | 'too-many'
  /** One entry, which is left out. */
  | 'duplicate'
  | 'no-value'
  | 'unsupported';

/** Never what stands there, which may be a password. A key is told where the file is of its format. */
export interface FileFault {
  readonly problem: FileProblem;
  /** One-based. */
  readonly line: number;
  readonly key?: string;
  /** Of a duplicate: where it stands before. */
  readonly firstLine?: number;
}

export interface ReadFile {
  readonly entries: readonly ReadEntry[];
  readonly faults: readonly FileFault[];
}

/** More than a Region holds of standard parameters: https://docs.aws.amazon.com/general/latest/gr/ssm.html */
export const MAX_ENTRIES = 10_000;
/** As much text as those hold: a file of aliases may stand for a thousand times its size. */
const MAX_TEXT = MAX_ENTRIES * MAX_VALUE_BYTES.Standard;

/** Whether nothing of the file can be taken. */
export function isWhole({ problem }: FileFault): boolean {
  return !['duplicate', 'no-value', 'unsupported'].includes(problem);
}

export interface Collector {
  add(key: string, value: string, line: number, isList?: boolean): void;
  fault(problem: FileProblem, line: number, key?: string, firstLine?: number): void;
  /** Whether there is no sense in reading on. */
  readonly isFull: boolean;
  done(): ReadFile;
}

/** Gathers entries. Of a key that is there twice none is taken: programs differ in which one counts. */
export function createCollector(): Collector {
  const entries = new Map<string, ReadEntry>();
  const twice = new Set<string>();
  const faults: FileFault[] = [];
  let length = 0;
  let isFull = false;
  /** What is not read on is none of it: nothing is taken then. */
  function fill(line: number): void {
    if (!isFull) faults.push({ problem: 'too-many', line });
    isFull = true;
  }
  function fault(problem: FileProblem, line: number, key?: string, firstLine?: number): void {
    const where = { ...(key !== undefined && { key }), ...(firstLine !== undefined && { firstLine }) };
    faults.push({ problem, line, ...where });
    if (faults.length > MAX_ENTRIES) fill(line);
  }
  return {
    fault,
    add(written, value, line, isList = false) {
      const key = written.replace(/^\/+/, '');
      const before = entries.get(key);
      if (before) {
        twice.add(key);
        fault('duplicate', line, key, before.line);
        return;
      }
      entries.set(key, { key, value: sensitive(value), isList, line });
      length += value.length;
      if (entries.size > MAX_ENTRIES || length > MAX_TEXT) fill(line);
    },
    get isFull() {
      return isFull;
    },
    done() {
      const kept: ReadEntry[] = [];
      for (const entry of entries.values()) {
        if (twice.has(entry.key)) continue;
        // Parameter Store holds at least one character.
        if (entry.value.reveal() === '')
          faults.push({ problem: 'no-value', line: entry.line, key: entry.key });
        else kept.push(entry);
      }
      if (faults.some(isWhole)) return { entries: [], faults: faults.filter(isWhole) };
      return { entries: kept, faults: faults.sort((a, b) => a.line - b.line) };
    },
  };
}
