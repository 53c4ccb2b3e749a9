import type { FoundCategory } from '../../../server/contract/handhelds/own.ts';

/** What a category hangs below, the topmost first. */
export function parentsOf(
  categories: readonly FoundCategory[],
  { parentCode }: FoundCategory,
): FoundCategory[] {
  const parent = categories.find(({ code }) => code === parentCode);
  return parent ? [...parentsOf(categories, parent), parent] : [];
}

/** Those that take reports, others hang below none of them, by the letters typed: part of a name or the initials of its pinyin, their own or of what they hang below. */
export function findCategories(
  categories: readonly FoundCategory[],
  asked: string,
): FoundCategory[] {
  const wanted = asked.trim().toLowerCase();
  const hasChildren = new Set(categories.map(({ parentCode }) => parentCode));
  const isNamed = ({ code, initials, nameEn, nameZh }: FoundCategory) =>
    [code, initials, nameEn, nameZh].some((name) => name.toLowerCase().includes(wanted));
  return categories.filter(
    (one) =>
      !hasChildren.has(one.code) && (isNamed(one) || parentsOf(categories, one).some(isNamed)),
  );
}
