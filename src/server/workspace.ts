/** Every document that may speak of a name: those that are open, and files that hold it. */
import { createAnalyzer, type DocumentModel } from '../core/document';
import type { WorkspaceFiles } from '../core/ports';
import type { Documents, OpenDocument } from './documents';

export interface WorkspaceDocument {
  readonly uri: string;
  /** Null for a file that is not open. */
  readonly version: number | null;
  readonly model: DocumentModel;
}

export interface Sighted {
  readonly documents: readonly WorkspaceDocument[];
  /** Some file may have been overlooked. */
  readonly incomplete: boolean;
}

export interface Workspace {
  readonly documents: Documents;
  open(): readonly OpenDocument[];
  /** Documents that hold one of the texts, those that are open first. An open version counts, not what is on disk. */
  holding(texts: Iterable<string>, signal: AbortSignal): Promise<Sighted>;
}

export function createWorkspace(
  documents: Documents,
  files: WorkspaceFiles,
  roots: readonly string[],
): Workspace {
  const open = () => documents.uris().flatMap(uri => documents.get(uri) ?? []);
  return {
    documents,
    open,
    async holding(texts, signal) {
      const wanted = [...texts];
      if (wanted.length === 0) return { documents: open(), incomplete: false };
      const found = await files.find({ texts: wanted, roots }, signal);
      const isOpen = new Set(documents.uris());
      const others = found.files
        .filter(({ uri }) => !isOpen.has(uri))
        .map(({ uri, text }) => ({
          uri,
          version: null,
          model: createAnalyzer().analyze({ path: uri, text }),
        }));
      return { documents: [...open(), ...others], incomplete: found.incomplete };
    },
  };
}
