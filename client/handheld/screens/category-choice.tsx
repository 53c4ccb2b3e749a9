import { useState } from 'react';
import type { FoundCategory } from '../../../server/contract/handhelds/own.ts';
import { categoryName } from '../../../server/contract/incidents/category-name.ts';
import { useHandheld } from '../core/state.ts';
import { useHandheldWords } from '../use-handheld-words.ts';

/** Rows at once; the others are found by typing. */
const SHOWN = 40;

/** Categories by the letters typed: part of a name, or the initials of its pinyin. */
export const findCategories = (categories: readonly FoundCategory[], asked: string) => {
  const wanted = asked.trim().toLowerCase();
  return categories.filter(({ code, initials, nameEn, nameZh }) =>
    [code, initials, nameEn, nameZh].some((name) => name.toLowerCase().includes(wanted)),
  );
};

/** Only what takes reports: a category that has others below it is their heading. */
export const leavesOf = (categories: readonly FoundCategory[]) => {
  const parents = new Set(categories.map(({ parentCode }) => parentCode));
  return categories.filter(({ code }) => !parents.has(code));
};

export const CategoryChoice = ({ choose }: { choose: (category: FoundCategory) => void }) => {
  const { t, language } = useHandheldWords();
  const { categories = [], recentCategories = [] } = useHandheld();
  const [asked, setAsked] = useState('');
  const name = (one: FoundCategory | undefined) => one && categoryName(one, language);
  const leaves = leavesOf(categories);
  const recent = recentCategories.flatMap((code) => leaves.find((one) => one.code === code) ?? []);
  const found = findCategories(leaves, asked);
  const row = (one: FoundCategory) => (
    <li key={one.code}>
      <button type="button" className="card" onClick={() => choose(one)}>
        <small>{name(categories.find(({ code }) => code === one.parentCode))}</small>{' '}
        <b>{name(one)}</b>
      </button>
    </li>
  );
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
          <ul>{recent.map(row)}</ul>
        </>
      )}
      <h2>{t('report.category')}</h2>
      {found.length === 0 ? <p>{t('report.none')}</p> : <ul>{found.slice(0, SHOWN).map(row)}</ul>}
    </div>
  );
};
