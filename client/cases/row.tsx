import { NavLink, useLocation } from 'react-router';
import type { Case } from '../../server/contract/cases/case.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './cases.module.css';
import { CardTag, LightTag } from './light.tsx';

/** A case in a list: how it stands, what it is, where, and when it is due. */
export const CaseRow = ({ one, saysState }: { one: Case; saysState: boolean }) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  const { search } = useLocation();
  const { card, category, dueAt, gridId, id, light, openedAt, phase, state } = one;
  const when =
    dueAt && phase
      ? t('cases.due', {
          phase: t(`cases.phase.${phase}`),
          at: formatAt(dueAt, timeZone, 'MM-DD HH:mm'),
        })
      : t('cases.opened', { at: formatAt(openedAt, timeZone, 'MM-DD HH:mm') });
  return (
    <li>
      <NavLink
        to={{ pathname: `/cases/${id}`, search }}
        className={({ isActive }) => (isActive ? styles.chosen! : '')}
        data-testid="case-row"
      >
        <span>
          <LightTag light={light} />
          <CardTag card={card} />
          {saysState && <i className={styles.state}>{t(`cases.state.${state}`)}</i>}
        </span>
        <b>
          #{id} {categoryName(category)}
        </b>
        <small>{gridName(gridId)}</small>
        <small className="figure">{when}</small>
      </NavLink>
    </li>
  );
};
