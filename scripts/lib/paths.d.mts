export const root: string;
export const outDirectory: string;
export function cacheDirectory(): string;
export function temporaryDirectory(name: string): string;
