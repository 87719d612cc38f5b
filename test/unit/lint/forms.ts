import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/core/text/range';
import { lintText, shown } from './support';

/** The same template in three forms: JSON, JSON that is YAML flow, and block YAML by hand where it matters. */
export function forms(template: object): readonly string[] {
  return [JSON.stringify(template), JSON.stringify(template, null, 2), toYaml(template, '')];
}

function toYaml(value: unknown, indent: string): string {
  if (Array.isArray(value))
    return value.map(item => `\n${indent}- ${toYaml(item, `${indent}  `).trimStart()}`).join('');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, inner]) => `\n${indent}${JSON.stringify(key)}: ${toYaml(inner, `${indent}  `)}`)
    .join('')
    .replace(/^\n/, indent === '' ? '' : '\n');
}

/** A template with this value in a property that takes any reference but ssm-secure; `more` are sections of it. */
export function inProperty(value: unknown, more: object = {}): object {
  return {
    Parameters: { Env: { Type: 'String', Default: 'prod' } },
    ...more,
    Resources: {
      Worker: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { HOST: value } } } },
    },
  };
}

/** What a rule finds in a text: `error: the marked text`. */
export function found(text: string, code: string): readonly string[] {
  const problems = lintText(text).filter(problem => problem.code === code);
  return shown(text, problems).map(line => line.replace(` ${code}`, ''));
}

/** The texts that each fix of a rule leads to: the problem is gone there, and nothing new has appeared. */
export function mended(text: string, code: string): readonly string[] {
  const before = lintText(text);
  const texts: string[] = [];
  for (const problem of before) {
    if (problem.code !== code) continue;
    for (const fix of problem.fixes ?? []) {
      const after = applyEdits(text, fix.edits);
      const left = before.filter(other => other !== problem).map(kind);
      for (const one of lintText(after).map(kind)) {
        const at = left.indexOf(one);
        assert.ok(at >= 0, `${fix.title}: ${one} is new`);
        left.splice(at, 1);
      }
      texts.push(after);
    }
  }
  return texts;
}

function kind({ severity, code }: { severity: string; code: string }): string {
  return `${severity} ${code}`;
}
