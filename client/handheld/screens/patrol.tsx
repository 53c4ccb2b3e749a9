import { useMemo, useState } from 'react';
import { inDatum } from '../../../server/contract/areas/datum.ts';
import { useHandheld } from '../core/state.ts';
import { GridMap } from '../map/grid-map.tsx';
import { useHandheldWords } from '../use-handheld-words.ts';
import { isLeft, standingOf, windowEndOf } from '../walk/standing.ts';
import { Scan } from './scan.tsx';

const NONE: never[] = [];

/** Start, walk and end: the grid as it is walked, and what the norm still asks for. */
export const PatrolScreen = () => {
  const { t, clock } = useHandheldWords();
  const {
    clockAheadMs = 0,
    duty,
    handheld,
    patrol,
    place,
    scans = NONE,
    suggested,
  } = useHandheld();
  const [isAsking, setAsking] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const here = useMemo(
    () => (place && duty ? inDatum(place, duty.datum, 'wgs84') : null),
    [place, duty],
  );
  const checkpoints = duty?.rules.checkpoints ?? NONE;
  // Kept from before an update it may name none.
  const codes = duty?.codes ?? NONE;
  const checkpointsLeft = useMemo(
    () =>
      patrol ? checkpoints.filter((one) => isLeft(one, { ...patrol, codes, scans })) : checkpoints,
    [patrol, checkpoints, codes, scans],
  );
  const shown = useMemo(
    () => ({
      seen: new Set(patrol?.seen),
      way: patrol?.way ?? NONE,
      suggested: suggested?.path ?? NONE,
      checkpoints: checkpoints.map(({ position }) => position),
      checkpointsLeft: checkpointsLeft.map(({ position }) => position),
      place: here,
    }),
    [patrol, suggested, checkpoints, checkpointsLeft, here],
  );
  if (!duty) return <p className="empty">{t('patrol.noDuty')}</p>;
  const { grid, officer, rules, today } = duty;
  const standing = patrol && standingOf(patrol, duty);
  const endsAt = patrol && windowEndOf(patrol, duty, clockAheadMs);
  const counted = today.filter(({ outcome }) => outcome === 'completed').length;
  return (
    <div className="patrol" data-testid="patrol" data-walked={patrol?.way.length ?? 0}>
      <p className="who">
        <b>{officer?.name ?? t('patrol.noOfficer')}</b>
        <span>{grid?.name ?? t('patrol.noGrid')}</span>
      </p>
      {grid && <GridMap grid={grid} shown={shown} label={t('patrol.map')} />}
      <ul className="norm">
        {standing ? (
          <>
            <li>
              <b>
                {t('patrol.minutes', { done: standing.minutes, required: rules.minutesPerPatrol })}
              </b>
              <span>
                {standing.minutesLeft > 0
                  ? t('patrol.left', { minutes: standing.minutesLeft })
                  : t('patrol.enough')}
              </span>
            </li>
            <li>
              {t('patrol.cells', {
                seen: standing.seen,
                all: standing.cells,
                required: standing.cellsRequired,
              })}
            </li>
            {checkpoints.length > 0 && (
              <li>
                {t('patrol.checkpoints', {
                  done: checkpoints.length - checkpointsLeft.length,
                  all: checkpoints.length,
                })}
                {checkpointsLeft.length > 0 && (
                  <small>
                    {' '}
                    {t('patrol.checkpointsLeft', {
                      names: checkpointsLeft
                        .map(({ confirmedBy, name }) =>
                          confirmedBy ? t(`patrol.asks.${confirmedBy}`, { name }) : name,
                        )
                        .join(t('patrol.and')),
                    })}
                  </small>
                )}
              </li>
            )}
            {endsAt && <li>{t('patrol.windowUntil', { at: clock(endsAt) })}</li>}
            <li className="faint">
              {place?.accuracyM
                ? t('patrol.accuracy', { metres: Math.round(place.accuracyM) })
                : t('patrol.searching')}
            </li>
          </>
        ) : (
          <>
            <li>
              <b>{t('patrol.times', { done: counted, required: rules.patrolsPerDay })}</b>
            </li>
            {rules.windows.length > 0 && (
              <li>
                {t('patrol.windows', {
                  list: rules.windows.map(({ from, to }) => `${from}–${to}`).join(' '),
                })}
              </li>
            )}
          </>
        )}
        <li className="faint legend">
          <i className="way" aria-hidden="true" /> {t('patrol.way')}
          <i className="stale" aria-hidden="true" /> {t('patrol.stale')}
        </li>
      </ul>
      {patrol && checkpoints.length > 0 && !isScanning && (
        <button type="button" className="card" onClick={() => setScanning(true)}>
          {t('scan.open')}
        </button>
      )}
      {patrol && isScanning && <Scan close={() => setScanning(false)} />}
      {patrol ? (
        isAsking ? (
          <div className="ask">
            <p>{t('patrol.endAsk')}</p>
            <button
              type="button"
              className="danger"
              onClick={() => {
                setAsking(false);
                void handheld?.end();
              }}
            >
              {t('patrol.yes')}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {t('patrol.no')}
            </button>
          </div>
        ) : (
          <button type="button" className="primary" onClick={() => setAsking(true)}>
            {t('patrol.end')}
          </button>
        )
      ) : (
        <button
          type="button"
          className="primary"
          disabled={!officer}
          onClick={() => void handheld?.start()}
        >
          {t('patrol.start')}
        </button>
      )}
    </div>
  );
};
