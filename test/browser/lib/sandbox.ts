// The sandbox over HTTP, as any client sees it: to read what the workbench should show, and to make trouble.
import assert from 'node:assert/strict';

export type Service = 'ssm' | 'secretsmanager' | 'kms';

const targets: Readonly<Record<Service, string>> = {
  ssm: 'AmazonSSM',
  secretsmanager: 'secretsmanager',
  kms: 'TrentService',
};

/** One call in AWS JSON 1.1; the sandbox reads the Region out of the credential scope and verifies no signature. */
export async function callSandbox(
  endpoint: string,
  service: Service,
  operation: string,
  input: object,
): Promise<Readonly<Record<string, unknown>>> {
  const scope = `20260101/eu-west-1/${service}/aws4_request`;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `${targets[service]}.${operation}`,
      Authorization: `AWS4-HMAC-SHA256 Credential=AKIAKEYHOLESANDBOX00/${scope}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  assert.ok(answer.ok, `${operation}: HTTP ${answer.status}`);
  return Object(await answer.json());
}

/** The decrypted value of a parameter. */
export async function parameterValue(endpoint: string, name: string): Promise<string> {
  const { Parameter } = await callSandbox(endpoint, 'ssm', 'GetParameter', {
    Name: name,
    WithDecryption: true,
  });
  const { Value } = Object(Parameter);
  assert.equal(typeof Value, 'string');
  return String(Value);
}

/** The policy of the key behind an alias, as text. */
export async function keyPolicy(endpoint: string, alias: string): Promise<string> {
  const { Aliases } = await callSandbox(endpoint, 'kms', 'ListAliases', {});
  assert.ok(Array.isArray(Aliases));
  const { TargetKeyId } = Aliases.find(({ AliasName }) => AliasName === alias);
  const { Policy } = await callSandbox(endpoint, 'kms', 'GetKeyPolicy', { KeyId: TargetKeyId });
  return String(Policy);
}

/** See src/sandbox/faults.ts for what can go wrong. */
export async function setFaults(endpoint: string, faults: object): Promise<void> {
  const answer = await fetch(`${endpoint}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(faults),
  });
  assert.ok(answer.ok, `faults: HTTP ${answer.status} ${await answer.text()}`);
}

/** The most calls that were under way at once since the sandbox started. */
export async function highestConcurrency(endpoint: string): Promise<number> {
  const { maxConcurrent } = Object(await (await fetch(`${endpoint}/_sandbox/calls`)).json());
  assert.equal(typeof maxConcurrent, 'number');
  return Number(maxConcurrent);
}

/** The actions that were called since the sandbox started, by whoever. */
export async function calledActions(endpoint: string): Promise<readonly string[]> {
  return [...(await callCounts(endpoint)).keys()];
}

/** How often each action was called since then. */
export async function callCounts(endpoint: string): Promise<ReadonlyMap<string, number>> {
  const { byAction } = Object(await (await fetch(`${endpoint}/_sandbox/calls`)).json());
  assert.equal(typeof byAction, 'object');
  return new Map(Object.entries(byAction).map(([action, count]) => [action, Number(count)]));
}
