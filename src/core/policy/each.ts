import type {
  ConditionTest,
  PolicyDocument,
  Principal,
  PrincipalElement,
  Statement,
  TextElement,
} from './model';
import type { PolicyText } from './policyText';

export interface PrincipalPlace {
  readonly statement: Statement;
  readonly element: PrincipalElement;
  readonly principal: Principal;
}

/** Every principal of a policy, those of NotPrincipal included. */
export function principalsIn({ statements }: PolicyDocument): readonly PrincipalPlace[] {
  return statements.flatMap(statement =>
    [statement.principal, statement.notPrincipal].flatMap(element =>
      element === undefined ? [] : element.principals.map(principal => ({ statement, element, principal })),
    ),
  );
}

export interface TestPlace {
  readonly statement: Statement;
  readonly test: ConditionTest;
}

/** Every key under an operator of every condition. */
export function testsIn({ statements }: PolicyDocument): readonly TestPlace[] {
  return statements.flatMap(statement =>
    (statement.condition?.tests ?? []).map(test => ({ statement, test })),
  );
}

export interface ActionPlace {
  readonly statement: Statement;
  readonly element: TextElement;
  readonly text: PolicyText;
}

/** Every text of every `Action`; what NotAction names is not allowed by it. */
export function actionsIn({ statements }: PolicyDocument): readonly ActionPlace[] {
  return statements.flatMap(statement => {
    const { action } = statement;
    return action === undefined ? [] : action.texts.map(text => ({ statement, element: action, text }));
  });
}
