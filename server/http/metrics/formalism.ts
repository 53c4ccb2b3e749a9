import type { Context } from '../../context.ts';
import {
  FORMALISM_DAYS_MAX,
  FORMALISM_PATROLS_MIN,
  type FormalismRow,
} from '../../contract/metrics/formalism.ts';
import * as routes from '../../contract/routes/evaluation/metrics.ts';
import {
  readHours,
  readIncidentHours,
  readLengths,
  readLikeness,
} from '../../db/rollups/formalism-facts.ts';
import { unitCodes } from '../../db/rollups/unit-heads.ts';
import {
  bunching,
  CAVEAT,
  inRiskHours,
  riskHoursOf,
  sameRoute,
} from '../../domain/formalism/signs.ts';
import { addDays, daysBetween } from '../../domain/metrics/periods.ts';
import { readQuestion } from '../../domain/metrics/question.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { editionOf, withinOf } from './metric-basis.ts';

/** Days before a period whose incidents tell the risk hours too. */
const RISK_DAYS = 90;

/** Aggregate signs of formalism: for people who look into them, so no key reads them. */
export function formalismRoutes(mount: Mount, { db }: Context): void {
  mount(routes.getFormalism, async ({ query, account }) => {
    const question = readQuestion(query);
    if ('wrong' in question) throw Refusal.of('invalid', question.wrong);
    const { level, from, to } = question;
    if (daysBetween(from, to) > FORMALISM_DAYS_MAX)
      throw Refusal.of('invalid', 'days-at-once', { most: FORMALISM_DAYS_MAX });
    const scope = account.areaId;
    const areaId = question.areaId ?? scope;
    const { edition } = await editionOf(db, question.asOf);
    const within = await withinOf(db, { areaId, scope, edition });
    const part = { level, from, to, within, edition, period: 'day' as const };
    const [lengths, hours, likeness, incidents] = await Promise.all([
      readLengths(db, part),
      readHours(db, part),
      readLikeness(db, part),
      readIncidentHours(db, { areaId, since: addDays(from, -RISK_DAYS), to }),
    ]);
    const risk = riskHoursOf(incidents);
    const shown = lengths.filter(({ patrols }) => patrols >= FORMALISM_PATROLS_MIN);
    const codes = await unitCodes(
      db,
      level,
      shown.map(({ unitId }) => unitId),
    );
    const minutesBy = new Map<number, number[]>();
    for (const { unitId, hour, minutes } of hours) {
      const day = minutesBy.get(unitId) ?? new Array<number>(24).fill(0);
      day[hour] = minutes;
      minutesBy.set(unitId, day);
    }
    const likeBy = new Map(likeness.map((row) => [row.unitId, row]));
    return {
      ...{ level, from, to, edition },
      caveat: CAVEAT,
      minPatrols: FORMALISM_PATROLS_MIN,
      withheld: lengths.length - shown.length,
      riskHours: risk,
      rows: shown
        .map(
          ({ unitId, patrols, longEnough, atMinimum, beside }): FormalismRow => ({
            id: unitId,
            code: codes.get(unitId)!,
            patrols,
            bunching: bunching({ patrols: longEnough, atMinimum, beside }),
            sameRoute: sameRoute(
              likeBy.get(unitId) ?? { pairs: 0, similarity: 0, expected: 0, seen: 0 },
            ),
            riskHours: inRiskHours(minutesBy.get(unitId) ?? [], risk.hours),
          }),
        )
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
    };
  });
}
