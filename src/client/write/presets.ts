/** What a form begins with where another command opens it. */
import { type ShapeId, shapeIds } from '../../core/secrets/secretShapes';

export interface NewParameterPreset {
  readonly kind: 'newParameter';
  readonly startsWith: string;
  readonly type: 'String' | 'SecureString';
  readonly tier: 'Standard' | 'Advanced';
  /** Of which connection; absent: the window's own. */
  readonly source?: string;
}

export interface NewSecretPreset {
  readonly kind: 'newSecret';
  readonly startsWith: string;
  /** Absent: it is asked for. */
  readonly shape?: ShapeId;
  /** The key of the account would not do. */
  readonly ownKey: boolean;
  readonly source?: string;
}

/** Any extension can call a command: undefined for what is no preset of ours. */
export function newParameterPreset(argument: unknown): NewParameterPreset | undefined {
  const given = fieldsOf(argument, 'newParameter');
  const startsWith = given && startOf(given.startsWith);
  const { type, tier } = given ?? {};
  if (startsWith === undefined) return undefined;
  if (type !== 'String' && type !== 'SecureString') return undefined;
  if (tier !== 'Standard' && tier !== 'Advanced') return undefined;
  return { kind: 'newParameter', startsWith, type, tier };
}

export function newSecretPreset(argument: unknown): NewSecretPreset | undefined {
  const given = fieldsOf(argument, 'newSecret');
  const startsWith = given && startOf(given.startsWith);
  if (given === undefined || startsWith === undefined || typeof given.ownKey !== 'boolean') return undefined;
  const shape = shapeIds.find(id => id === given.shape);
  if (given.shape !== undefined && shape === undefined) return undefined;
  return { kind: 'newSecret', startsWith, ownKey: given.ownKey, ...(shape && { shape }) };
}

interface Given {
  readonly kind?: unknown;
  readonly startsWith?: unknown;
  readonly type?: unknown;
  readonly tier?: unknown;
  readonly shape?: unknown;
  readonly ownKey?: unknown;
}

function fieldsOf(argument: unknown, kind: string): Given | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const given: Given = { ...argument };
  return given.kind === kind ? given : undefined;
}

/** The characters of names: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
function startOf(text: unknown): string | undefined {
  return typeof text === 'string' && /^[\w/+=.@-]{0,512}$/.test(text) ? text : undefined;
}
