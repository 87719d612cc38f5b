/** https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html: what code scanning services read. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { docsUrl, type Severity } from '../../../core/problem';
import { allRules } from '../../../core/rulesDocument';
import type { Range } from '../../../core/text/range';
import type { LintReport, ReportedEdit, ReportedFix, ReportedProblem } from '../report';
import type { Unreadable } from '../walk';

export interface SarifOptions {
  readonly version: string;
  readonly unreadable: readonly Unreadable[];
}

export function formatSarif(report: LintReport, { version, unreadable }: SarifOptions): string {
  const results = report.files.flatMap(({ path, problems }) =>
    problems.map(problem => resultOf(path, problem)),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Keyhole',
            semanticVersion: version,
            informationUri: 'https://github.com/keyhole-aws/keyhole',
            rules: allRules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unreadable.length === 0,
            toolExecutionNotifications: unreadable.map(notificationOf),
          },
        ],
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

function descriptorOf({ code, severity, summary, documentation }: (typeof allRules)[number]) {
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: documentation.what },
    help: { text: `${documentation.what}\n\n${documentation.why}` },
    helpUri: docsUrl(code),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(file: string, problem: ReportedProblem) {
  const { code, severity, message, range, evidence, logicalId, propertyPath, related, fixes } = problem;
  const ruleIndex = allRules.findIndex(rule => rule.code === code);
  const qualified = [logicalId, propertyPath].filter(Boolean).join('.');
  return {
    ruleId: code,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: placeOf(file, range),
        ...(logicalId !== undefined && {
          logicalLocations: [{ name: logicalId, fullyQualifiedName: qualified, kind: 'resource' }],
        }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        physicalLocation: placeOf(place.path, place.range),
        message: { text: place.message },
      })),
    }),
    ...(fixes.length > 0 && { fixes: fixes.map(fixOf) }),
    properties: { evidence },
  };
}

function fixOf({ title, edits }: ReportedFix) {
  const files = [...new Set(edits.map(edit => edit.path))];
  return {
    description: { text: title },
    artifactChanges: files.map(file => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits.filter(edit => edit.path === file).map(replacementOf),
    })),
  };
}

function replacementOf({ range, newText }: ReportedEdit) {
  return { deletedRegion: regionOf(range), insertedContent: { text: newText } };
}

function placeOf(file: string, range: Range) {
  return { artifactLocation: { uri: uriOf(file) }, region: regionOf(range) };
}

/** One-based; the end column is the one after the last character. */
function regionOf({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function notificationOf({ path: file, reason }: Unreadable) {
  return { level: 'error', message: { text: `${reason}: ${file}` } };
}

/** Relative paths stay relative, without `./`: that is what services match to the files of a repository. */
function uriOf(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return path.posix.normalize(file).split('/').map(encodeURIComponent).join('/');
}
