import type { Finding } from '../../server/contract/warning.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './detail.module.css';
import { chanceText, everyText, expectedText, methodText } from './figures.ts';

const DAY_MS = 86_400_000;
/** Below this a ratio to what was expected says nothing. */
const LEAST_EXPECTED = 0.01;

const wordOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);

/** One finding in sentences. */
export const Why = ({ finding }: { finding: Finding }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const { from, to, observed, expected, p, recurrenceDays, method, agreeing } = finding;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
  const list = agreeing
    .map((other) =>
      t('warnings.agreeingOne', { method: methodText(t, other.method), p: chanceText(other.p) }),
    )
    .join(t('warnings.listComma'));
  return (
    <div className={styles.why} data-testid="warning-why">
      <p>
        {t(expected < LEAST_EXPECTED ? 'warnings.whyCountNone' : 'warnings.whyCount', {
          from: formatAt(from, timeZone, 'MM-DD HH:mm'),
          to: formatAt(to, timeZone, 'MM-DD HH:mm'),
          observed,
          category: categoryName(finding.category),
          expected: expectedText(expected),
          ratio: expectedText(observed / Math.max(expected, LEAST_EXPECTED)),
        })}
      </p>
      <p>{t('warnings.whyChance', { time: everyText(t, recurrenceDays), p: chanceText(p) })}</p>
      <p>
        {t(days >= 1 ? 'warnings.whyMethod' : 'warnings.whyMethodPlain', {
          method: methodText(t, method),
          days,
        })}{' '}
        {list ? t('warnings.agreeing', { list }) : t('warnings.agreeingNone')}
      </p>
    </div>
  );
};

/** All it takes to reckon a finding again. */
export const Basis = ({ finding }: { finding: Finding }) => {
  const { t } = useWords();
  const { method, seed, dataHash, cells, parameters } = finding;
  return (
    <details className={styles.more}>
      <summary>{t('warnings.basis')}</summary>
      <dl className={styles.basis}>
        <dt>{t('warnings.basisMethod')}</dt>
        <dd>{method}</dd>
        <dt>{t('warnings.basisSeed')}</dt>
        <dd>{seed ?? t('warnings.basisNoSeed')}</dd>
        <dt>{t('warnings.basisHash')}</dt>
        <dd>
          <code>{dataHash}</code>
        </dd>
        <dt>{t('warnings.basisCells')}</dt>
        <dd>{cells.length}</dd>
        {Object.entries(parameters).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{wordOf(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
};
