import { useMemo } from 'react';
import { inDatum } from '../../../server/contract/areas/datum.ts';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import { distanceM, windOf } from '../../geo/plane.ts';
import { useHandheld } from '../core/state.ts';
import { GridMap } from '../map/grid-map.tsx';
import { useHandheldWords } from '../use-handheld-words.ts';

/** The first text to the officer that was not read yet, over every screen, with the place it speaks of. */
export const Message = () => {
  const { t, clock } = useHandheldWords();
  const { handheld, texts = [] } = useHandheld();
  const [first] = texts;
  if (!first) return null;
  return (
    <div className="notice" role="alert" data-testid="message">
      <b>{t('message.title', { who: first.by, at: clock(Date.parse(first.at)) })}</b>
      <p>{first.text}</p>
      {first.place && <Away place={first.place} />}
      <button type="button" onClick={() => void handheld?.read(first.id)}>
        {t('message.read')}
      </button>
      {first.place && <Where place={first.place} />}
    </div>
  );
};

/** The last position of the walk, WGS-84. */
const useHere = () => {
  const { duty, place } = useHandheld();
  return useMemo(() => (place && duty ? inDatum(place, duty.datum, 'wgs84') : null), [place, duty]);
};

/** How far a place is from here and in which direction. */
const Away = ({ place }: { place: LngLat }) => {
  const { t } = useHandheldWords();
  const here = useHere();
  return (
    here && (
      <p>
        {t('message.away', {
          where: t('message.winds').split(' ')[windOf(here, place)],
          metres: Math.round(distanceM(here, place) / 10) * 10,
        })}
      </p>
    )
  );
};

/** Where a place lies by the own grid. */
const Where = ({ place }: { place: LngLat }) => {
  const { t } = useHandheldWords();
  const { duty } = useHandheld();
  const here = useHere();
  const shown = useMemo(
    () => ({
      ...{ seen: new Set<string>(), way: [], suggested: [] },
      ...{ checkpoints: [place], checkpointsLeft: [place], place: here },
    }),
    [place, here],
  );
  return duty?.grid && <GridMap grid={duty.grid} shown={shown} label={t('message.place')} />;
};
