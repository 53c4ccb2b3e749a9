import type { Context } from '../../context.ts';
import { Refusal } from '../../errors.ts';
import type { RosterDuty } from '../../ingest/duty-roster.ts';
import type { Held } from '../accounts/handheld.ts';

/** Whoever carries a handheld now. Throws `unassigned` where nobody does. */
export async function carrierOf({ roster }: Context, { handheldId }: Held): Promise<RosterDuty> {
  const duty = await roster.find(handheldId);
  if (!duty) throw Refusal.of('unassigned');
  return duty;
}
