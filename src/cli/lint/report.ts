/** What `keyhole lint` found, before it takes one of its forms. Also the JSON form's `files`: a contract, add only. */
import type { DocumentKind, SourceText } from '../../core/document';
import { createAnalyzer } from '../../core/document';
import { lint } from '../../core/lint';
import { docsUrl, type Evidence, type Problem, type Severity } from '../../core/problem';
import type { LineIndex } from '../../core/text/lineIndex';
import type { Range } from '../../core/text/range';

export interface FileReport {
  /** As given, or below what was given; `/` on every platform, `-` for standard input. */
  readonly path: string;
  readonly kind: DocumentKind;
  readonly problems: readonly ProblemReport[];
}

export interface ProblemReport {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly evidence: Evidence;
  readonly docs: string;
  readonly logicalId?: string;
  readonly propertyPath?: string;
  readonly related: readonly RelatedReport[];
  readonly fixes: readonly FixReport[];
}

export interface RelatedReport {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}

export interface FixReport {
  readonly title: string;
  readonly edits: readonly { readonly path: string; readonly range: Range; readonly newText: string }[];
}

export function emptyReport(path: string): FileReport {
  return { path, kind: 'none', problems: [] };
}

export function reportOf(source: SourceText): FileReport {
  const model = createAnalyzer().analyze(source);
  const problems = lint(model).map(problem => problemReport(problem, source.path, model.lines));
  return { path: source.path, kind: model.kind, problems };
}

function problemReport(problem: Problem, path: string, lines: LineIndex): ProblemReport {
  const { code, severity, message, evidence, logicalId, propertyPath } = problem;
  return {
    code,
    severity,
    message,
    range: lines.rangeOf(problem.span),
    evidence,
    docs: docsUrl(code),
    ...(logicalId !== undefined && { logicalId }),
    ...(propertyPath !== undefined && { propertyPath }),
    related: (problem.related ?? []).map(related => ({
      path,
      range: lines.rangeOf(related.span),
      message: related.message,
    })),
    fixes: (problem.fixes ?? []).map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span, newText }) => ({ path, range: lines.rangeOf(span), newText })),
    })),
  };
}
