import { useState } from 'react';
import type { FoundCategory } from '../../../server/contract/handhelds/own.ts';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import { useHandheld } from '../core/state.ts';
import { useHandheldWords } from '../use-handheld-words.ts';
import { findCategories, parentsOf } from './categories.ts';

/** Found rows at once; the others are found by typing more. */
const SHOWN = 40;

interface Choice {
  choose: (category: FoundCategory) => void;
}

/** A category to report, from those used lately, by typing, or down the tree. */
export const CategoryChoice = ({ choose }: Choice) => {
  const { t } = useHandheldWords();
  const { categories = [], recentCategories = [] } = useHandheld();
  const [asked, setAsked] = useState('');
  const leaves = findCategories(categories, asked);
  const recent = recentCategories.flatMap((code) => leaves.find((one) => one.code === code) ?? []);
  return (
    <div>
      <label>
        {t('report.search')}
        <input
          value={asked}
          autoCapitalize="off"
          onChange={({ target }) => setAsked(target.value)}
        />
      </label>
      {asked === '' && recent.length > 0 && (
        <>
          <h2>{t('report.recent')}</h2>
          <Rows rows={recent} choose={choose} />
        </>
      )}
      <h2>{t('report.category')}</h2>
      {leaves.length === 0 ? (
        <p>{t('report.none')}</p>
      ) : asked === '' ? (
        <Branch parent={null} choose={choose} />
      ) : (
        <>
          <Rows rows={leaves.slice(0, SHOWN)} choose={choose} />
          {leaves.length > SHOWN && (
            <p className="faint">{t('report.more', { count: leaves.length - SHOWN })}</p>
          )}
        </>
      )}
    </div>
  );
};

/** What hangs below a category, folded in. */
const Branch = ({ parent, choose }: Choice & { parent: string | null }) => {
  const { language } = useHandheldWords();
  const { categories = [] } = useHandheld();
  const hasChildren = new Set(categories.map(({ parentCode }) => parentCode));
  return (
    <ul>
      {categories
        .filter(({ parentCode }) => parentCode === parent)
        .map((one) =>
          hasChildren.has(one.code) ? (
            <li key={one.code}>
              <details>
                <summary className="card">
                  <b>{categoryName(one, language)}</b>
                </summary>
                <Branch parent={one.code} choose={choose} />
              </details>
            </li>
          ) : (
            <Row key={one.code} one={one} choose={choose} />
          ),
        )}
    </ul>
  );
};

const Rows = ({ rows, choose }: Choice & { rows: readonly FoundCategory[] }) => (
  <ul>
    {rows.map((one) => (
      <Row key={one.code} one={one} choose={choose} withParents />
    ))}
  </ul>
);

interface RowProps extends Choice {
  one: FoundCategory;
  withParents?: boolean;
}

const Row = ({ one, choose, withParents = false }: RowProps) => {
  const { language } = useHandheldWords();
  const { categories = [] } = useHandheld();
  const above = withParents ? parentsOf(categories, one) : [];
  return (
    <li>
      <button type="button" className="card" onClick={() => choose(one)}>
        {above.length > 0 && (
          <>
            <small>{above.map((parent) => categoryName(parent, language)).join(' › ')}</small>
            <br />
          </>
        )}
        <b>{categoryName(one, language)}</b>
      </button>
    </li>
  );
};
