import { type ScoreAnswer, ScoreRow } from '../../contract/scoring/scores.ts';
import { columnTypesOf, type TableType } from '../analysis/column-types.ts';

const TYPES: Readonly<Record<string, TableType>> = {
  ...columnTypesOf(ScoreRow.properties),
  ...{ edition: 'integer', honour: 'boolean', honourMatters: 'integer' },
};

/** Scores as columns: who and when, the standing, then value and points of every term of any section, in the order of the sections. */
export function scoreColumns({
  sections,
  rows,
  versions,
}: Pick<ScoreAnswer, 'sections' | 'rows' | 'versions'>) {
  const column = <T>(pick: (row: ScoreRow) => T) => rows.map(pick);
  const ids = [...new Set(sections.flatMap(({ terms }) => terms.map(({ id }) => id)))];
  const termOf = (row: ScoreRow, id: string) => row.terms.find((term) => term.id === id);
  return {
    types: {
      ...TYPES,
      ...Object.fromEntries(
        ids
          .flatMap((id) => [`${id}_value`, `${id}_points`])
          .map((name) => [name, 'number' as const]),
      ),
    },
    columns: {
      id: column(({ id }) => id),
      code: column(({ code }) => code),
      name: column(({ name }) => name),
      parent: column(({ parent }) => parent),
      parentName: column(({ parentName }) => parentName),
      category: column(({ category }) => category),
      post: column(({ post }) => post),
      from: column(({ from }) => from),
      to: column(({ to }) => to),
      whole: column(({ whole }) => whole),
      edition: column(() => versions.edition),
      total: column(({ total }) => total),
      max: column(({ max }) => max),
      stars: column(({ stars }) => stars),
      rank: column(({ rank }) => rank),
      peers: column(({ peers }) => peers),
      last: column(({ last }) => last),
      listed: column(({ listed }) => listed),
      honour: column(({ honour }) => honour?.qualifies ?? null),
      honourMatters: column(({ honour }) => honour?.matters ?? null),
      unranked: column(({ unranked }) => unranked),
      ...Object.fromEntries(
        ids.flatMap((id) => [
          [`${id}_value`, column((row) => termOf(row, id)?.value ?? null)],
          [`${id}_points`, column((row) => termOf(row, id)?.points ?? null)],
        ]),
      ),
    },
  };
}
