import type { IntrinsicName } from './intrinsics';
import type { Node } from './node';
import type { Reach } from './reach';
import { shiftValue } from './shift';
import type { Guard, SymbolicString } from './symbolic';
import type { Template } from './template';
import type { TemplateUnit } from './unit';
import { createValueWalk } from './valueWalk';

/** A string of a template: a scalar, or a function that gives one, as large as it gets. */
export interface TemplateValue {
  readonly node: Node;
  readonly value: SymbolicString;
  readonly place: Place;
  /** The key of a mapping entry; its place's path ends with the key itself. */
  readonly isKey: boolean;
}

export interface Place {
  /** `Resources`, `Parameters`, … as it is written. */
  readonly section: string;
  /** The name of the section's entry: a resource, parameter, output, mapping, condition. */
  readonly logicalId?: string;
  readonly resourceType?: string;
  /** `Properties`, `Metadata`, `DependsOn`, `Default`, `Value`: the entry's own keys. */
  readonly attribute?: string;
  /** Keys and positions below the attribute. Fn::If leaves no step; other functions' arguments stand at the function. */
  readonly path: readonly (string | number)[];
  /** The functions it is an argument of, outermost first, where it is no part of their string. */
  readonly inside: readonly IntrinsicName[];
  /** Variables of the Fn::ForEach loops it stands in, outermost first. */
  readonly loopVariables: readonly string[];
  /** The branches of Fn::If it stands in, where there are any; those inside its string are in the string's alternatives. */
  readonly guard?: readonly Guard[];
}

/**
 * Every string of the template, with its place: keys included, and arguments of functions that are no string
 * themselves (Fn::Split, Fn::Equals, …), so that nothing that could hold a reference is lost. Names in Ref, Condition and
 * Fn::GetAtt are no strings. Aliases are not followed: what they stand for is visited where it is written.
 */
export function* templateValues(template: Pick<Template, 'units'>): Iterable<TemplateValue> {
  for (const unit of template.units) {
    for (const value of unitValues(unit)) yield shiftValue(value, unit.offset);
  }
}

/** The strings of one unit, offsets counting in its text: all, or those that stand where `reach` says. */
export function unitValues(unit: TemplateUnit, reach: Reach = everywhere): readonly TemplateValue[] {
  const walk = createValueWalk(unit.scopeIn, reach);
  for (const { key, value } of unit.entries()) {
    switch (unit.kind) {
      case 'sections':
        walk.topLevel(key, value);
        break;
      case 'header':
        walk.section(unit.section, key, undefined);
        break;
      case 'entries':
        walk.entry(unit.section, key, value);
    }
  }
  return walk.values;
}

function everywhere(): boolean {
  return true;
}
