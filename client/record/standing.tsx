import type { OfficerRecord } from '../../server/contract/metrics/officer-record.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './page.module.css';

/** Which grids and posts were held, and when the officer was on leave. */
export const Standing = ({ record: { held, posts, leave } }: { record: OfficerRecord }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const day = (moment: string) => formatAt(moment, timeZone, 'YYYY-MM-DD');
  const lists = {
    held: held.map(
      ({ grid, name, from, to }) => `${name} (${grid}): ${day(from)} – ${to ? day(to) : ''}`,
    ),
    posts: posts.map(
      ({ role, area, firstDay, lastDay }) =>
        `${t(`postRole.${role}`)} (${area}): ${firstDay} – ${lastDay ?? ''}`,
    ),
    leave: leave.map(
      ({ kind, firstDay, lastDay }) =>
        `${t(`evaluation.duty.leave.kinds.${kind}`)}: ${firstDay} – ${lastDay}`,
    ),
  };
  return (
    <section className={styles.lists}>
      {(['held', 'posts', 'leave'] as const).map((key) => (
        <div key={key}>
          <h2>{t(`record.${key}`)}</h2>
          {lists[key].length === 0 ? (
            <p>—</p>
          ) : (
            <ul>
              {lists[key].map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
};
