import { useState } from 'react';
import * as overTimeRoutes from '../../../server/contract/routes/evaluation/worth-a-look.ts';
import * as routes from '../../../server/contract/routes/field/own.ts';
import { DAY_MS } from '../../../server/contract/units.ts';
import { foldLooks } from '../core/looks.ts';
import { useHandheld } from '../core/state.ts';
import { useAsked } from '../core/use-asked.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import { OwnData } from './own-data.tsx';
import { Part } from './part.tsx';
import { VerdictScreen } from './verdict.tsx';
import { WarningWords } from './warning.tsx';

/** The officer's rights: verdicts and why, alerts, warnings, and who looked at the own track. */
export const MineScreen = () => {
  const { t, clock, day } = useHandheldWords();
  const { warnings = [] } = useHandheld();
  const [open, setOpen] = useState<number | null>(null);
  const patrols = useAsked(
    'patrols',
    async (link) => (await link.call(routes.listOwnPatrols)).patrols,
    // Patrols end and are judged while one looks.
    () => false,
  );
  const alerts = useAsked('alerts', async (link) => {
    const since = String(Date.now() - routes.OWN_DAYS * DAY_MS);
    return (await link.call(routes.listOwnAlerts, { query: { since } })).alerts;
  });
  const overTime = useAsked('over-time', (link) => link.call(overTimeRoutes.getOwnOverTime));
  const looks = useAsked('looks', async (link) =>
    foldLooks((await link.call(routes.listOwnLooks)).looks),
  );
  if (open !== null) return <VerdictScreen patrolId={open} back={() => setOpen(null)} />;
  return (
    <div>
      <Part
        title={t('mine.verdicts')}
        asked={patrols}
        empty={t('mine.none')}
        row={({ id, startTime, outcome, effectiveMin, coverage }) => (
          <li key={id}>
            <button type="button" className="card" onClick={() => setOpen(id)}>
              <b className={`outcome ${outcome ?? 'pending'}`}>
                {t(`standing.${outcome ?? 'pending'}`)}
              </b>{' '}
              {day(startTime)}
              <br />
              {effectiveMin !== null && (
                <small>
                  {t('mine.effective', { minutes: Math.round(effectiveMin) })}
                  {coverage !== null &&
                    ` · ${t('mine.coverage', { percent: Math.round(coverage * 100) })}`}
                </small>
              )}
            </button>
          </li>
        )}
      />
      <Part
        title={t('mine.weak')}
        asked={{ ...overTime, value: overTime.value?.evidence }}
        empty={t('mine.weakNone')}
        row={({ patrolId, signals, startTime }) => (
          <li key={patrolId}>
            <button type="button" className="card" onClick={() => setOpen(patrolId)}>
              {day(startTime)}
              <br />
              <small>{signals.map((code) => t(`signalText.${code}`)).join(' ')}</small>
            </button>
          </li>
        )}
      />
      {overTime.value && overTime.value.evidence.length > 0 && (
        <p>
          {overTime.value.worthALook && <b>{t('mine.weakShown')} </b>}
          <small>{t('mine.weakHint')}</small>
        </p>
      )}
      <section>
        <h2>{t('mine.warnings')}</h2>
        {warnings.length === 0 ? (
          <p className="faint">{t('mine.noWarnings')}</p>
        ) : (
          <ul>
            {warnings.map((warning) => (
              <li key={warning.id} className="card" data-level={warning.level}>
                <WarningWords warning={warning} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Part
        title={t('mine.alerts')}
        asked={alerts}
        empty={t('mine.noAlerts')}
        row={({ id, kind, at, acknowledgedBy, comment }) => (
          <li key={id} className="card">
            <b>{t(`alert.${kind}`)}</b> {day(at)}
            <br />
            <small>
              {acknowledgedBy && t('mine.acknowledgedBy', { who: acknowledgedBy })} {comment}
            </small>
          </li>
        )}
      />
      <Part
        title={t('mine.looks')}
        asked={looks}
        empty={t('mine.noLooks')}
        row={({ act, address, at, by, first, patrolId, purpose, since, times, until }) => (
          <li key={`${at} ${by} ${act} ${patrolId} ${purpose}`} className="card">
            {day(first)}
            {clock(first) !== clock(at) && `–${clock(at)}`} <b>{by}</b>{' '}
            {t(`act.${act}`, { defaultValue: t('mine.lookTrack') })}
            {times > 1 && ` ${t('mine.lookTimes', { count: times })}`}
            {purpose && (
              <>
                <br />
                {t('mine.lookPurpose', { purpose })}
              </>
            )}
            <br />
            <small>
              {since && until && `${t('mine.lookAt', { from: day(since), to: day(until) })} · `}
              {address}
            </small>
          </li>
        )}
      />
      <OwnData />
    </div>
  );
};
