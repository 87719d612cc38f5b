import assert from 'node:assert/strict';
import { lintPolicyFile, lintUnitPolicies, type PolicyFacts } from '../../../src/core/policy/lint';
import type { PolicyDocument } from '../../../src/core/policy/model';
import { readPolicy } from '../../../src/core/policy/readPolicy';
import { literalScope } from '../../../src/core/policy/scope';
import type { Problem } from '../../../src/core/problem';
import { parseJson } from '../../../src/core/template/json';
import type { ParseResult } from '../../../src/core/template/parseResult';
import { templateOf } from '../../../src/core/template/template';
import { parseYaml } from '../../../src/core/template/yaml';
import { applyEdits } from '../../../src/core/text/range';

export function parse(text: string): ParseResult {
  return /^\s*[{"/]/.test(text) ? parseJson(text) : parseYaml(text);
}

export function lintFile(text: string, facts?: PolicyFacts): readonly Problem[] {
  return lintPolicyFile(text, parse(text), facts);
}

export function lintTemplate(text: string): readonly Problem[] {
  const template = templateOf(parse(text), text);
  return template.units.flatMap(lintUnitPolicies);
}

export function read(text: string): PolicyDocument {
  const { root } = parse(text);
  const policy = root && readPolicy(root, literalScope);
  assert.ok(policy, 'the text holds no policy');
  return policy;
}

/** `severity code "the text it points at"`, one a problem. */
export function brief(text: string, problems: readonly Problem[]): readonly string[] {
  return problems.map(
    ({ severity, code, span }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
}

/** Applies the first fix of the problem with this code, or fails. */
export function fixed(text: string, problems: readonly Problem[], code: string): string {
  const fix = problems.find(problem => problem.code === code && problem.fixes)?.fixes?.[0];
  assert.ok(fix, `no fix for: ${code}`);
  return applyEdits(text, fix.edits);
}

/** A key policy's statements in a YAML template, and the one that leaves the key to its account after them. */
export function keyTemplate(statements: string, version = "'2012-10-17'"): string {
  return `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Env:
    Type: String
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Version: ${version}
        Statement:
${statements}
${/^ */.exec(statements)?.[0] ?? ''}- {Effect: Allow, Principal: {AWS: !Ref AWS::AccountId}, Action: 'kms:*', Resource: '*'}
`;
}

/** A key policy of one statement with a condition. */
export function conditionPolicy(condition: unknown, effect = 'Allow'): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: effect,
      Principal: { AWS: '111122223333' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: condition,
    },
  });
}

/** A key policy of one statement that lets a principal decrypt. */
export function principalPolicy(principal: unknown, element = 'Principal'): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', [element]: principal, Action: 'kms:Decrypt', Resource: '*' }],
  });
}

/** The problems of one rule as `severity text`. */
export function only(code: string, text: string, problems: readonly Problem[]): readonly string[] {
  return brief(
    text,
    problems.filter(problem => problem.code === code),
  ).map(line => line.replace(`${code} `, ''));
}

/** A key policy of these statements, on one line each. */
export function statements(...all: readonly Record<string, unknown>[]): string {
  return `{"Version": "2012-10-17", "Statement": [\n${all.map(one => JSON.stringify(one)).join(',\n')}\n]}`;
}

/** An Allow of some actions to some principals. */
export function allow(
  principal: unknown,
  action: unknown,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { Effect: 'Allow', Principal: principal, Action: action, Resource: '*', ...more };
}

export const OWN = '111122223333';
export const OTHER = '444455556666';
export const ROOT = allow({ AWS: `arn:aws:iam::${OWN}:root` }, 'kms:*');

/** An AWS::KMS::Key with these statements and properties, in JSON. */
export function keyJson(
  properties: Record<string, unknown>,
  ...all: readonly Record<string, unknown>[]
): string {
  const KeyPolicy = { Version: '2012-10-17', Statement: all };
  return JSON.stringify({
    Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { ...properties, KeyPolicy } } },
  });
}
