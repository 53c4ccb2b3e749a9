import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Incident } from '../../../server/contract/incidents/incident.ts';
import type { WarningDetail } from '../../../server/contract/warnings/warning.ts';
import { warningQuery } from '../../api/warnings.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useGridName } from '../../parts/use-grid-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { LevelTag, StateTag } from '../level-tag.tsx';
import { Actions } from './actions.tsx';
import styles from './detail.module.css';
import { Effect } from './effect.tsx';
import { Steps, Versions } from './history.tsx';
import { Incidents } from './incidents.tsx';
import { Basis, Kept, Why } from './why.tsx';

interface DetailProps {
  id: number;
  draw: (incidents: readonly Incident[]) => void;
  goTo: (incident: Incident) => void;
}

const Head = ({ warning }: Pick<WarningDetail, 'warning'>) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const { level, peak, state, areaName, category, gridIds, raisedAt, endedAt } = warning;
  const clock = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD HH:mm');
  const facts = [
    t('warnings.raisedOn', { at: clock(raisedAt) }),
    endedAt && t('warnings.endedOn', { at: clock(endedAt) }),
    peak !== level && t('warnings.peak', { level: t(`warnings.level.${peak}`) }),
    warning.handledBy && t('warnings.handledBy', { who: warning.handledBy }),
    warning.verdict && t(`warnings.verdict.${warning.verdict}`),
  ].filter(Boolean);
  return (
    <header>
      <div className={styles.title}>
        <LevelTag level={level} large />
        <StateTag state={state} />
      </div>
      <h2>
        {gridName(warning.areaId, areaName)} · {categoryName(category)}
      </h2>
      <p className="figure">{facts.join(' · ')}</p>
      <p>
        {t('warnings.grids', {
          list: gridIds.map((id) => gridName(id, String(id))).join(t('between')) || '—',
        })}
      </p>
      {!warning.supported && <p className={styles.flag}>{t('warnings.unsupported')}</p>}
      {warning.follows !== null && (
        <Link to={`/warnings/${warning.follows}`}>
          {t('warnings.follows', { id: warning.follows })}
        </Link>
      )}
      {warning.mergedInto !== null && (
        <Link to={`/warnings/${warning.mergedInto}`}>
          {t('warnings.mergedInto', { id: warning.mergedInto })}
        </Link>
      )}
    </header>
  );
};

/** One warning: why, what was done, what came of it. */
export const WarningView = ({ id, draw, goTo }: DetailProps) => {
  const { t } = useWords();
  const query = useQuery(warningQuery(id));
  const [chosen, setChosen] = useState<number | null>(null);
  if (query.isPending) return <Waiting />;
  if (query.isLoadingError) return <Failure error={query.error} retry={query.refetch} />;
  const { warning, versions, effect } = query.data;
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  return (
    <article className={styles.detail} data-testid="warning-detail">
      <Head warning={warning} />
      <Actions key={warning.state} detail={query.data} />
      <section className={styles.part}>
        <h3>{t('warnings.why')}</h3>
        {shown?.findings.map((finding) => (
          <div key={`${finding.method} ${finding.category} ${finding.to}`}>
            <Why finding={finding} />
            <Basis finding={finding} />
          </div>
        ))}
        {shown && <Kept versions={versions} shown={shown} show={setChosen} />}
      </section>
      {shown && <Incidents id={id} shown={shown} draw={draw} goTo={goTo} />}
      <Steps detail={query.data} />
      <Effect effect={effect} />
      <Versions versions={versions} shown={shown?.version ?? 0} show={setChosen} />
    </article>
  );
};
