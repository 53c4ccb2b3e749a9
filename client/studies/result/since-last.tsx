import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Study } from '../../../server/contract/studies/study.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Outlines } from '../../layers/base-map/base-style.ts';
import { resultQuery } from '../api.ts';
import { Changed } from './changed.tsx';
import { type Finding, findingOf } from './findings.ts';
import styles from './result.module.css';

/** What has changed since a study of a series was asked the last time. */
export const SinceLast = ({
  study,
  finding,
  outlines,
}: {
  study: Study;
  finding: Finding;
  outlines: Outlines | null;
}) => {
  const { t } = useWords();
  const { previousId, method } = study;
  const previous = useQuery({ ...resultQuery(previousId ?? 0), enabled: previousId !== null }).data;
  const before = useMemo(() => previous && findingOf(method, previous), [method, previous]);
  if (!before) return null;
  return (
    <section className={styles.plain} data-testid="study-changes">
      <h3>
        <Link to={`/studies/${study.id}?beside=${previousId}`}>{t('studies.repeat.since')}</Link>
      </h3>
      <Changed before={before} now={finding} outlines={outlines} words="studies.repeat" />
    </section>
  );
};
