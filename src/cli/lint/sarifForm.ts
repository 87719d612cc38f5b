/** SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, as code hosts take it. */
import { policyRules } from '../../core/policy/rules';
import { docsUrl, type Severity } from '../../core/problem';
import { referenceRules } from '../../core/reference/rules';
import type { Range } from '../../core/text/range';
import type { FileReport, FixReport, ProblemReport } from './report';

export interface SarifRun {
  readonly version: string;
  /** False when an input could not be read. */
  readonly complete: boolean;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

export function sarifForm(files: readonly FileReport[], { version, complete }: SarifRun): string {
  const rules = [...referenceRules, ...policyRules];
  const indices = new Map<string, number>(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Keyhole',
            version,
            informationUri: 'https://github.com/keyhole-aws/keyhole',
            rules: rules.map(({ code, severity, summary, documentation }) => ({
              id: code,
              shortDescription: { text: summary },
              fullDescription: { text: documentation.what },
              help: { text: `${documentation.what}\n\n${documentation.why}` },
              helpUri: docsUrl(code),
              defaultConfiguration: { level: LEVELS[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: complete }],
        results: files.flatMap(({ path, problems }) =>
          problems.map(problem => result(path, problem, indices.get(problem.code))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result(path: string, problem: ProblemReport, ruleIndex: number | undefined) {
  const { code, severity, message, range, logicalId, propertyPath, related, fixes } = problem;
  const qualified = [logicalId, propertyPath].filter(Boolean).join('.');
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: physical(path, range),
        ...(logicalId !== undefined && {
          logicalLocations: [{ name: logicalId, fullyQualifiedName: qualified, kind: 'resource' }],
        }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, index) => ({
        id: index + 1,
        message: { text: place.message },
        physicalLocation: physical(place.path, place.range),
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map(fix) }),
  };
}

function fix({ title, edits }: FixReport) {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: title },
    artifactChanges: paths.map(path => ({
      artifactLocation: { uri: uriOf(path) },
      replacements: edits
        .filter(edit => edit.path === path)
        .map(({ range, newText }) => ({ deletedRegion: region(range), insertedContent: { text: newText } })),
    })),
  };
}

function physical(path: string, range: Range) {
  return { artifactLocation: { uri: uriOf(path) }, region: region(range) };
}

/** One-based; the end column is the one after the last character. */
function region({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function uriOf(path: string): string {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${escaped}`;
  // `C:/…` on Windows: the colon of the drive stays.
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${escaped.slice(4)}` : escaped;
}
