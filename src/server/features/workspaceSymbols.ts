/** Parameters and secrets that templates of the workspace declare, by their names. */
import { type Connection, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';
import { signalOf } from '../cancellation';
import type { Workspace, WorkspaceDocument } from '../workspace';

/** One of them stands in every template that declares one. */
const TYPES: readonly string[] = ['AWS::SSM::Parameter', 'AWS::SecretsManager::Secret'];

export function provideWorkspaceSymbols(connection: Connection, workspace: Workspace): void {
  connection.onWorkspaceSymbol(async ({ query }, token): Promise<WorkspaceSymbol[]> => {
    const { documents } = await workspace.holding(TYPES, signalOf(token));
    return documents.flatMap(symbolsOf).filter(({ name }) => holdsInOrder(name, query));
  });
}

function symbolsOf({ uri, model }: WorkspaceDocument): readonly WorkspaceSymbol[] {
  return model.declarations().flatMap(declaration => {
    if (declaration.kind !== 'parameter' && declaration.kind !== 'secret') return [];
    const kind = declaration.kind === 'secret' ? SymbolKind.Key : SymbolKind.Constant;
    return declaration.names.map(({ text, resolved, span }) => ({
      name: resolved ?? text,
      kind,
      containerName: declaration.logicalId,
      location: { uri, range: model.lines.rangeOf(span) },
    }));
  });
}

/** As editors match: the letters of the query one after the other, whatever stands between. They rank what is left. */
function holdsInOrder(name: string, query: string): boolean {
  let at = 0;
  const lower = name.toLowerCase();
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
