/** What a person chose to connect to. Names only: it is kept in the workspace's state, which is not encrypted. */
export type ConnectionChoice =
  | { readonly kind: 'aws'; readonly profile?: string; readonly region?: string }
  /** One of the person's own connections, `keyhole.connections`, as it was when it was chosen. */
  | ({ readonly kind: 'named'; readonly name: string } & ConnectionSettings)
  | { readonly kind: 'emulator'; readonly emulator: EmulatorName; readonly region?: string }
  | { readonly kind: 'sandbox' };

/**
 * Emulators of AWS at the ports they have by default: https://docs.localstack.cloud/aws/getting-started/,
 * https://docs.getmoto.org/en/latest/docs/server_mode.html. For one elsewhere there is `keyhole.aws.endpoint`.
 */
export const emulators = {
  LocalStack: 'http://127.0.0.1:4566',
  moto: 'http://127.0.0.1:5000',
} as const;

export type EmulatorName = keyof typeof emulators;

export function isEmulatorName(name: unknown): name is EmulatorName {
  return typeof name === 'string' && Object.hasOwn(emulators, name);
}

export const defaultChoice: ConnectionChoice = { kind: 'aws' };

/** Reads a choice back from a state store; anything that is not one is the default choice. */
export function parseChoice(stored: unknown): ConnectionChoice {
  if (typeof stored !== 'object' || stored === null || !('kind' in stored)) return defaultChoice;
  if (stored.kind === 'sandbox') return { kind: 'sandbox' };
  if (stored.kind === 'emulator') {
    const emulator = 'emulator' in stored ? stored.emulator : undefined;
    if (!isEmulatorName(emulator)) return defaultChoice;
    const region = 'region' in stored ? nameOf(stored.region) : undefined;
    return { kind: 'emulator', emulator, ...(region && { region }) };
  }
  const profile = 'profile' in stored ? nameOf(stored.profile) : undefined;
  const region = 'region' in stored ? nameOf(stored.region) : undefined;
  const where = { ...(profile && { profile }), ...(region && { region }) };
  const name = stored.kind === 'named' && 'name' in stored ? nameOf(stored.name) : undefined;
  if (name === undefined) return { kind: 'aws', ...where };
  const endpoint = 'endpoint' in stored ? nameOf(stored.endpoint) : undefined;
  return { kind: 'named', name, ...where, ...(endpoint && { endpoint }) };
}

/** A connection that needs credentials of the person's: what signs in is for these. */
export type ProfileChoice = Extract<ConnectionChoice, { readonly kind: 'aws' | 'named' }>;

export function hasProfile(choice: ConnectionChoice): choice is ProfileChoice {
  return choice.kind === 'aws' || choice.kind === 'named';
}

/** The same for two choices of the same. */
export function choiceKey(choice: ConnectionChoice): string {
  switch (choice.kind) {
    case 'aws':
      return JSON.stringify([choice.kind, choice.profile ?? '', choice.region ?? '']);
    case 'named':
      return JSON.stringify([choice.kind, choice.name]);
    case 'emulator':
      return JSON.stringify([choice.kind, choice.emulator, choice.region ?? '']);
    case 'sandbox':
      return JSON.stringify([choice.kind]);
  }
}

export interface ConnectionSettings {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

/**
 * What goes to the adapter: the choice first, then the settings; what both leave open the SDK finds itself. A connection
 * with a name is all in its definition.
 */
export function connectOptionsOf(choice: ConnectionChoice, settings: ConnectionSettings): ConnectionSettings {
  if (choice.kind === 'named') {
    const { profile, region, endpoint } = choice;
    return { ...(profile && { profile }), ...(region && { region }), ...(endpoint && { endpoint }) };
  }
  const chosen: ConnectionSettings = choice.kind === 'aws' ? choice : {};
  const profile = chosen.profile ?? settings.profile;
  // A Region set for another profile's sake must not follow a profile that was chosen by hand.
  const region = chosen.region ?? (chosen.profile ? undefined : settings.region);
  return {
    ...(profile && { profile }),
    ...(region && { region }),
    ...(settings.endpoint && { endpoint: settings.endpoint }),
  };
}

/** What a person reads for the credentials in use, as far as it can be told without touching `~/.aws`. */
export function profileLabel(
  profile: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (profile) return profile;
  if (env['AWS_PROFILE']) return env['AWS_PROFILE'];
  return env['AWS_ACCESS_KEY_ID'] ? 'environment' : 'default';
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= 256 ? value : undefined;
}
