import { type ConnectOptions, connect } from '../../../src/aws/connection';
import { type FailureCode, failureOf } from '../../../src/core/failure';
import type { AwsConnection } from '../../../src/core/ports';
import { region } from '../targets';

/** The adapters against an endpoint; a loopback one takes any credentials. */
export async function withAdapters<T>(endpoint: string, run: (aws: AwsConnection) => Promise<T>): Promise<T> {
  const isLocal = /^http:\/\/(127\.|localhost|\[::1\])/.test(endpoint);
  const local: ConnectOptions = { credentials: { accessKeyId: 'AKIDFAKE', secretAccessKey: 'fake' } };
  const connection = await connect({ endpoint, region, ...(isLocal ? local : {}) });
  try {
    return await run(connection);
  } finally {
    connection.dispose();
  }
}

export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) items.push(...page);
  return items;
}

/** For assert.rejects: the failure has this code, and its sentence matches. */
export function failsWith(code: FailureCode, says?: RegExp): (thrown: unknown) => boolean {
  return thrown => {
    const failure = failureOf(thrown);
    if (failure.code !== code) throw new Error(`expected ${code}, got ${failure.code}: ${failure.message}`);
    if (says && !says.test(failure.message)) throw new Error(`the sentence is another: ${failure.message}`);
    return true;
  };
}
