import { fill } from '../template/alternatives';
import type { Scope } from '../template/scope';
import { literalOf } from '../template/symbolic';
import { type Template, valueAt } from '../template/template';
import { defaultsOf } from './collect';

/** Names of parameters and secrets that a template itself creates: they need not exist before it is deployed. */
export interface DeclaredNames {
  readonly parameters: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

export const NOTHING_DECLARED: DeclaredNames = { parameters: new Set(), secrets: new Set() };

/** Names that are known, or known under the parameters' defaults, in whichever branch of Fn::If. */
export function declaredNames(template: Template, scope: Scope): DeclaredNames {
  const defaults = defaultsOf(template);
  const parameters = new Set<string>();
  const secrets = new Set<string>();
  for (const { type, properties } of template.resources.values()) {
    const names =
      type === 'AWS::SSM::Parameter'
        ? parameters
        : type === 'AWS::SecretsManager::Secret'
          ? secrets
          : undefined;
    const node = names && valueAt(properties, 'Name');
    if (names === undefined || node === undefined) continue;
    const value = fill(scope.evaluate(node), hole =>
      hole.kind === 'parameter' ? defaults.get(hole.name) : undefined,
    );
    for (const alternative of value.alternatives) {
      const name = literalOf({ alternatives: [alternative] });
      if (name !== undefined) names.add(name);
    }
  }
  return { parameters, secrets };
}
