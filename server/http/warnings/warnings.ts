import type { Context } from '../../context.ts';
import { may } from '../../contract/access/capabilities.ts';
import type { Account } from '../../contract/accounts/account.ts';
import * as routes from '../../contract/routes/analysis/warnings.ts';
import type { Part } from '../../contract/routes/route.ts';
import { DAY_MS } from '../../contract/units.ts';
import type { Warning, WarningCollection } from '../../contract/warnings/warning.ts';
import { readStandings } from '../../db/access/standings.ts';
import { incidentsAmong } from '../../db/incidents/incidents.ts';
import {
  findWarning,
  listWarnings,
  readWarningHistory,
  type WarningFilter,
} from '../../db/warnings/list.ts';
import { countReceipts } from '../../db/warnings/receipts.ts';
import { effectOf, raisedOn } from '../../domain/warnings/effect.ts';
import { stepsOfPerson } from '../../domain/warnings/life-cycle.ts';
import { outlineOf } from '../../domain/warnings/outline.ts';
import { Refusal } from '../../errors.ts';
import { gatherEffect } from '../../services/warnings/effect.ts';
import { warningRates } from '../../services/warnings/rates.ts';
import { type NewStep, takeStep } from '../../services/warnings/steps.ts';
import type { Mount } from '../shell/mount.ts';
import { moment } from '../shell/query.ts';

const YEAR_MS = 366 * DAY_MS;

/** Warnings: what they rest on, what persons do about them, what came of them. */
export function warningRoutes(mount: Mount, { db, now, announce }: Context): void {
  mount(routes.listWarnings, async ({ query, account }) =>
    listWarnings(db, filterOf(query, account)),
  );

  mount(routes.getWarningCollection, async ({ query, account }): Promise<WarningCollection> => {
    const { warnings } = await listWarnings(db, filterOf(query, account));
    return {
      type: 'FeatureCollection',
      features: warnings.map(({ cells, ...properties }) => ({
        type: 'Feature',
        id: properties.id,
        geometry: outlineOf(cells),
        properties,
      })),
    };
  });

  mount(routes.getWarningRates, async ({ query, account }) => {
    const areaId = query.areaId ?? account.areaId;
    const toMs = moment(query.to, now());
    const fromMs = moment(query.from, toMs - YEAR_MS);
    return { rates: await warningRates(db, { areaId, fromMs, toMs }) };
  });

  mount(routes.getWarning, async ({ params, account }) => {
    const warning = await findWarning(db, params.id);
    if (!warning) throw Refusal.of('not-found');
    const history = await readWarningHistory(db, warning.id);
    const raised = raisedOn(warning, history.versions);
    return {
      warning,
      ...history,
      allowed: (await mayAct(account, warning)) ? stepsOfPerson(warning.state) : [],
      handhelds: await countReceipts(db, warning.id),
      effect: effectOf(raised, await gatherEffect(db, raised), now()),
    };
  });

  mount(routes.listWarningIncidents, async ({ params, query, account }) => {
    const { areaId } = account;
    const warning = await findWarning(db, params.id);
    if (!warning) throw Refusal.of('not-found');
    const { versions } = await readWarningHistory(db, warning.id);
    const wanted = query.version ?? warning.version;
    const shown = versions.find(({ version }) => version === wanted);
    if (!shown) throw Refusal.of('not-found', 'no-version', { version: wanted });
    const { findings, version } = shown;
    const ids = [...new Set(findings.flatMap(({ incidentIds }) => incidentIds))];
    const incidents = await incidentsAmong(db, ids, {
      within: areaId,
      fromMs: Math.min(...findings.map(({ from }) => Date.parse(from)), now()),
      toMs: now(),
    });
    return { version, incidents, missing: ids.length - incidents.length };
  });

  mount(routes.acknowledgeWarning, async ({ params, body, account }) =>
    stepOf(account, params.id, { ...body, step: 'acknowledge', verdict: null }),
  );

  mount(routes.takeWarning, async ({ params, body, account }) =>
    stepOf(account, params.id, { ...body, step: 'take', verdict: null }),
  );

  mount(routes.closeWarning, async ({ params, body, account }) =>
    stepOf(account, params.id, { ...body, step: 'close' }),
  );

  async function mayAct({ areaId, role }: Account, warning: Warning): Promise<boolean> {
    if (!may(role, 'handle-warnings')) return false;
    const at = new Date(now()).toISOString();
    const claim = { key: warning.id, since: at, until: at };
    const [standing] = await readStandings(db, 'warning', [claim], { areaId, nowMs: now() });
    return standing?.held ?? false;
  }

  async function stepOf(
    account: Account,
    id: number,
    { comment, step, verdict }: Pick<NewStep, 'step' | 'verdict'> & { comment?: string },
  ): Promise<Warning> {
    const reply = await takeStep(db, id, {
      step,
      verdict,
      by: account.name,
      at: now(),
      comment: comment ?? null,
    });
    if (!reply) throw Refusal.of('not-found');
    if ('allowed' in reply)
      throw Refusal.of(
        'wrong-state',
        reply.allowed.length > 0 ? 'warning-steps' : 'warning-ended',
        {},
        {
          words: {
            state: [`warnings.state.${reply.state}`],
            steps: reply.allowed.map((step) => `warnings.act.${step}` as const),
          },
        },
      );
    announce.warning(reply.warning);
    return reply.warning;
  }
}

function filterOf(
  query: Part<typeof routes.listWarnings, 'query'>,
  { areaId }: Account,
): WarningFilter {
  const { areaId: within, state, level, from, to, ...rest } = query;
  return {
    ...rest,
    scope: areaId,
    ...(within === undefined ? {} : { within }),
    ...(state ? { states: state.split(',') as WarningFilter['states'] } : {}),
    ...(level ? { levels: level.split(',') as WarningFilter['levels'] } : {}),
    ...(from ? { fromMs: moment(from, 0) } : {}),
    ...(to ? { toMs: moment(to, 0) } : {}),
  };
}
