import { Drawer, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type {
  MetricDefinition,
  MetricLevel,
  MetricRow,
} from '../../../server/contract/metrics/metrics.ts';
import { useFocusGivenBack } from '../../focus/use-focus-given-back.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PHONE, useMedia } from '../../parts/use-media.ts';
import styles from '../page.module.css';
import { type Span, spanName } from '../periods.ts';
import type { Question } from '../question.ts';
import { useUnitName } from '../use-unit-name.ts';
import { Below } from './below.tsx';
import { Days } from './days.tsx';
import { Definition } from './definition.tsx';
import { metricText } from './metric-text.ts';
import { Trend } from './trend.tsx';
import unitStyles from './unit.module.css';

interface UnitProps {
  row: MetricRow;
  level: MetricLevel;
  question: Question;
  definitions: readonly MetricDefinition[];
  change: (part: Partial<Question>) => void;
}

/** One unit: how a figure went on, and down to the days and patrols it rests on. */
export default function Unit({ row, level, question, definitions, change }: UnitProps) {
  const { t, language } = useWords();
  const isPhone = useMedia(PHONE);
  useFocusGivenBack();
  const nameOf = useUnitName();
  const { period } = question;
  const [picked, setPicked] = useState<Span | null>(null);
  const span = picked ?? question.span;
  const metric = definitions.find(({ id }) => id === question.sort.id) ?? definitions[0];
  return (
    <Drawer
      open
      onClose={() => change({ unitId: null })}
      size={isPhone ? '100%' : 680}
      title={
        <span className={unitStyles.title}>
          {nameOf(level, row.id, row.code)}
          <small>
            {t(`evaluation.levels.${level}`)} · {row.code}
            {level === 'officer' && (
              <>
                {' · '}
                <Link to={`/officers/${row.id}/record`} data-testid="to-record">
                  {t('record.title')}
                </Link>
              </>
            )}
          </small>
        </span>
      }
    >
      {metric && (
        <>
          <div className={unitStyles.chosen}>
            <Select
              aria-label={t('evaluation.metric')}
              showSearch={{ optionFilterProp: 'label' }}
              value={metric.id}
              options={definitions.map(({ id, name }) => ({ value: id, label: name[language] }))}
              onChange={(id) => change({ sort: { ...question.sort, id } })}
              popupMatchSelectWidth={260}
            />
            <Definition metric={metric} />
            <b className="figure" data-testid="unit-figure">
              {metricText(t, row.metrics[metric.id], metric.unit)}
            </b>
            <small>{spanName(question.span.from, period)}</small>
          </div>
          <Trend
            unitId={row.id}
            level={level}
            question={question}
            metric={metric}
            span={span}
            onPick={setPicked}
          />
        </>
      )}
      <h3 className={styles.under}>
        {t('evaluation.rests', { span: spanName(span.from, period) })}
      </h3>
      {level === 'officer' ? (
        <Days who={{ officerId: row.id }} span={span} />
      ) : level === 'grid' ? (
        <Days who={{ gridId: row.id }} span={span} />
      ) : (
        <Below areaId={row.id} level={level} span={span} change={change} />
      )}
    </Drawer>
  );
}
