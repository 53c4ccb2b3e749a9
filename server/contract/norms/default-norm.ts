import { NormRules } from './norm.ts';

/** What the schema says of each rule where nothing is told; read from it, since `Create` would bring TypeBox's type engine to the console. */
const DEFAULTS: [string, unknown][] = Object.entries(NormRules.properties).flatMap(
  ([rule, schema]) => ('default' in schema ? [[rule, schema.default]] : []),
);

/** The rules where no norm is set: two patrols of two hours a day between 06:00 and 22:00, half of the grid each. Version 0. */
export function defaultNorm(): { version: number; rules: NormRules } {
  return { version: 0, rules: structuredClone(Object.fromEntries(DEFAULTS)) as NormRules };
}
