/** What the rules say of what was read, and what it costs. */
import type { Severity } from '../problem';
import { type CostReport, costReport } from './costs';
import type { HealthFacts, HealthItems, HealthKind } from './facts';
import type { HealthItemId } from './reread';
import type { HealthFix, HealthRule, Remark, RuleFor } from './rule';
import { healthRules } from './rules';

export interface Finding extends HealthItemId {
  readonly code: string;
  readonly severity: Severity;
  /** As people know it: the alias of a key. */
  readonly name: string;
  readonly message: string;
  readonly fixes: readonly HealthFix[];
}

export interface FindingGroup {
  readonly code: string;
  readonly kind: HealthKind;
  readonly title: string;
  readonly why: string;
  readonly source: string;
  /** The worst of its findings. */
  readonly severity: Severity;
  /** By severity, then by name. */
  readonly findings: readonly Finding[];
}

export interface HealthReport {
  /** The worst first; those that found something. */
  readonly groups: readonly FindingGroup[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly items: Readonly<Record<HealthKind, number>>;
  readonly costs: CostReport;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

export function healthReport(facts: HealthFacts, rules: readonly HealthRule[] = healthRules): HealthReport {
  const groups = rules.map(rule => groupOf(rule, facts)).filter(({ findings }) => findings.length > 0);
  const counted = (severity: Severity) =>
    groups.flatMap(({ findings }) => findings).filter(each => each.severity === severity).length;
  return {
    groups: SEVERITIES.flatMap(severity => groups.filter(group => group.severity === severity)),
    counts: { error: counted('error'), warning: counted('warning'), info: counted('info') },
    items: { parameter: facts.parameters.length, secret: facts.secrets.length, key: facts.keys.length },
    costs: costReport(facts),
  };
}

function groupOf(rule: HealthRule, facts: HealthFacts): FindingGroup {
  const findings = [...findingsOf(rule, facts)].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
  const { code, on, title, severity, documentation } = rule;
  const { why, source } = documentation;
  return { code, kind: on, title, why, source, severity: findings[0]?.severity ?? severity, findings };
}

function findingsOf(rule: HealthRule, facts: HealthFacts): readonly Finding[] {
  switch (rule.on) {
    case 'parameter':
      return found(rule, facts.parameters, facts, ({ name }) => ({ id: name, name }));
    case 'secret':
      return found(rule, facts.secrets, facts, ({ arn, name }) => ({ id: arn, name }));
    case 'key':
      return found(rule, facts.keys, facts, ({ arn, label }) => ({ id: arn, name: label }));
  }
}

function found<K extends HealthKind>(
  rule: RuleFor<K>,
  items: readonly HealthItems[K][],
  facts: HealthFacts,
  named: (item: HealthItems[K]) => Pick<Finding, 'id' | 'name'>,
): readonly Finding[] {
  return items.flatMap((item): readonly Finding[] => {
    const remark: Remark | undefined = rule.check(item, facts);
    if (remark === undefined) return [];
    const { message, severity = rule.severity, fixes = rule.fixes } = remark;
    return [{ code: rule.code, kind: rule.on, severity, message, fixes, ...named(item) }];
  });
}
