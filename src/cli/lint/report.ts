/** What `lint` found, in the form `--format json` prints: a contract with other programs, so changes only add. */
import { createAnalyzer, type DocumentKind } from '../../core/document';
import { lint } from '../../core/lint';
import type { ParameterSet } from '../../core/parameters/parameterSet';
import { isAboutTrusted } from '../../core/policy/trusted';
import { docsUrl, type Evidence, type Fix, type Problem, type Severity } from '../../core/problem';
import { atLevels, type Levels } from '../../core/ruleLevels';
import type { LineIndex } from '../../core/text/lineIndex';
import type { Range } from '../../core/text/range';

export interface LintReport {
  readonly version: 1;
  readonly files: readonly FileReport[];
}

export interface FileReport {
  /** As given, or below the folder as given; `-` for standard input. With `/` on every system. */
  readonly path: string;
  /** `none`: a file with nothing for us. Consumers ignore kinds they do not know. */
  readonly kind: DocumentKind;
  readonly problems: readonly ReportedProblem[];
}

/** Positions are the Language Server Protocol's: zero-based, UTF-16, a byte order mark not counted. */
export interface ReportedProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly evidence: Evidence;
  readonly docs: string;
  readonly logicalId?: string;
  readonly propertyPath?: string;
  readonly related: readonly ReportedPlace[];
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedPlace {
  readonly path: string;
  readonly range: Range;
  readonly message: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly preferred?: boolean;
  readonly edits: readonly ReportedEdit[];
}

export interface ReportedEdit {
  readonly path: string;
  readonly range: Range;
  readonly newText: string;
}

/** How somebody wants problems to be told. */
export interface Judgement {
  readonly levels?: Levels;
  readonly trusted?: readonly string[];
}

export function checkText(
  path: string,
  text: string,
  parameters?: ParameterSet,
  { levels = {}, trusted = [] }: Judgement = {},
): FileReport {
  const model = createAnalyzer().analyze({ path, text, ...(parameters && { parameters }) });
  const problems = atLevels(
    lint(model).filter(problem => !isAboutTrusted(problem, trusted)),
    levels,
  ).map(problem => reported(problem, path, model.lines));
  return { path, kind: model.kind, problems };
}

export function nothingIn(path: string): FileReport {
  return { path, kind: 'none', problems: [] };
}

function reported(problem: Problem, path: string, lines: LineIndex): ReportedProblem {
  const {
    code,
    severity,
    message,
    span,
    evidence,
    logicalId,
    propertyPath,
    related = [],
    fixes = [],
  } = problem;
  return {
    code,
    severity,
    message,
    range: lines.rangeOf(span),
    evidence,
    docs: docsUrl(code),
    ...(logicalId !== undefined && { logicalId }),
    ...(propertyPath !== undefined && { propertyPath }),
    related: related.map(place => ({ path, range: lines.rangeOf(place.span), message: place.message })),
    fixes: fixes.map(fix => reportedFix(fix, path, lines)),
  };
}

function reportedFix({ title, preferred, edits }: Fix, path: string, lines: LineIndex): ReportedFix {
  return {
    title,
    ...(preferred !== undefined && { preferred }),
    edits: edits.map(({ span, newText }) => ({ path, range: lines.rangeOf(span), newText })),
  };
}
