/** Parts of the extension that are bundles of their own, as those of lazy.ts are. Only extension.ts knows them all. */
export type LanguageClientModule = Pick<typeof import('./languageClient'), 'startLanguageClient'>;

export type WritesModule = Pick<typeof import('./writes'), 'createWrites'>;

export type ToolsModule = Pick<typeof import('./tools'), 'createTools' | 'configProblems'>;

export type InventoryModule = Pick<typeof import('./inventory/inventory'), 'createInventory'>;

export type HealthModule = Pick<typeof import('./health'), 'createHealth'>;

export type ExplorerModule = Pick<typeof import('./explorer'), 'makeExplorer' | 'createItemCommands'>;

export interface LazyParts {
  explorer(): ExplorerModule;
  inventory(): InventoryModule;
  languageClient(): LanguageClientModule;
  writes(): WritesModule;
  tools(): ToolsModule;
  health(): HealthModule;
}

export function createLazyParts(): LazyParts {
  return {
    explorer: () => require('./explorer.js'),
    languageClient: () => require('./languageClient.js'),
    writes: () => require('./writes.js'),
    inventory: () => require('./inventory.js'),
    tools: () => require('./tools.js'),
    health: () => require('./health.js'),
  };
}
