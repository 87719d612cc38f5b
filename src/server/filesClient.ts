/** The files of a workspace that the client sees: a virtual or remote one is none of the server's business. */
import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import type { FoundFiles, WorkspaceFiles } from '../core/ports';
import { filesRequest } from '../protocol/messages';
import { isFoundFiles } from './received';

const NOTHING: FoundFiles = { files: [], incomplete: true };

/** For a client that cannot look: what is open is all there is to see. */
export const noFiles: WorkspaceFiles = { find: async () => NOTHING };

export function createFilesClient(connection: Connection): WorkspaceFiles {
  return {
    async find(query, signal) {
      const source = new CancellationTokenSource();
      const cancel = () => source.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      if (signal?.aborted) cancel();
      try {
        const found = await connection.sendRequest<unknown>(filesRequest, query, source.token);
        return isFoundFiles(found) ? found : NOTHING;
      } catch {
        // A client without an answer saw nothing; its log has the reason.
        return NOTHING;
      } finally {
        signal?.removeEventListener('abort', cancel);
        source.dispose();
      }
    },
  };
}
