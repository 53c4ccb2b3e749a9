import { useMemo } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { changesBetween } from './changes.ts';
import type { Finding } from './findings.ts';
import type { Spot } from './spots.ts';
import { usePlaceName } from './use-place-name.ts';

/** Places named of each kind; the others are counted. */
const NAMED = 5;

/** Places that came, went and stayed from one finding to another; `words`: whose sentences say it. */
export const Changed = ({
  before,
  now,
  outlines,
  words,
}: {
  before: Finding;
  now: Finding;
  outlines: Outlines | null;
  words: 'studies.repeat' | 'studies.vary';
}) => {
  const { t } = useWords();
  const placeName = usePlaceName(outlines);
  const { came, stayed, went } = useMemo(
    () => changesBetween(before.spots, now.spots),
    [before, now],
  );
  const named = (spots: readonly Spot[]) => {
    const names = spots.slice(0, NAMED).map(placeName).join(t('studies.repeat.and'));
    return spots.length > NAMED ? t('studies.repeat.more', { names, count: spots.length }) : names;
  };
  const incidents = (spots: readonly Spot[]) =>
    Math.round(spots.reduce((sum, spot) => sum + spot.incidents, 0));
  return (
    <ul>
      {came.length > 0 && <li>{t(`${words}.came`, { places: named(came) })}</li>}
      {went.length > 0 && <li>{t(`${words}.went`, { places: named(went) })}</li>}
      {stayed.length > 0 && (
        <li>
          {t(`${words}.stayed`, {
            places: named(stayed.map((pair) => pair.now)),
            before: incidents(stayed.map((pair) => pair.before)),
            now: incidents(stayed.map((pair) => pair.now)),
          })}
        </li>
      )}
      {came.length + went.length + stayed.length === 0 && <li>{t(`${words}.same`)}</li>}
    </ul>
  );
};
