/** Values that a person has chosen for a template's parameters: asked for when the parameters change, or the set does. */
import type { Connection } from 'vscode-languageserver';
import type { ParameterSet } from '../../core/parameters/parameterSet';
import { mayBeFilled } from '../../core/reference/collect';
import {
  type ParameterSetChangedParams,
  type ParameterValuesParams,
  type ParameterValuesResult,
  parameterSetChangedNotification,
  parameterValuesRequest,
} from '../../protocol/messages';
import type { Documents } from '../documents';

/** With the problems of a version, not with each key. */
const DELAY_MS = 150;

export function provideParameterSets(connection: Connection, documents: Documents): void {
  /** What was asked for, by document. */
  const asked = new Map<string, string>();
  /** What was answered, by document. */
  const given = new Map<string, string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  documents.onDidOpen(uri => void ask(uri));
  documents.onDidChange(uri => {
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => void ask(uri), DELAY_MS),
    );
  });
  documents.onDidClose(uri => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
    asked.delete(uri);
    given.delete(uri);
  });
  connection.onNotification(parameterSetChangedNotification, ({ uri }: ParameterSetChangedParams) => {
    asked.delete(uri);
    void ask(uri);
  });

  async function ask(uri: string): Promise<void> {
    const { template } = documents.get(uri)?.model ?? {};
    if (template === undefined) return;
    const names = [...template.parameters.values()].filter(mayBeFilled).map(({ name }) => name);
    const key = names.join();
    if (asked.get(uri) === key) return;
    const first = !asked.has(uri);
    asked.set(uri, key);
    // A template without parameters has none to choose values for.
    if (names.length === 0 && first) return;
    const params: ParameterValuesParams = { uri, names };
    const result = await connection
      .sendRequest<ParameterValuesResult>(parameterValuesRequest, params)
      .catch(() => null);
    const answer = JSON.stringify(result);
    if (asked.get(uri) !== key || (given.get(uri) ?? 'null') === answer) return;
    given.set(uri, answer);
    documents.setParameters(uri, result === null ? undefined : setOf(result, names));
  }
}

function setOf({ set, values }: NonNullable<ParameterValuesResult>, names: readonly string[]): ParameterSet {
  // What was not asked for is not taken.
  const entries = Object.entries(values).filter(([name]) => names.includes(name));
  return { name: set, values: new Map(entries) };
}
