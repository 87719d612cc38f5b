/** What the shared AWS configuration files say: names and settings, never credentials. */
import { loadSharedConfigFiles } from '@smithy/core/config';

export type ProfileKind = 'static' | 'role' | 'sso' | 'login' | 'process' | 'web-identity' | 'settings';

export interface ProfileSummary {
  readonly name: string;
  readonly region?: string;
  /** Where its credentials come from; `settings` when the profile names none. */
  readonly kind: ProfileKind;
}

/** One merged section of the two files, as the SDK merges them: the credentials file wins. */
type Section = Readonly<Record<string, string | undefined>>;

export interface SharedConfig {
  readonly profiles: ReadonlyMap<string, Section>;
  /** `[services NAME]` sections of the config file. */
  readonly services: ReadonlyMap<string, Section>;
  /** `[sso-session NAME]` sections of the config file. */
  readonly ssoSessions: ReadonlyMap<string, Section>;
}

/** Profiles of `~/.aws/config` and `~/.aws/credentials` (or where AWS_CONFIG_FILE and its sibling point), sorted. */
export async function listProfiles(): Promise<readonly ProfileSummary[]> {
  const { profiles } = await readSharedConfig();
  return [...profiles]
    .map(([name, section]): ProfileSummary => {
      const { region } = section;
      return { name, kind: kindOf(section), ...(region ? { region } : {}) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * What the files say of a profile and of what it builds on, as one text to compare; never a secret key or a token. A
 * profile that is not there is an empty text.
 */
export async function profileSettings(profile = process.env['AWS_PROFILE'] ?? 'default'): Promise<string> {
  const { profiles, services, ssoSessions } = await readSharedConfig();
  const told: unknown[] = [];
  const seen = new Set<string>();
  for (let name: string | undefined = profile; name !== undefined && !seen.has(name); ) {
    seen.add(name);
    const section: Section | undefined = profiles.get(name);
    if (section === undefined) break;
    const { aws_secret_access_key: _key, aws_session_token: _token, ...open } = section;
    told.push(open, services.get(open['services'] ?? ''), ssoSessions.get(open['sso_session'] ?? ''));
    name = open['source_profile'];
  }
  return told.length === 0 ? '' : JSON.stringify(told);
}

/** Files that do not exist count as empty. Read again each time: people edit them while the editor runs. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles = new Map<string, Section>();
  const services = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  for (const [name, section] of Object.entries(configFile)) {
    if (name.startsWith('services.')) services.set(name.slice('services.'.length), section);
    // `sso-session.NAME`: a profile may have a dot in its name, but not this prefix.
    else if (name.startsWith('sso-session.')) ssoSessions.set(name.slice('sso-session.'.length), section);
    else profiles.set(name, section);
  }
  for (const [name, section] of Object.entries(credentialsFile)) {
    profiles.set(name, { ...profiles.get(name), ...section });
  }
  return { profiles, services, ssoSessions };
}

/** The order in which the SDK tries them (credential-provider-ini, resolveProfileData.js). */
function kindOf(section: Section): ProfileKind {
  if (section['role_arn'] && section['web_identity_token_file']) return 'web-identity';
  if (section['role_arn']) return 'role';
  if (section['aws_access_key_id']) return 'static';
  if (section['credential_process']) return 'process';
  if (section['sso_session'] || section['sso_start_url'] || section['sso_account_id']) return 'sso';
  if (section['login_session']) return 'login';
  return 'settings';
}
