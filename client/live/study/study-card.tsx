import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { Study, StudyResult } from '../../../server/contract/studies/study.ts';
import { useMay } from '../../api/use-may.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../parts/failure.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useOutlines } from '../../parts/use-outlines.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { Changed } from '../../studies/result/changed.tsx';
import { LegendEntries } from '../../studies/result/legend.tsx';
import { SaidPlainly } from '../../studies/result/said-plainly.tsx';
import { mainScale } from '../../studies/result/scale.ts';
import type { ResultTable } from '../../studies/result/tables.ts';
import { DistanceSlider } from '../../studies/vary/distance-slider.tsx';
import { useFindings } from '../../studies/vary/use-findings.ts';
import { useView } from '../map/view.ts';
import styles from './study.module.css';
import { useLiveStudy } from './use-live-study.ts';

const Shown = ({
  study,
  stored,
  varied,
}: {
  study: Study;
  stored: StudyResult;
  varied: ReturnType<typeof useLiveStudy>['varied'];
}) => {
  const { t } = useWords();
  const { palette } = useBaseMap();
  const { outlines } = useOutlines();
  const mayAsk = useMay('ask-studies');
  const showStudy = useView((v) => v.showStudy);
  const distance = useView((v) => v.study?.distance ?? null);
  const { shown = stored } = varied;
  const { asked, finding } = useFindings(study.method, varied);
  const { legend } = mainScale(study.method, shown.table as ResultTable, palette, t);
  return (
    <>
      {finding && <SaidPlainly finding={finding} outlines={outlines} />}
      {asked && finding && asked !== finding && (
        <Changed before={asked} now={finding} outlines={outlines} words="studies.vary" />
      )}
      <ul className={styles.legend}>
        <LegendEntries entries={legend} />
      </ul>
      {/* At the foot, where it stays however much there is to say. */}
      {mayAsk && (
        <DistanceSlider
          {...{ ...varied, study, distance, result: stored }}
          choose={(next) => showStudy({ id: study.id, distance: next })}
        />
      )}
    </>
  );
};

/** What the study on the live map found, in words, and what its colours mean; with a slider of its distance. */
export default function StudyCard() {
  const { t } = useWords();
  const showStudy = useView((v) => v.showStudy);
  const { query, study, varied } = useLiveStudy();
  const { stored } = varied;
  const failed = query.isLoadingError ? query : stored.isLoadingError ? stored : null;
  return (
    <section className={styles.card} aria-label={t('studies.layer')} data-testid="live-study">
      <header>
        <h2>
          {study ? <Link to={`/studies/${study.id}`}>{study.name}</Link> : t('studies.layer')}
        </h2>
        {study && <small>{t(`studies.methodName.${study.method}`)}</small>}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('studies.layerOff')}
          title={t('studies.layerOff')}
          onClick={() => showStudy(null)}
        />
      </header>
      {failed ? (
        <Failure error={failed.error!} retry={failed.refetch} />
      ) : study && study.state !== 'done' ? (
        <p>{t(`studies.state.${study.state}`)}</p>
      ) : study && stored.data ? (
        <Shown study={study} stored={stored.data} varied={varied} />
      ) : (
        <Waiting />
      )}
    </section>
  );
}
