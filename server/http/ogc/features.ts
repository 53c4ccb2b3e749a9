import type { FastifyReply, FastifyRequest } from 'fastify';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Context } from '../../context.ts';
import type { Link } from '../../contract/ogc/features.ts';
import type { PageFormat } from '../../contract/ogc/formats.ts';
import * as routes from '../../contract/routes/standards/features.ts';
import { boxOfArea } from '../../db/ogc/area-box.ts';
import { listOf, pageOf, tableOf } from '../../domain/ogc/formats/html.ts';
import { describeCollection, listCollections } from '../../services/ogc/collections.ts';
import type { Mount } from '../shell/mount.ts';
import { apiDocumentOf } from './api-document.ts';
import { CONFORMS_TO, infoOf, landingOf, queryablesOf } from './describe.ts';
import { createItemSender } from './items.ts';
import { languageOf, pageFormatOf, rootOf, wordsFor } from './negotiate.ts';

/** OGC API – Features: what there is, and the features of it. */
export function featureRoutes(mount: Mount, context: Context): void {
  const { db, now } = context;
  const send = createItemSender(context);

  mount(routes.getOgcLanding, async ({ query, request }, reply) => {
    const landing = landingOf(rootOf(request), wordsFor(request));
    return answer(request, reply, query.f, landing, () => listOf(landing.links));
  });

  mount(routes.getOgcApi, async ({ reader, request }, reply) => {
    const { version } = packageJson;
    const told = { root: rootOf(request), version, words: wordsFor(request) };
    const document = apiDocumentOf(await listCollections(db, reader), told);
    // As bytes, to which no charset is added: GDAL knows this very type alone.
    return reply
      .header('vary', 'accept-language')
      .type('application/vnd.oai.openapi+json;version=3.0')
      .send(Buffer.from(JSON.stringify(document)));
  });

  mount(routes.getOgcConformance, async ({ query, request }, reply) =>
    answer(request, reply, query.f, { conformsTo: CONFORMS_TO }, () =>
      tableOf(
        ['conformsTo'],
        CONFORMS_TO.map((uri) => [uri]),
      ),
    ),
  );

  mount(routes.listOgcCollections, async ({ query, reader, request }, reply) => {
    const [root, words] = [rootOf(request), wordsFor(request)];
    const box = await boxOfArea(db, reader.areaId, now());
    const all = await listCollections(db, reader);
    const collections = all.map((one) => infoOf(one, { box, root, words }));
    const links: Link[] = [{ href: `${root}/collections`, rel: 'self', type: 'application/json' }];
    return answer(request, reply, query.f, { collections, links }, () =>
      listOf(
        collections.map(({ description, id, title }) => ({
          ...{ href: `${root}/collections/${id}?f=html`, rel: 'child' },
          title: `${title}: ${description}`,
        })),
      ),
    );
  });

  mount(routes.getOgcCollection, async ({ params, query, reader, request }, reply) => {
    const collection = await describeCollection(db, reader, params.collectionId);
    const box = await boxOfArea(db, reader.areaId, now());
    const info = infoOf(collection, { box, root: rootOf(request), words: wordsFor(request) });
    return answer(request, reply, query.f, info, () => listOf(info.links));
  });

  mount(routes.getOgcQueryables, async ({ params, query, reader, request }, reply) => {
    const collection = await describeCollection(db, reader, params.collectionId);
    const address = `${rootOf(request)}/collections/${collection.id}/queryables`;
    const told = queryablesOf(collection, address, wordsFor(request));
    reply.type('application/schema+json');
    return answer(request, reply, query.f, told, () =>
      tableOf(
        ['name', 'type', 'title'],
        Object.entries(told.properties as Record<string, { type?: string; title?: string }>).map(
          ([name, { title, type }]) => [name, type ?? 'geometry', title],
        ),
      ),
    );
  });

  mount(routes.listOgcItems, ({ params, ...asked }, reply) =>
    send.page(routes.listOgcItems, params.collectionId, asked, reply),
  );
  mount(routes.getOgcItem, ({ params, ...asked }, reply) =>
    send.one(routes.getOgcItem, params.collectionId, params.featureId, asked, reply),
  );
  for (const [id, route] of Object.entries({
    patrols: routes.listOgcPatrols,
    alerts: routes.listOgcAlerts,
    tracks: routes.listOgcTracks,
    fixes: routes.listOgcFixes,
  }))
    mount(route, (asked, reply) => send.page(route, id, asked, reply));
  mount(routes.getOgcPatrol, ({ params, ...asked }, reply) =>
    send.one(routes.getOgcPatrol, 'patrols', `${params.patrolId}`, asked, reply),
  );
  mount(routes.getOgcAlert, ({ params, ...asked }, reply) =>
    send.one(routes.getOgcAlert, 'alerts', `${params.alertId}`, asked, reply),
  );
  mount(routes.getOgcTrack, ({ params, ...asked }, reply) =>
    send.one(routes.getOgcTrack, 'tracks', `${params.patrolId}-${params.handheldId}`, asked, reply),
  );
  mount(routes.getOgcFix, ({ params, ...asked }, reply) =>
    send.one(routes.getOgcFix, 'fixes', `${params.patrolId}-${params.fix}`, asked, reply),
  );
  mount(routes.listOgcStudyItems, ({ params, ...asked }, reply) =>
    send.page(routes.listOgcStudyItems, `study-${params.studyId}`, asked, reply),
  );
  mount(routes.getOgcStudyItem, ({ params, ...asked }, reply) =>
    send.one(routes.getOgcStudyItem, `study-${params.studyId}`, params.featureId, asked, reply),
  );
}

/** JSON, or the same as a page for people. */
function answer<T extends object>(
  request: FastifyRequest,
  reply: FastifyReply,
  told: PageFormat | undefined,
  value: T,
  body: () => string,
): T | FastifyReply {
  reply.header('vary', 'accept, accept-language');
  if (pageFormatOf(request, told) === 'json') return value;
  const words = wordsFor(request);
  const { description = words.description, title = words.title } = value as {
    description?: string;
    title?: string;
  };
  const page = { title, description, lang: languageOf(request) };
  return reply.type('text/html; charset=utf-8').send(pageOf(page, body()));
}
