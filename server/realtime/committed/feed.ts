import { cellOfNumber } from '../../contract/areas/cell.ts';
import { COLUMNS } from '../../db/fixes/columns.ts';
import type { FixFigures } from '../../db/fixes/figures.ts';
import { openPatrol } from '../../db/patrols/patrols.ts';
import type { Db } from '../../db/store/open.ts';
import type { Brakes } from '../../domain/accounts/brake.ts';
import type { Source } from '../../ingest/authenticate.ts';
import type { DutyRoster, RosterDuty } from '../../ingest/duty-roster.ts';
import type { LiveBoard } from '../../ingest/live-board.ts';
import type { LiveHeat } from '../../ingest/live-heat.ts';
import type { NormWatch } from '../../jobs/alerts/watch-norms.ts';
import { createOrder } from '../order.ts';
import type { TellConsoles } from '../tell-consoles.ts';
import type { Committed, SharedFix, SharedFixes } from './event.ts';

export interface FeedOptions {
  db: Db;
  now: () => number;
  board: LiveBoard;
  heat: LiveHeat;
  watch: Pick<NormWatch, 'observe'>;
  roster: Pick<DutyRoster, 'forget'>;
  consoles: TellConsoles;
  brakes: Brakes;
  /** Counts fixes that another node took against what a handheld may send. */
  countFixes: (handheldId: number, count: number) => void;
  checkAuthority: () => Promise<void>;
  wakeRisk: () => void;
  failed: (what: string) => (error: unknown) => void;
}

/** What other nodes are told of fixes that were stored here. */
export const sharedFixes = (
  { handheldId }: Source,
  { officerId, officerName, grid, inGrid }: RosterDuty,
  figures: FixFigures,
): SharedFixes => {
  const { accuracyM, cell, lat, lng, marks, t } = figures;
  const fixes: SharedFix[] = [];
  // Fixes in a row mostly share a cell.
  let last = Number.NaN;
  let name = '';
  for (let i = 0; i < t.length; i++) {
    if (cell[i] !== last) {
      last = cell[i]!;
      name = cellOfNumber(last);
    }
    const position = { lng: lng[i]!, lat: lat[i]! };
    fixes.push({
      t: t[i]!,
      lng: position.lng,
      lat: position.lat,
      accuracyM: COLUMNS.accuracyM.figure(accuracyM[i]!),
      marks: COLUMNS.marks.figure(marks[i]!),
      cell: name,
      inGrid: inGrid(position),
    });
  }
  return { handheldId, officerId, officerName, gridId: grid?.id ?? null, fixes };
};

/** Who looks at stored fixes, whichever node took them: the picture of now, the heat, and the watch over norms. */
export const createObserver =
  ({ board, heat, watch }: Pick<FeedOptions, 'board' | 'heat' | 'watch'>) =>
  ({ handheldId, officerId, officerName, gridId, fixes }: SharedFixes): void => {
    const carrier = {
      ...{ officerId, officerName, grid: gridId === null ? null : { id: gridId } },
      inGrid: (fix: SharedFix) => fix.inGrid,
    };
    board.observe(handheldId, carrier, fixes);
    heat.observe(handheldId, fixes);
    watch.observe(officerId, fixes);
  };

/** Brings this node to what another one committed. */
export function createFeed(options: FeedOptions): (event: Committed) => void {
  const { db, now, board, roster, consoles, brakes, failed } = options;
  const observe = createObserver(options);
  const inOrder = createOrder();
  const take: { [Kind in Committed['kind']]: (event: Extract<Committed, { kind: Kind }>) => void } =
    {
      fixes(event) {
        options.countFixes(event.handheldId, event.fixes.length);
        observe(event);
      },
      'open-patrol': ({ officerId }) =>
        inOrder(`${officerId}`, () =>
          openPatrol(db, officerId).then(
            (patrol) => board.setOpenPatrol(officerId, patrol ?? null),
            failed('open patrol not read'),
          ),
        ),
      patrol: ({ officerId, patrolId }) => consoles.patrol(officerId, patrolId),
      alert: ({ alert }) => consoles.alert(alert),
      warning: ({ warning }) => consoles.warning(warning),
      case: (event) => consoles.case(event.case),
      incidents({ changed }) {
        options.wakeRisk();
        consoles.incidents(changed);
      },
      duty: ({ handheldId }) => roster.forget(handheldId),
      authority: () =>
        void options.checkAuthority().catch(failed('authority of sockets not checked')),
      guess: (guess) => brakes.hear(guess, now()),
    };
  return (event) => (take[event.kind] as (event: Committed) => void)(event);
}
