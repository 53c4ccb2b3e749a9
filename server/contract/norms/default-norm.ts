import { Create } from 'typebox/value';
import { NormRules } from './norm.ts';

/** The rules where no norm is set: two patrols of two hours a day between 06:00 and 22:00, half of the grid each. Version 0. */
export function defaultNorm(): { version: number; rules: NormRules } {
  return { version: 0, rules: Create(NormRules) as NormRules };
}
