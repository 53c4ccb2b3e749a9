import { agoText } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Need } from './needs.ts';
import { useFitting } from './use-fitting.ts';
import styles from './wall.module.css';

interface NeedListProps {
  needs: readonly Need[];
  /** How many more there are that are not named. */
  unnamed: number;
  /** Whether all that could need somebody has been heard. */
  isKnown: boolean;
  nowMs: number;
  sayOf: (need: Need) => string;
}

/** As many as are read across a room, if there is room for them; the rest is counted. */
const ROWS = 7;

/** What needs somebody now, most urgent first. */
export const NeedList = ({ isKnown, needs, unnamed, nowMs, sayOf }: NeedListProps) => {
  const { t } = useWords();
  const [list, fitting] = useFitting<HTMLUListElement>();
  const more = Math.max(0, needs.length - Math.min(ROWS, fitting)) + unnamed;
  if (needs.length + unnamed === 0)
    return (
      <p className={styles.nobody} data-testid={isKnown ? 'wall-calm' : 'wall-unknown'}>
        {t(isKnown ? 'wall.nobody' : 'wall.unknown')}
      </p>
    );
  return (
    <>
      <ul ref={list} className={styles.needs}>
        {needs.slice(0, ROWS).map((need, i) => (
          <li
            key={need.key}
            data-kind={need.kind}
            data-cut={i >= fitting || undefined}
            data-testid="wall-need"
          >
            <b>{t(`wall.kind.${need.kind}`)}</b>
            <span>{sayOf(need)}</span>
            <small className="figure">{agoText(t, nowMs - need.sinceMs)}</small>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.more} data-testid="wall-more">
          {t('wall.more', { count: more })}
        </p>
      )}
    </>
  );
};
