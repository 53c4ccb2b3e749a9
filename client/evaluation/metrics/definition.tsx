import { InfoCircleOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { MetricDefinition } from '../../../server/contract/metrics/metrics.ts';
import { Popup } from '../../focus/popup.tsx';
import { useWords } from '../../i18n/use-words.ts';
import styles from '../page.module.css';

/** The row that columns of a table are measured by holds their headers a second time: nobody is to come to those. */
const outOfReach = (button: HTMLButtonElement | null) => {
  if (button?.closest('[aria-hidden=true]')) button.inert = true;
};

/** A metric's definition, one click from any of its figures. */
export const Definition = ({ metric }: { metric: MetricDefinition }) => {
  const { t, language } = useWords();
  return (
    <Popup
      label={metric.name[language]}
      title={metric.name[language]}
      content={
        <div className={styles.definition} data-testid="definition">
          <p>{metric.formula[language]}</p>
          <small>
            <code>{metric.id}</code> · {t(`evaluation.unit.${metric.unit}`)} ·{' '}
            {t('evaluation.version', { version: metric.version })}
          </small>
          <Link to="/help/metrics">{t('help.metrics')}</Link>
        </div>
      }
    >
      <button
        ref={outOfReach}
        type="button"
        className={styles.info}
        aria-label={t('evaluation.definitionOf', { name: metric.name[language] })}
        // A click on the header sorts; this one does not.
        onClick={(event) => event.stopPropagation()}
      >
        <InfoCircleOutlined aria-hidden />
      </button>
    </Popup>
  );
};
