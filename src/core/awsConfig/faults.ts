import type { Fix, Severity } from '../problem';
import type { Span } from '../text/range';
import { type ConfigSection, type ConfigSetting, configSections } from './sections';

/** What is wrong in the config file, at its place. Holds names of the file, never a credential. */
export interface ConfigFault {
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fix?: Fix;
}

export interface ConfigSurroundings {
  /** Names of profiles of the credentials file, which may hold keys for them. */
  readonly inCredentials: ReadonlySet<string>;
  /** Whether the environment or a setting gives a Region to profiles without one. */
  readonly hasRegion: boolean;
}

/**
 * What the SDK would say only when somebody connects, and then without the line: a profile or an SSO session that is not
 * there, roles in a circle, half an SSO session (errors: connecting fails); a section that nothing reads (a warning); no
 * Region (an information: commands may bring their own).
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */
export function configFaults(text: string, surroundings: ConfigSurroundings): readonly ConfigFault[] {
  const sections = configSections(text);
  const profiles = namedBy(sections, 'profile');
  const sessions = namedBy(sections, 'sso-session');
  const faults: ConfigFault[] = [];
  for (const section of sections) {
    if (section.kind === 'profile') {
      faults.push(...sourceFaults(section, profiles, surroundings));
      faults.push(...sessionFaults(section, sessions));
      // Each place once, where a profile is given twice.
      const whole = profiles.get(section.name);
      if (!surroundings.hasRegion && whole?.has('region') === false) faults.push(noRegion(section));
    } else if (section.kind === 'sso-session') {
      const whole = sessions.get(section.name);
      const missing = ['sso_start_url', 'sso_region'].filter(key => whole?.has(key) === false);
      if (missing.length > 0)
        faults.push(error(section.span, `This SSO session lacks: ${missing.join(' and ')}`));
    } else if (section.kind === undefined && [...section.settings.keys()].some(isOfProfile)) {
      faults.push(unread(section));
    }
  }
  return faults;
}

type Settings = ReadonlyMap<string, ConfigSetting>;

/** The settings of each name, those of sections with one name together. */
function namedBy(
  sections: readonly ConfigSection[],
  kind: ConfigSection['kind'],
): ReadonlyMap<string, Settings> {
  const named = new Map<string, Settings>();
  for (const section of sections) {
    if (section.kind !== kind) continue;
    named.set(section.name, new Map([...(named.get(section.name) ?? []), ...section.settings]));
  }
  return named;
}

function sourceFaults(
  { name, settings }: ConfigSection,
  profiles: ReadonlyMap<string, Settings>,
  { inCredentials }: ConfigSurroundings,
): readonly ConfigFault[] {
  const source = settings.get('source_profile');
  // The SDK looks at it for roles alone.
  if (source === undefined || profiles.get(name)?.has('role_arn') !== true) return [];
  if (!profiles.has(source.value) && !inCredentials.has(source.value))
    return [error(source.span, `There is no profile: ${source.value}`)];
  const circle = circleFrom(name, profiles, inCredentials);
  return circle === undefined
    ? []
    : [error(source.span, `These roles go round in a circle: ${circle.join(' → ')}`)];
}

/** A profile with keys of its own ends the way, also one that names itself: the keys take the role. */
function circleFrom(
  name: string,
  profiles: ReadonlyMap<string, Settings>,
  inCredentials: ReadonlySet<string>,
): readonly string[] | undefined {
  const way = [name];
  for (;;) {
    const next = profiles.get(way.at(-1) ?? '')?.get('source_profile')?.value;
    if (next === undefined || inCredentials.has(next)) return undefined;
    const settings = profiles.get(next);
    if (settings?.has('role_arn') !== true || settings.has('aws_access_key_id')) return undefined;
    way.push(next);
    if (next === name) return way;
    // Into a circle that this profile is no part of: told where it is closed.
    if (way.indexOf(next) < way.length - 1) return undefined;
  }
}

function sessionFaults(
  { settings }: ConfigSection,
  sessions: ReadonlyMap<string, Settings>,
): readonly ConfigFault[] {
  const session = settings.get('sso_session');
  if (session === undefined || sessions.has(session.value)) return [];
  return [error(session.span, `There is no SSO session: ${session.value}`)];
}

function unread({ header, span }: ConfigSection): ConfigFault {
  const meant = `profile ${header}`;
  const message = `Nothing reads this section. A profile of this file is written: [${meant}]`;
  // What is behind a blank may be another word for it, misspelt.
  if (!/^[\w\-@+.%:/]+$/.test(header)) return { severity: 'warning', message, span };
  const fix = { title: `Write [${meant}]`, edits: [{ span, newText: meant }], preferred: true };
  return { severity: 'warning', message, span, fix };
}

function noRegion({ span }: ConfigSection): ConfigFault {
  const message = 'No region: AWS_REGION or keyhole.aws.region has to give one';
  return { severity: 'info', message, span };
}

function error(span: Span, message: string): ConfigFault {
  return { severity: 'error', message, span };
}

/** `[plugins]` and the like are other tools': only what has a profile's settings was meant as one. */
function isOfProfile(key: string): boolean {
  return /^(?:region|output|role_arn|source_profile|credential_process|aws_access_key_id|sso_\w+)$/.test(key);
}
