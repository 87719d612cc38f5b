import type { Span } from '../text/range';

/** A section of a file of the AWS configuration, with where things stand. */
export interface ConfigSection {
  /** What stands between the brackets. */
  readonly header: string;
  /** `profile` also for `[default]`; undefined for what no reader of the config file takes. */
  readonly kind: 'profile' | 'sso-session' | 'services' | undefined;
  readonly name: string;
  /** Of what stands between the brackets. */
  readonly span: Span;
  /** The settings of a section of its own level; of one that is given twice the last counts. */
  readonly settings: ReadonlyMap<string, ConfigSetting>;
}

export interface ConfigSetting {
  readonly value: string;
  /** Of the value. */
  readonly span: Span;
}

/**
 * The sections of `~/.aws/config`, as the SDK reads them: comments begin a line or follow a blank, `[profile NAME]` may be
 * quoted, settings below an empty one belong to that. What it cannot read it passes over. Values that are credentials are
 * not kept: they read as `…`.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function configSections(text: string): readonly ConfigSection[] {
  const sections: OpenSection[] = [];
  let nested = false;
  for (const { line, start } of linesOf(text)) {
    const content = line.slice(0, /(^|\s)[;#]/.exec(line)?.index ?? line.length);
    const trimmed = content.trim();
    const at = start + content.indexOf(trimmed);
    if (/^\[.*\]$/.test(trimmed)) {
      sections.push(openSection(trimmed.slice(1, -1), at + 1));
      nested = false;
      continue;
    }
    const equals = trimmed.indexOf('=');
    const section = sections.at(-1);
    if (equals <= 0 || section === undefined) continue;
    const key = trimmed.slice(0, equals).trim();
    const value = trimmed.slice(equals + 1).trim();
    if (!/^\s/.test(line)) nested = false;
    if (value === '') {
      nested = true;
      continue;
    }
    if (nested) continue;
    const from = at + trimmed.length - value.length;
    section.settings.set(key, {
      value: CREDENTIALS.test(key) ? '…' : value,
      span: { start: from, end: from + value.length },
    });
  }
  return sections;
}

interface OpenSection extends ConfigSection {
  readonly settings: Map<string, ConfigSetting>;
}

const CREDENTIALS = /secret|token$/;

const KINDS = ['profile', 'sso-session', 'services'] as const;

/** More generous with names than the SDK, as the AWS CLI is: a blank may stand in quotes. */
function openSection(header: string, start: number): OpenSection {
  const span = { start, end: start + header.length };
  const settings = new Map<string, ConfigSetting>();
  const [, prefix, rest = ''] = /^(\S+)\s+(.*)$/.exec(header) ?? [];
  const kind = KINDS.find(each => each === prefix);
  if (kind === undefined)
    return { header, kind: header === 'default' ? 'profile' : undefined, name: header, span, settings };
  return { header, kind, name: rest.replace(/^(["'])(.*)\1$/, '$2'), span, settings };
}

function* linesOf(text: string): Iterable<{ readonly line: string; readonly start: number }> {
  for (const match of text.matchAll(/[^\r\n]+/g)) yield { line: match[0], start: match.index };
}
