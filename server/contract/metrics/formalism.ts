import { type Static, Type } from 'typebox';
import { Text } from '../words/text.ts';
import { MetricLevel } from './metrics.ts';

const Day = Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' });
const Share = (description: string) => Type.Number({ description, minimum: 0, maximum: 1 });

/** Days one question about formalism may reach over. */
export const FORMALISM_DAYS_MAX = 100;
/** Nothing is said of a subject with fewer patrols. */
export const FORMALISM_PATROLS_MIN = 20;
/** Minutes above the norm's minimum within which a patrol counts as ended at it, and the stretch above that tells what to expect. */
export const AT_MINIMUM_MIN = 5;
export const BESIDE_MIN = 30;

/** Signs that patrols of many serve the rule and not the purpose. For supervisors to look into, never a ground for punishment. */
export const FormalismRow = Type.Object({
  id: Type.Integer({ description: 'Id of the officer or area' }),
  code: Type.String(),
  patrols: Type.Integer({ description: 'Judged patrols in the period' }),
  bunching: Type.Union([
    Type.Object({
      patrols: Type.Integer({ description: 'Declared patrols at least as long as the norm asks' }),
      atMinimum: Type.Integer({ description: 'Of them, ended within 5 min above the minimum' }),
      share: Share('atMinimum / patrols'),
      low: Share('Wilson interval of the share, 95 %'),
      high: Share('Wilson interval of the share, 95 %'),
      expected: Share('What the next 30 minutes above would let expect'),
      sign: Type.Boolean({
        description: 'low lies above twice what is expected, on 20 patrols or more',
      }),
    }),
    Type.Null(),
  ]),
  sameRoute: Type.Union([
    Type.Object({
      pairs: Type.Integer({ description: 'Days of one officer in one grid beside the day before' }),
      similarity: Share('Mean Jaccard index of the cells seen'),
      expected: Share('What days of this coverage share when walked independently'),
      seen: Share('Of the cells, those seen on any of the days'),
      sign: Type.Boolean({
        description:
          'similarity lies above half way from expected to 1, on 10 pairs or more, and more than a tenth of the cells was never seen',
      }),
    }),
    Type.Null(),
  ]),
  riskHours: Type.Union([
    Type.Object({
      minutes: Type.Number({ description: 'Minutes on patrol' }),
      share: Share('Of them, in the risk hours'),
      sign: Type.Boolean({ description: 'share lies below half the share of the day they are' }),
    }),
    Type.Null(),
  ]),
});
export type FormalismRow = Static<typeof FormalismRow>;

export const FormalismAnswer = Type.Object({
  level: MetricLevel,
  from: Day,
  to: Day,
  edition: Type.Integer(),
  caveat: Text(),
  minPatrols: Type.Integer(),
  withheld: Type.Integer({ description: 'Subjects with fewer patrols than that, not shown' }),
  riskHours: Type.Object({
    hours: Type.Array(Type.Integer(), {
      description: 'The six local hours of the day with most incidents; empty below 50 incidents',
    }),
    incidents: Type.Integer({ description: 'In the area, from 90 days before `from`' }),
    share: Share('Of the incidents, in these hours'),
  }),
  rows: Type.Array(FormalismRow),
});
export type FormalismAnswer = Static<typeof FormalismAnswer>;
