import type { Context } from '../../context.ts';
import { FoundIncident, PHOTO } from '../../contract/handhelds/own.ts';
import * as routes from '../../contract/routes/field/own.ts';
import { listCategories } from '../../db/incidents/categories.ts';
import { addIncidentPhoto, putIncidentText } from '../../db/incidents/found.ts';
import { initialsOf } from '../../domain/search/match.ts';
import { Refusal } from '../../errors.ts';
import { readTimed, withCleaned } from '../../ingest/read-event.ts';
import { reportFound } from '../../services/incidents/report-found.ts';
import { photoOf } from '../shell/bodies/photo.ts';
import type { Mount } from '../shell/mount.ts';

/** What an officer found: categories to choose from, the report, and its words. */
export function ownIncidentRoutes(mount: Mount, context: Context): void {
  const { announce, db, now } = context;

  mount(routes.listFoundCategories, async () => {
    const categories = await listCategories(db);
    return {
      categories: categories
        .filter(({ retiredAt }) => retiredAt === null)
        .map((category) => ({ ...category, initials: initialsOf(category.nameZh) })),
    };
  });

  mount(
    routes.reportFound,
    async ({ body, handheld }) => {
      const { event, cleaned } = readTimed(FoundIncident, body, now());
      const { text, ...incident } = event;
      const outcome = await reportFound(
        { ...context, onChanged: announce.incidents, onCases: announce.cases },
        { ...handheld, incident },
      );
      if (text && outcome.id !== null && outcome.outcome !== 'refused')
        await putIncidentText(db, {
          incidentId: outcome.id,
          handheldId: handheld.handheldId,
          text,
          nowMs: now(),
        });
      return withCleaned(outcome, cleaned);
    },
    // As of any event of a handheld what is of no use is left out; the schema is for the reader.
    { validatorCompiler: () => () => true },
  );
}

/** Photos of what was found: the body is the image itself. */
export function ownPhotoRoutes(mount: Mount, { db, now }: Context): void {
  mount(routes.addPhoto, async ({ params, handheld: { code, handheldId }, request }) => {
    const image = await photoOf(request.body);
    const incidentId = `handheld:${code}:${params.id}`;
    const photo = {
      incidentId,
      ownId: params.id,
      id: params.photo,
      handheldId,
      image,
      nowMs: now(),
    };
    const stored = await addIncidentPhoto(db, photo, PHOTO.most);
    if (stored === 'unknown') throw Refusal.of('not-found', 'no-own-incident', { id: params.id });
    if (stored === 'full') throw Refusal.of('invalid', 'photos-most', { most: PHOTO.most });
    return null;
  });
}
