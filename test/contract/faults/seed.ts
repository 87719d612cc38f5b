import type { SandboxSeed } from '../../../src/sandbox/seed';

export interface Sizes {
  readonly parameters: number;
  readonly secrets: number;
  readonly keys: number;
}

/** So many of each, spread over folders as a big account has them. */
export function seedOf(region: string, { parameters, secrets, keys }: Sizes): SandboxSeed {
  const list = <T>(count: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  return {
    version: 1,
    account: '123456789012',
    regions: {
      [region]: {
        parameters: list(parameters, index => ({
          name: `/team-${index % 40}/app-${index % 500}/setting-${index}`,
          type: 'String',
          values: ['x'],
          description: 'One of very many, with a description of ordinary length',
        })),
        secrets: list(secrets, index => ({ name: `team-${index % 40}/secret-${index}`, values: ['FAKE'] })),
        keys: list(keys, index => ({ alias: `alias/key-${index}` })),
      },
    },
  };
}
