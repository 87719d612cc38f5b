import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FoundFile, WorkspaceFiles } from '../core/ports';
import { readFileText } from './lint/readText';
import { mayBeOurs, walk } from './lint/walk';

/** As many as a repository of templates has, and few enough to read while a person waits. */
const MAX_FILES = 2_000;
/** What the CDK makes of a program: linted when it is open, not looked through. */
const GENERATED = /(?:^|\/)cdk\.out\//;

/** The files of the folders an editor has open, those that git ignores left out. */
export const workspaceFiles: WorkspaceFiles = {
  async find({ texts, roots }, signal) {
    const files: FoundFile[] = [];
    // Without a folder nobody knows where to look.
    let incomplete = roots.length === 0;
    for (const root of roots) {
      if (!root.startsWith('file:')) {
        incomplete = true;
        continue;
      }
      const folder = fileURLToPath(root);
      const walked = await walk(folder);
      const candidates = walked.files.filter(name => mayBeOurs(name) && !GENERATED.test(name));
      if (walked.unreadable.length > 0 || candidates.length > MAX_FILES) incomplete = true;
      for (const name of candidates.slice(0, MAX_FILES)) {
        if (signal?.aborted) return { files, incomplete: true };
        const file = path.join(folder, name);
        // Gone since it was listed, or not ours to read: the answer says that it is not complete.
        const content = await readFileText(file).catch(() => undefined);
        if (content === undefined) incomplete = true;
        if (content?.kind !== 'text') continue;
        const { text } = content;
        if (texts.some(wanted => text.includes(wanted))) files.push({ uri: pathToFileURL(file).href, text });
      }
    }
    return { files, incomplete };
  },
};
