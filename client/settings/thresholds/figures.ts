import { ExcessRule, SevereRule } from '../../../server/contract/warnings/thresholds.ts';

/** What a rule asks for, by what it is about, in the order of the form. */
export const FIGURES = {
  levels: ['recurrenceD', 'excess', 'ratio', 'grave'],
  severe: ['count', 'recurrenceD'],
} as const;
export type About = keyof typeof FIGURES;

/** A figure of a rule: its range as the contract has it. */
export interface Figure {
  about: About;
  name: 'recurrenceD' | 'excess' | 'ratio' | 'grave' | 'count';
  least: number;
  most: number;
}

const PROPERTIES = { levels: ExcessRule.properties, severe: SevereRule.properties };

/** The figures of one kind of rule. */
export const figuresOf = (about: About): Figure[] =>
  FIGURES[about].map((name) => {
    const { minimum, maximum } = (
      PROPERTIES[about] as unknown as Record<string, { minimum: number; maximum: number }>
    )[name]!;
    return { about, name, least: minimum, most: maximum };
  });
