import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Study } from '../../../server/contract/studies/study.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { resultQuery } from '../api.ts';
import { changesBetween } from './changes.ts';
import { type Finding, findingOf } from './findings.ts';
import styles from './result.module.css';
import type { Spot } from './spots.ts';
import { usePlaceName } from './use-place-name.ts';

/** What has changed since a study of a series was asked the last time: places that came, went and stayed. */
export const SinceLast = ({
  study,
  finding: now,
  outlines,
}: {
  study: Study;
  finding: Finding;
  outlines: Outlines | null;
}) => {
  const { t } = useWords();
  const placeName = usePlaceName(outlines);
  const { previousId, method } = study;
  const previous = useQuery({ ...resultQuery(previousId ?? 0), enabled: previousId !== null }).data;
  const before = useMemo(() => previous && findingOf(method, previous), [method, previous]);
  const changes = useMemo(() => before && changesBetween(before.spots, now.spots), [before, now]);
  if (!changes) return null;
  const { came, stayed, went } = changes;
  const named = (spots: readonly Spot[]) => spots.map(placeName).join(t('studies.repeat.and'));
  return (
    <section className={styles.plain} data-testid="study-changes">
      <h3>
        <Link to={`/studies/${study.id}?beside=${previousId}`}>{t('studies.repeat.since')}</Link>
      </h3>
      <ul>
        {came.length > 0 && <li>{t('studies.repeat.came', { places: named(came) })}</li>}
        {went.length > 0 && <li>{t('studies.repeat.went', { places: named(went) })}</li>}
        {stayed.length > 0 && (
          <li>
            {t('studies.repeat.stayed', {
              places: named(stayed.map((pair) => pair.now)),
              before: Math.round(stayed.reduce((sum, pair) => sum + pair.before.incidents, 0)),
              now: Math.round(stayed.reduce((sum, pair) => sum + pair.now.incidents, 0)),
            })}
          </li>
        )}
        {came.length + went.length + stayed.length === 0 && <li>{t('studies.repeat.same')}</li>}
      </ul>
    </section>
  );
};
