import { DAY_MS } from '../../../server/contract/units.ts';
import type { Finding, WarningVersion } from '../../../server/contract/warnings/warning.ts';
import { formatAt } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCategoryName } from '../../parts/use-category-name.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import {
  chanceText,
  everyText,
  expectedText,
  isSevere,
  levelKept,
  methodText,
} from '../figures.ts';
import styles from './detail.module.css';

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
  const severe = isSevere(method);
  const count = severe ? 'whySevere' : expected < LEAST_EXPECTED ? 'whyCountNone' : 'whyCount';
  const days = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
  const list = agreeing
    .map((other) =>
      t('warnings.agreeingOne', { method: methodText(t, other.method), p: chanceText(other.p) }),
    )
    .join(t('between'));
  return (
    <div className={styles.why} data-testid="warning-why">
      <p>
        {t(`warnings.${count}`, {
          from: formatAt(from, timeZone, 'MM-DD HH:mm'),
          to: formatAt(to, timeZone, 'MM-DD HH:mm'),
          observed,
          category: categoryName(finding.category),
          expected: expectedText(expected),
          ratio: expectedText(observed / Math.max(expected, LEAST_EXPECTED)),
        })}
      </p>
      <p>
        {t(severe ? 'warnings.whyChanceSevere' : 'warnings.whyChance', {
          time: everyText(t, recurrenceDays),
          p: chanceText(p),
        })}
      </p>
      <p>
        {t(days > 1 ? 'warnings.whyMethod' : 'warnings.whyMethodPlain', {
          method: methodText(t, method),
          days,
        })}{' '}
        {list ? t('warnings.agreeing', { list }) : severe ? null : t('warnings.agreeingNone')}
      </p>
    </div>
  );
};

interface KeptProps {
  versions: readonly WarningVersion[];
  shown: WarningVersion;
  show: (version: number) => void;
}

/** Why the level is above that of what was found last; nothing where it is not. */
export const Kept = ({ versions, shown, show }: KeptProps) => {
  const { t } = useWords();
  const kept = levelKept(versions, shown);
  if (!kept) return null;
  const { found, since } = kept;
  return (
    <p className={styles.kept} data-testid="level-kept">
      {t('warnings.levelKept', {
        found: t(`warnings.level.${found}`),
        level: t(`warnings.level.${shown.level}`),
      })}{' '}
      {since !== null && (
        <button type="button" onClick={() => show(since)}>
          {t('warnings.levelSince', { version: since })}
        </button>
      )}
    </p>
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
