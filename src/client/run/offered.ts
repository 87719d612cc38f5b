import { isVariableName } from '../../core/environment/envFile';
import { loadsCode, nameFrom, type Variable, variablesBelow } from '../../core/environment/variables';
import type { AwsConnection } from '../../core/ports';
import type { CallOptions } from '../../core/stores/call';

/** What was chosen in the views, of one connection. Folders are resolved to the names below them. */
export type Chosen =
  | { readonly kind: 'path'; readonly path: string; readonly names: readonly string[] }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'secret'; readonly name: string; readonly arn: string };

export interface Offered {
  readonly variables: readonly Variable[];
  /** Sentences about what is left out. */
  readonly leftOut: readonly string[];
}

/**
 * The variables that parameters and secrets become. A JSON secret is one for each key; its keys are read for that, and its
 * values dropped in the adapter. Two that become one name are left out, both of them: which is meant nobody has said.
 */
export async function offeredVariables(
  chosen: readonly Chosen[],
  { secrets }: Pick<AwsConnection, 'secrets'>,
  options: CallOptions,
): Promise<Offered> {
  const variables: Variable[] = [];
  const leftOut: string[] = [];
  for (const item of chosen) {
    switch (item.kind) {
      case 'path': {
        const below = variablesBelow(item.path, item.names, item.path);
        variables.push(...below.variables);
        leftOut.push(...below.faults.map(({ name, message }) => `${name}: ${message}`));
        break;
      }
      case 'parameter': {
        // As below the path it is in, with the same names refused.
        const path = item.name.slice(0, Math.max(item.name.lastIndexOf('/'), 0));
        const name = item.name.startsWith('/') ? item.name : `/${item.name}`;
        const { variables: made, faults } = variablesBelow(path, [name], item.name);
        variables.push(
          ...made.map(each => ({ ...each, parts: [{ kind: 'parameter', name: item.name }] as const })),
        );
        leftOut.push(...faults.map(fault => `${fault.name}: ${fault.message}`));
        break;
      }
      case 'secret':
        variables.push(...(await ofSecret(item, secrets, options)));
    }
  }
  return withoutClashes(variables, leftOut);
}

async function ofSecret(
  { name, arn }: Extract<Chosen, { kind: 'secret' }>,
  secrets: AwsConnection['secrets'],
  options: CallOptions,
): Promise<readonly Variable[]> {
  const keys = await secrets.jsonKeys(arn, {}, options);
  const of = (variable: string, jsonKey?: string): Variable => ({
    name: nameFrom(variable),
    from: jsonKey === undefined ? name : `${name}, ${jsonKey}`,
    parts: [{ kind: 'secret', id: arn, ...(jsonKey !== undefined && { jsonKey }) }],
  });
  return keys.form === 'json'
    ? keys.keys.map(key => of(key, key))
    : [of(name.slice(name.lastIndexOf('/') + 1))];
}

function withoutClashes(variables: readonly Variable[], leftOut: readonly string[]): Offered {
  const distinct = [
    ...new Map(variables.map(each => [JSON.stringify([each.name, each.parts]), each])).values(),
  ];
  const count = new Map<string, number>();
  for (const { name } of distinct) count.set(name, (count.get(name) ?? 0) + 1);
  const fits = ({ name }: Variable) => count.get(name) === 1 && isVariableName(name) && !loadsCode(name);
  return {
    variables: distinct.filter(fits),
    leftOut: [
      ...leftOut,
      ...distinct.filter(each => !fits(each)).map(({ name, from }) => `${name}: ${from}`),
    ],
  };
}
