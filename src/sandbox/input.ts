// Reads members of a request (or of a seed or state file) whose shape nobody has checked yet.
import { awsError, constraintError } from './errors';

export type Input = Readonly<Record<string, unknown>>;

export interface TextLimits {
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly string[];
}

export function isRecord(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parseInput(body: string): Input {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw serializationError('the body is not JSON');
  }
  if (!isRecord(parsed)) throw serializationError('the body is not a JSON object');
  return parsed;
}

export function optionalText(input: Input, member: string, limits: TextLimits = {}): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw serializationError(`${member} is not a string`);
  checkText(member, value, limits);
  return value;
}

export function requiredText(input: Input, member: string, limits: TextLimits = {}): string {
  const value = optionalText(input, member, limits);
  if (value === undefined) throw constraintError(member, 'Member must not be null');
  return value;
}

/** Those of the members that are there. */
export function textsOf<K extends string>(input: Input, members: readonly K[]): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const member of members) {
    const value = optionalText(input, member);
    if (value !== undefined) found[member] = value;
  }
  return found;
}

/** One of the names of a type, as that type. */
export function optionalChoice<T extends string>(
  input: Input,
  member: string,
  choices: readonly T[],
): T | undefined {
  const value = optionalText(input, member, { oneOf: choices });
  return choices.find(choice => choice === value);
}

export function optionalInteger(
  input: Input,
  member: string,
  { min, max }: { readonly min?: number; readonly max?: number } = {},
): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw serializationError(`${member} is not an integer`);
  if (min !== undefined && value < min)
    throw constraintError(member, `Member must have value greater than or equal to ${min}`);
  if (max !== undefined && value > max)
    throw constraintError(member, `Member must have value less than or equal to ${max}`);
  return value;
}

export function flag(input: Input, member: string): boolean {
  const value = input[member];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw serializationError(`${member} is not a boolean`);
  return value;
}

export function optionalTexts(
  input: Input,
  member: string,
  { min, max }: { readonly min?: number; readonly max?: number } = {},
): readonly string[] | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(entry => typeof entry === 'string'))
    throw serializationError(`${member} is not a list of strings`);
  if (min !== undefined && value.length < min)
    throw constraintError(member, `Member must have length greater than or equal to ${min}`);
  if (max !== undefined && value.length > max)
    throw constraintError(member, `Member must have length less than or equal to ${max}`);
  return value;
}

export function records(input: Input, member: string): readonly Input[] {
  const value = input[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isRecord))
    throw serializationError(`${member} is not a list of objects`);
  return value;
}

/** A map of strings, such as an encryption context. */
export function textMap(input: Input, member: string): Readonly<Record<string, string>> {
  const value = input[member];
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw serializationError(`${member} is not an object`);
  const map: Record<string, string> = {};
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw serializationError(`${member} holds something other than strings`);
    map[key] = text;
  }
  return map;
}

/** Blobs are base64 in AWS JSON. */
export function optionalBlob(
  input: Input,
  member: string,
  { min, max }: { readonly min?: number; readonly max?: number } = {},
): Buffer | undefined {
  const text = optionalText(input, member);
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text, 'base64');
  if (min !== undefined && bytes.length < min)
    throw constraintError(member, `Member must have length greater than or equal to ${min}`);
  if (max !== undefined && bytes.length > max)
    throw constraintError(member, `Member must have length less than or equal to ${max}`);
  return bytes;
}

export function optionalTags(input: Input): readonly Tag[] {
  return records(input, 'Tags').map(tag => ({
    Key: requiredText(tag, tag['Key'] === undefined ? 'TagKey' : 'Key', { min: 1, max: 128 }),
    Value: optionalText(tag, tag['TagKey'] === undefined ? 'Value' : 'TagValue', { max: 256 }) ?? '',
  }));
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

function checkText(member: string, value: string, { min, max, oneOf }: TextLimits): void {
  if (min !== undefined && value.length < min)
    throw constraintError(member, `Member must have length greater than or equal to ${min}`);
  if (max !== undefined && value.length > max)
    throw constraintError(member, `Member must have length less than or equal to ${max}`);
  if (oneOf && !oneOf.includes(value))
    throw constraintError(member, `Member must satisfy enum value set: [${oneOf.join(', ')}]`);
}

function serializationError(message: string) {
  return awsError('SerializationException', message);
}
