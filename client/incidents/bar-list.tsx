import { useWords } from '../i18n/use-words.ts';
import styles from './page.module.css';

interface Bar<K extends string | number> {
  key: K;
  name: string;
  count: number;
}

interface BarListProps<K extends string | number> {
  title: string;
  bars: readonly Bar<K>[];
  chosen: readonly K[];
  toggle: (key: K) => void;
}

/** Bars with names, each a switch: none chosen is all. */
export const BarList = <K extends string | number>(props: BarListProps<K>) => {
  const { bars, chosen, title, toggle } = props;
  const { t } = useWords();
  const full = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <fieldset className={styles.bars}>
      <legend>{title}</legend>
      {bars.length === 0 && <small>{t('incidents.none')}</small>}
      {bars.map(({ count, key, name }) => (
        <button
          key={key}
          type="button"
          aria-pressed={chosen.includes(key)}
          data-faint={chosen.length > 0 && !chosen.includes(key)}
          onClick={() => toggle(key)}
        >
          <span>{name}</span>
          <i style={{ inlineSize: `${(100 * count) / full}%` }} />
          <b className="figure">{count}</b>
        </button>
      ))}
    </fieldset>
  );
};
