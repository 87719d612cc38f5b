export interface StagedExtension {
  readonly folder: string;
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

export function stageExtension(folder: string, options?: { production?: boolean }): Promise<StagedExtension>;
