import type { KeyMetadata } from '../catalog/items';
import { lintPolicyFile } from '../policy/lint';
import { isAboutTrusted } from '../policy/trusted';
import type { Problem } from '../problem';
import { parseJson } from '../template/json';

export type PolicyRemark = Pick<Problem, 'code' | 'severity' | 'message'>;

/** The rules about who is let in; what merely does nothing is told when the policy is opened. */
const WIDE: ReadonlySet<string> = new Set([
  'policy/reachable-from-any-account',
  'policy/bound-is-ineffective',
  'policy/not-principal-allow',
  'policy/foreign-account',
  'policy/confused-deputy',
  'policy/create-grant-open',
  'policy/kms-star-non-root',
]);

/**
 * What the policy linter says against whom a live key policy lets in, one for each code.
 * @param text as GetKeyPolicy returns it
 * @param trusted accounts of twelve digits that policies may let in
 */
export function wideRemarks(
  text: string,
  key: KeyMetadata,
  trusted: readonly unknown[] = [],
): readonly PolicyRemark[] {
  const account = key.arn.split(':')[4];
  const { spec, usage, origin, multiRegion } = key;
  const problems = lintPolicyFile(text, parseJson(text), {
    kind: 'key',
    live: true,
    ...(account && { account }),
    key: {
      ...(spec !== undefined && { spec }),
      ...(usage !== undefined && { usage }),
      ...(origin !== undefined && { origin }),
      ...(multiRegion !== undefined && { multiRegion }),
    },
  });
  const byCode = new Map<string, PolicyRemark>();
  for (const problem of problems) {
    const { code, severity, message } = problem;
    if (WIDE.has(code) && !isAboutTrusted(problem, trusted) && !byCode.has(code))
      byCode.set(code, { code, severity, message });
  }
  return [...byCode.values()];
}
