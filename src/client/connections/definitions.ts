/**
 * Labels: a workspace says which files belong to which label, and only the person's own settings say what a label means.
 * A repository names none of a person's profiles.
 */
export interface ConnectionDefinition {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

export interface Binding {
  /** Relative to the workspace folder. */
  readonly glob: string;
  readonly label: string;
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html tells no limit; nobody types more than this. */
const MAX_LENGTH = 256;
/** Of files of one folder; each costs a match when a file is opened. */
const MAX_BINDINGS = 200;

/** `keyhole.connections`, by label. What is no definition is left out. */
export function parseDefinitions(setting: unknown): ReadonlyMap<string, ConnectionDefinition> {
  const definitions = new Map<string, ConnectionDefinition>();
  for (const [label, written] of entriesOf(setting)) {
    if (!isName(label) || typeof written !== 'object' || written === null) continue;
    const fields = Object.fromEntries(entriesOf(written));
    const { profile, region, endpoint } = fields;
    definitions.set(label, {
      ...(isName(profile) && { profile }),
      ...(isName(region) && { region }),
      ...(isName(endpoint) && { endpoint }),
    });
  }
  return definitions;
}

/** `keyhole.files`, the longest glob first, for it says most. */
export function parseBindings(setting: unknown): readonly Binding[] {
  return entriesOf(setting)
    .flatMap(([glob, label]) => (isName(glob) && isName(label) ? [{ glob, label }] : []))
    .sort((a, b) => b.glob.length - a.glob.length)
    .slice(0, MAX_BINDINGS);
}

/** What somebody says yes to: another profile, Region or endpoint under the same label is asked about again. */
export function fingerprint(label: string, { profile, region, endpoint }: ConnectionDefinition): string {
  return JSON.stringify([label, profile ?? '', region ?? '', endpoint ?? '']);
}

function entriesOf(setting: unknown): readonly [string, unknown][] {
  return typeof setting === 'object' && setting !== null ? Object.entries(setting) : [];
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_LENGTH;
}
