import assert from 'node:assert/strict';
import type { Problem } from '../../../src/core/problem';
import { lintAll, shown } from '../lint/support';

/** A template in JSON, in JSON written over lines, and in block YAML. */
export function forms(template: object): readonly string[] {
  return [JSON.stringify(template), JSON.stringify(template, null, 2), `${toYaml(template, '')}\n`];
}

export interface Case {
  readonly name: string;
  readonly template: object;
  /** `severity code: the marked text`, quotes left out. */
  readonly found?: readonly string[];
}

/** The problems of the area under test in every form of each template; other areas have tests of their own. */
export function table(area: string, cases: readonly Case[]): void {
  for (const { name, template, found = [] } of cases) {
    it(found.length === 0 ? `silent: ${name}` : name, () => {
      for (const text of forms(template)) {
        assert.deepEqual(
          shownOf(
            text,
            lintAll(text).filter(problem => problem.code === area),
          ),
          found,
          text.slice(0, 2000),
        );
      }
    });
  }
}

/** As `shown`, without the quotes that JSON puts around what is marked. */
export function shownOf(text: string, problems: readonly Problem[]): readonly string[] {
  return shown(text, problems).map(line => line.replace(/: "(.*)"$/s, ': $1'));
}

export function resources(all: object, more: object = {}): object {
  return { AWSTemplateFormatVersion: '2010-09-09', ...more, Resources: all };
}

export function resource(type: string, properties: object, more: object = {}): object {
  return resources({ Thing: { Type: type, Properties: properties } }, more);
}

export const choose = (whenTrue: unknown, whenFalse: unknown, condition = 'Live') => ({
  'Fn::If': [condition, whenTrue, whenFalse],
});
export const NO_VALUE = { Ref: 'AWS::NoValue' };

function toYaml(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    return value.map(item => `\n${indent}- ${toYaml(item, `${indent}  `).trimStart()}`).join('');
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, inner]) => `\n${indent}${JSON.stringify(key)}: ${toYaml(inner, `${indent}  `)}`)
    .join('')
    .replace(/^\n/, indent === '' ? '' : '\n');
}
