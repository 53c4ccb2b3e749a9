import { Button, Slider } from 'antd';
import { getHexagonEdgeLengthAvg } from 'h3-js';
import type { Study, StudyResult } from '../../../server/contract/studies/study.ts';
import { VARIED_MAX } from '../../../server/contract/studies/varied.ts';
import { asRequestError } from '../../api/request.ts';
import { grouped } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { methodWords, shortOf } from '../said.ts';
import { useAnalysisWords } from '../use-analysis-words.ts';
import { distancesOf, isTooMany } from './distances.ts';
import styles from './vary.module.css';

/** A distance in words, or the side of the cells of a resolution. */
const useDistanceText = (): ((name: string, value: number) => string) => {
  const { t } = useWords();
  return (name, value) => {
    const isCells = name === 'resolution';
    const metres = isCells ? getHexagonEdgeLengthAvg(value, 'm') : value;
    const text = grouped(Number(metres.toPrecision(3)));
    return t(isCells ? 'studies.vary.cells' : 'studies.vary.metres', { metres: text });
  };
};

interface SliderProps {
  study: Study;
  /** As it is stored. */
  result: StudyResult;
  distance: number | null;
  choose: (distance: number | null) => void;
  isWaiting: boolean;
  error: Error | null;
  isChanged: boolean;
}

/** What a study would have found with another distance; for small data, worked out while one waits. */
export const DistanceSlider = (props: SliderProps) => {
  const { choose, distance, error, isChanged, isWaiting, result, study } = props;
  const { t } = useWords();
  const words = useAnalysisWords();
  const textOf = useDistanceText();
  const distances = distancesOf(study, result);
  if (!distances) return null;
  const { asked, name, steps } = distances;
  const most = grouped(VARIED_MAX.incidents);
  if (isTooMany(result))
    return <p className={styles.said}>{t('studies.vary.tooMany', { most })}</p>;
  const value = distance ?? asked;
  const nearest = steps.reduce((a, b) => (Math.abs(b - value) < Math.abs(a - value) ? b : a));
  const { code, detail } = error ? asRequestError(error) : {};
  const failure = detail?.split(':')[0] ?? 'internal';
  return (
    <div className={styles.vary} data-testid="study-vary" data-waiting={isWaiting}>
      <span id={`vary-${study.id}`}>
        {t('studies.vary.title', {
          name: shortOf(methodWords(words, study.method).parameters[name] ?? name),
        })}
      </span>
      <Slider
        min={0}
        max={steps.length - 1}
        value={steps.indexOf(nearest)}
        marks={{ [steps.indexOf(asked)]: t('studies.vary.asked') }}
        tooltip={{ formatter: (at) => (at === undefined ? null : textOf(name, steps[at]!)) }}
        ariaLabelledByForHandle={`vary-${study.id}`}
        ariaValueTextFormatterForHandle={(at) => textOf(name, steps[at]!)}
        onChange={(at) => choose(steps[at] === asked ? null : steps[at]!)}
      />
      <p className={styles.said} role="status">
        <b className="figure">{textOf(name, value)}</b>
        {isWaiting && <span>{t('studies.vary.working')}</span>}
        {isChanged && <span>{t('studies.vary.changed')}</span>}
        {distance !== null && (
          <Button type="link" size="small" onClick={() => choose(null)}>
            {t('studies.vary.back', { value: textOf(name, asked) })}
          </Button>
        )}
      </p>
      {error && (
        <p className={styles.failed} role="alert">
          {code === 'invalid'
            ? t(`studies.failure.${failure}`, { defaultValue: t('studies.failure.internal') })
            : code === 'wrong-state'
              ? t('studies.vary.tooMuch', { most, seconds: VARIED_MAX.seconds })
              : t(`error.${code}`)}
        </p>
      )}
    </div>
  );
};
