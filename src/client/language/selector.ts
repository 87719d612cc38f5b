import type { DocumentFilter, DocumentSelector } from 'vscode';
import { livePolicyScheme } from '../../protocol/messages';
import { codeLanguages } from './relevance';

/** Schemes by name: `git` and its like are read-only copies of what is linted already. */
const schemes = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', livePolicyScheme] as const;
const languages = ['yaml', 'json', 'jsonc', 'cloudformation', 'cloudformation-json', 'terraform'] as const;

/** What may hold a template, a policy or a reference. Which file really does is decided by its content. */
export const documentFilters = schemes.flatMap(scheme => [
  ...languages.map(language => ({ scheme, language })),
  // CloudFormation's own suffixes, which no language of VS Code claims, and Terraform's where its extension is not there.
  { scheme, language: 'plaintext', pattern: '**/*.{template,cfn,tf,tofu}' },
]) satisfies readonly DocumentFilter[];

export const documentSelector: DocumentSelector = documentFilters;

/** Programs: of these the server sees those alone that hold a reference (codeGate.ts). */
export const codeFilters = schemes
  .filter(scheme => scheme !== livePolicyScheme)
  .flatMap(scheme =>
    codeLanguages.map(language => ({ scheme, language })),
  ) satisfies readonly DocumentFilter[];

export const languageSelector: DocumentSelector = [...documentFilters, ...codeFilters];
