import { fill } from '../template/alternatives';
import { valueAt } from '../template/entries';
import { createScope } from '../template/scope';
import { literalOf } from '../template/symbolic';
import { resourcesIn, type TemplateUnit } from '../template/unit';
import type { ParameterDefaults } from './collect';

/** Names of parameters and secrets that a template itself creates: they need not exist before it is deployed. */
export interface DeclaredNames {
  readonly parameters: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
}

export const NOTHING_DECLARED: DeclaredNames = { parameters: new Set(), secrets: new Set() };

/** Whether a part of a template may create any, by its text alone. */
export function mayDeclare(unit: TemplateUnit): boolean {
  return unit.reach(PARAMETER) !== undefined || unit.reach(SECRET) !== undefined;
}

/** Names that are known, or known under the parameters' defaults, in whichever branch of Fn::If. */
export function declaredIn(unit: TemplateUnit, defaults: ParameterDefaults): DeclaredNames {
  const parameters = new Set<string>();
  const secrets = new Set<string>();
  const found = { parameters, secrets };
  if (!mayDeclare(unit)) return found;
  const scope = createScope(unit.scope);
  for (const { type, properties } of resourcesIn(unit)) {
    const names = type === PARAMETER ? parameters : type === SECRET ? secrets : undefined;
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
  return found;
}

const PARAMETER = 'AWS::SSM::Parameter';
const SECRET = 'AWS::SecretsManager::Secret';
