/** What kind of file is this, and what is in it. */
import { isCandidate, looksLikeTemplate, mayBeTemplate, type SourceText } from './detect';
import { referencesInText } from './reference/collect';
import type { ReferenceUse } from './reference/use';
import type { SyntaxFault } from './template/parseResult';
import { createLineIndex, type LineIndex } from './text/lineIndex';

export type DocumentKind = 'cloudformation' | 'policy' | 'none';

/** One version of one document. `text` is without byte order mark, and every span counts in it. */
export interface DocumentModel {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly lines: LineIndex;
  /** In the order of the text; one use for each combination of conditions. */
  readonly references: readonly ReferenceUse[];
  readonly faults: readonly SyntaxFault[];
}

/** Keeps what it parsed between the versions of one document; make one for each document and drop it with it. */
export interface Analyzer {
  /** Never throws, whatever the text. */
  analyze(source: SourceText): DocumentModel;
}

export function createAnalyzer(): Analyzer {
  return {
    analyze(source) {
      const text = withoutByteOrderMark(source.text);
      const nothing = {
        kind: 'none',
        text,
        lines: createLineIndex(text),
        references: [],
        faults: [],
      } as const;
      if (!isCandidate({ ...source, text })) return nothing;
      if (mayBeTemplate(text) && looksLikeTemplate(text)) {
        return { ...nothing, kind: 'cloudformation', references: referencesInText(text, []) };
      }
      return nothing;
    },
  };
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
