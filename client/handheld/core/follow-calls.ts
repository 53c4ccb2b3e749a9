import * as routes from '../../../server/contract/routes/field/own.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import type { Link } from '../queue/link.ts';
import type { Queue } from '../queue/queue.ts';

const EVERY_MS = 5_000;

/** Asks after calls for help that are stored until a person has seen them, for a day. */
export function followCalls({ queue, link }: { queue: Queue; link: Link }): void {
  setInterval(async () => {
    const open = (await queue.calls()).filter(
      ({ acknowledgedAt, id, storedAt }) => storedAt && !acknowledgedAt && Date.now() - id < DAY_MS,
    );
    if (open.length === 0) return;
    const since = String(Math.min(...open.map(({ id }) => id)) - DAY_MS);
    const { alerts } = await link
      .call(routes.listOwnAlerts, { query: { since } })
      .catch(() => ({ alerts: [] }));
    for (const call of open) {
      const alert = alerts.find(({ id }) => id === call.alertId);
      if (!alert?.acknowledgedAt) continue;
      const { acknowledgedAt, acknowledgedBy } = alert;
      await queue.acknowledgeCall(call.id, { acknowledgedAt, acknowledgedBy });
    }
  }, EVERY_MS);
}
