import type { Context } from '../../context.ts';
import type { Progress } from '../../contract/fixes/handheld.ts';
import { MINUTE_MS } from '../../contract/units.ts';
import type { Source } from '../../ingest/authenticate.ts';

/** That time went on is told so often at most: as a message of its own it costs as much as a receipt. */
const AGAIN_MS = 15_000;

/** Tells one handheld how far it is: at once where its patrol, or whether it is in its grid, is another; else now and then. */
export function createProgress(
  context: Pick<Context, 'roster' | 'board' | 'now'>,
  source: Source,
  tell: (progress: Progress) => void,
) {
  let told: (Progress & { atMs: number }) | undefined;
  return async function tellProgress(): Promise<void> {
    const atMs = context.now();
    const progress = await progressOf(context, source);
    if (!progress) return;
    const isSame = told?.patrolId === progress.patrolId && told.inGrid === progress.inGrid;
    if (isSame && Math.abs(atMs - told!.atMs) < AGAIN_MS) return;
    told = { ...progress, atMs };
    tell(progress);
  };
}

async function progressOf(
  { roster, board }: Pick<Context, 'roster' | 'board'>,
  source: Source,
): Promise<Progress | null> {
  const duty = await roster.find(source.handheldId);
  const state = duty && board.officer(duty.officerId);
  if (!duty || !state) return null;
  const patrol = board.openPatrol(duty.officerId);
  return {
    patrolId: patrol?.id ?? null,
    inGrid: state.inGrid,
    minutes: patrol ? Math.max(0, (state.t - patrol.startMs) / MINUTE_MS) : 0,
  };
}
