import type { Warning } from '../../contract/warnings/warning.ts';
import type { EventType } from '../../contract/webhooks/webhook.ts';
import type { Db } from '../store/open.ts';
import { publishEvent } from '../webhooks/events.ts';

/** Tells webhooks of a warning as it stands; once for each edition. Call it in the transaction of what it tells of. */
export async function publishWarning(
  db: Db,
  { cells: _cells, gridIds: _gridIds, ...warning }: Warning,
  type: Extract<EventType, `warning.${string}`>,
): Promise<void> {
  await publishEvent(db, {
    id: `warning-${warning.id}-${warning.edition}`,
    type,
    areaId: warning.areaId,
    at: Date.parse(warning.changedAt),
    body: warning,
  });
}
