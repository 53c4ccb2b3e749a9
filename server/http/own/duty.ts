import type { Context } from '../../context.ts';
import type { OwnDuty } from '../../contract/handhelds/own.ts';
import { defaultNorm } from '../../contract/norms/default-norm.ts';
import type { Checkpoint } from '../../contract/norms/norm.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { HOUR_MS } from '../../contract/units.ts';
import { numbersNear } from '../../db/checkpoints/asked.ts';
import { listPatrols } from '../../db/patrols/list-patrols.ts';
import { centreOf, cornersOf } from '../../domain/geo/h3.ts';
import { localDayAt, startOfDay } from '../../domain/time/local-time.ts';
import { isOf } from '../../domain/verification/measures/scanned-checkpoints.ts';
import { Refusal } from '../../errors.ts';
import { stalenessOfGrids } from '../../services/areas/grid-staleness.ts';
import type { Mount } from '../shell/mount.ts';
import { carrierOf } from './carrier.ts';

/** What an officer needs to know to walk. */
export function ownDutyRoutes(mount: Mount, context: Context): void {
  const { db, now, planner, roster } = context;

  mount(routes.getTime, async () => ({ now: now() }));

  mount(routes.getOwnDuty, async ({ handheld: { code, datum, handheldId } }) => {
    const duty = await roster.find(handheldId);
    const { grid = null, officerId } = duty ?? {};
    const rules = duty?.rules ?? defaultNorm().rules;
    return {
      handheld: code,
      datum,
      officer: duty ? { id: duty.officerId, name: duty.officerName } : null,
      grid: grid && { ...grid, ...(await cellsOf(grid.id)) },
      rules,
      codes: await codesOf(rules.checkpoints),
      today: grid && officerId ? await patrolsOfToday(officerId, grid.timeZone) : [],
    };
  });

  mount(routes.suggestOwnPatrol, async ({ handheld }) => {
    const duty = await carrierOf(context, handheld);
    if (!duty.grid) throw Refusal.of('no-grid');
    const minutes = duty.rules?.minutesPerPatrol || defaultNorm().rules.minutesPerPatrol;
    const suggested = await planner.suggest({
      gridId: duty.grid.id,
      // Whole hours, so that those who ask in one hour get one answer.
      atMs: Math.floor(now() / HOUR_MS) * HOUR_MS,
      hours: 24,
      minutes: Math.min(480, Math.max(10, minutes)),
    });
    if (!suggested) throw Refusal.of('not-found');
    return suggested;
  });

  async function codesOf(checkpoints: readonly Checkpoint[]): Promise<OwnDuty['codes']> {
    const codes = await numbersNear(db, checkpoints);
    return codes
      .filter((code) => checkpoints.some((checkpoint) => isOf(code, checkpoint)))
      .map(({ number, checkpointId }) => ({ number, checkpointId }));
  }

  async function patrolsOfToday(officerId: number, timeZone: string) {
    const fromMs = startOfDay(localDayAt(now(), timeZone), timeZone);
    return (await listPatrols(db, { officerId, fromMs })).patrols;
  }

  async function cellsOf(
    gridId: number,
  ): Promise<Pick<NonNullable<OwnDuty['grid']>, 'cells' | 'hexagon'>> {
    const [grid] = await stalenessOfGrids(db, { areaId: gridId, at: now(), days: routes.OWN_DAYS });
    const [first] = grid?.cells ?? [];
    return {
      cells: (grid?.cells ?? []).map((id, k) => ({
        id,
        middle: centreOf(id),
        hours: grid!.hours[k]!,
      })),
      hexagon: first === undefined ? [] : offsetsOf(first),
    };
  }
}

function offsetsOf(cell: string) {
  const middle = centreOf(cell);
  return cornersOf(cell).map(({ lng, lat }) => ({ lng: lng - middle.lng, lat: lat - middle.lat }));
}
