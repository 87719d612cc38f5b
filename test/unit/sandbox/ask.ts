import assert from 'node:assert/strict';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox/sandbox';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

const prefixes = { ssm: 'AmazonSSM', secretsmanager: 'secretsmanager', kms: 'TrentService' } as const;

/** `ssm:GetParameter`, without the SDK: what goes over the wire is what is tested. */
export async function ask(
  { endpoint }: Pick<Sandbox, 'endpoint'>,
  action: `${keyof typeof prefixes}:${string}`,
  input: object = {},
  region = 'eu-west-1',
): Promise<Reply> {
  const [service = '', operation = ''] = action.split(':');
  const prefix = Object.entries(prefixes).find(([name]) => name === service)?.[1];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${prefix}.${operation}`,
      authorization: authorization(region, service),
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, headers: response.headers, body: await jsonOf(response) };
}

export function authorization(region: string, service = 'ssm'): string {
  return `AWS4-HMAC-SHA256 Credential=AKIDFAKE/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

/** The answer, which must be one. */
export async function given(...args: Parameters<typeof ask>): Promise<Reply['body']> {
  const { status, body } = await ask(...args);
  assert.equal(status, 200, `${args[1]}: ${String(body['__type'])}`);
  return body;
}

export async function refusal(...args: Parameters<typeof ask>): Promise<string> {
  const { status, body } = await ask(...args);
  assert.notEqual(status, 200, `${args[1]} was not refused`);
  return String(body['__type']);
}

export async function withSandbox(
  options: SandboxOptions,
  work: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox(options);
  try {
    await work(sandbox);
  } finally {
    await sandbox.stop();
  }
}

/** A member of an answer that is an object. */
export function part(
  body: Readonly<Record<string, unknown>>,
  member: string,
): Readonly<Record<string, unknown>> {
  const value = body[member];
  assert.ok(isObject(value), `${member} is missing`);
  return value;
}

export function parts(body: Readonly<Record<string, unknown>>, member: string) {
  const value = body[member];
  assert.ok(Array.isArray(value), `${member} is missing`);
  return value.filter(isObject);
}

export async function jsonOf(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await response.json();
  assert.ok(isObject(body));
  return body;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
