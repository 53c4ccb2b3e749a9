import { useQuery } from '@tanstack/react-query';
import type { StudyPreview } from '../../../server/contract/studies/starting-values.ts';
import type { StudySelection } from '../../../server/contract/studies/study.ts';
import { grouped } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { previewQuery } from '../api.ts';
import styles from './form.module.css';

/** Up to here nobody looks at a clock, seconds. */
const SHORT_S = 8;

/** What is known of a question before it is asked; nothing until a method is chosen. */
export const usePreview = (
  method: string | undefined,
  { areaId, cases, categories, from, to }: StudySelection,
) =>
  useQuery({
    ...previewQuery({
      method: method ?? '',
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(areaId ? { areaId } : {}),
      ...(cases ? { cases } : {}),
      ...(categories?.length ? { categories: categories.join(',') } : {}),
    }),
    enabled: method !== undefined,
  }).data;

/** How much there is to study, and how long that will take. */
export const Preview = ({ preview }: { preview: StudyPreview }) => {
  const { t } = useWords();
  const { ahead, areaKm2, incidents, parameters, seconds } = preview;
  const duration =
    seconds === null
      ? null
      : seconds < SHORT_S
        ? t('studies.preview.short')
        : seconds < 90
          ? t('studies.preview.seconds', { seconds: Math.round(seconds / 5) * 5 })
          : t('studies.preview.minutes', { minutes: Math.round(seconds / 60) });
  return (
    <p className={styles.preview} role="status" data-testid="study-preview">
      {[
        t('studies.preview.incidents', {
          incidents: grouped(incidents),
          area: areaKm2 === null ? '—' : grouped(Number(areaKm2.toPrecision(2))),
        }),
        parameters && t('studies.preview.fits'),
        duration,
        ahead > 0 && t('studies.preview.ahead', { ahead }),
      ]
        .filter(Boolean)
        .join(' ')}
    </p>
  );
};
