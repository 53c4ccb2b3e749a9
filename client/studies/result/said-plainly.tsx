import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import type { Finding } from './findings.ts';
import styles from './result.module.css';
import { usePlaceName } from './use-place-name.ts';

/** Places told one by one; the map and the table have all of them. */
const TOLD = 5;

/** What a study found, in plain words, with the strongest places by name. */
export const SaidPlainly = ({
  finding,
  outlines,
}: {
  finding: Finding;
  outlines: Outlines | null;
}) => {
  const { t } = useWords();
  const placeName = usePlaceName(outlines);
  const { key, spots, values } = finding;
  const isCounted = spots.some(({ incidents }) => incidents > 1);
  return (
    <section className={styles.plain} data-testid="study-said">
      <p>{t(`studies.found.${key}`, { ...values, place: spots[0] ? placeName(spots[0]) : '' })}</p>
      {spots.length > 1 && (
        <ol>
          {spots.slice(0, TOLD).map((spot) => (
            <li key={`${spot.lng} ${spot.lat}`}>
              {placeName(spot)}
              {isCounted && (
                <small>
                  {t('studies.found.counted', { incidents: Math.round(spot.incidents) })}
                </small>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};
