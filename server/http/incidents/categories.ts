import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/analysis/incidents.ts';
import { changeCategory, findCategories, listCategories } from '../../db/incidents/categories.ts';
import { Refusal } from '../../errors.ts';
import { mergeCategory } from '../../services/incidents/merge-categories.ts';
import type { Mount } from '../shell/mount.ts';

/** Categories of incidents: what there are, and how they change. */
export function categoryRoutes(mount: Mount, { announce, db }: Context): void {
  mount(routes.listIncidentCategories, async () => ({ categories: await listCategories(db) }));

  mount(routes.changeIncidentCategory, async ({ params, body }) => {
    const changed = await changeCategory(db, params.code, body);
    if (!changed) throw Refusal.of('not-found', 'no-category', { category: params.code });
    return changed;
  });

  mount(routes.mergeIncidentCategory, async ({ params, body, account }) => {
    const merged = await mergeCategory(db, { ...params, ...body, by: account.name });
    if ('refused' in merged) throw Refusal.of('invalid', merged.refused);
    if (merged.changed.length > 0) announce.incidents(merged.changed);
    const category = (await findCategories(db, [params.code])).get(params.code)!;
    return { category, moved: merged.changed.length };
  });
}
