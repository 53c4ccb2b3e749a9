import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';
import type { Link } from '../../contract/ogc/features.ts';
import { ITEM_FORMATS, type ItemFormat } from '../../contract/ogc/formats.ts';
import type { Route } from '../../contract/routes/route.ts';
import { type Item, type PageHead, readHead, readRows } from '../../db/ogc/read-items.ts';
import type { Db } from '../../db/store/open.ts';
import { featureOf } from '../../domain/ogc/formats/geojson.ts';
import { IN_DEGREES, WRITERS } from '../../domain/ogc/formats/write.ts';
import { CRS84 } from '../../domain/ogc/question.ts';
import { Refusal } from '../../errors.ts';
import {
  askItem,
  askItems,
  type ItemQuery,
  type Question,
  writeCursor,
} from '../../services/ogc/ask.ts';
import { type Described, describeCollection } from '../../services/ogc/collections.ts';
import type { Reader } from '../accounts/reader.ts';
import { isHeld } from '../shell/replies/is-held.ts';
import { titleOf } from './describe.ts';
import { formatOf, rootOf, withQuery, wordsFor } from './negotiate.ts';
import { recordLook } from './record-look.ts';

export interface ItemCall {
  query: object;
  reader: Reader;
  request: FastifyRequest;
}

interface Of {
  /** The operation that is answered. */
  route: Route;
}

/** Sends pages of features and single ones, in any format. */
export function createItemSender(context: Context) {
  const { db, now } = context;

  async function send(
    collection: Described,
    question: Question,
    asked: ItemCall & Of,
    reply: FastifyReply,
    { alone }: { alone: boolean },
  ) {
    const { request } = asked;
    const query = asked.query as ItemQuery;
    const format = formatOf(request, query.f as ItemFormat | undefined);
    const crs = query.crs ?? CRS84;
    if (IN_DEGREES.has(format) && crs !== CRS84)
      throw Refusal.toProgram(
        'invalid',
        `crs: ${format} is in ${CRS84} alone; json, html and csv take others`,
      );
    const head = await readHead(question.asked, question.page);
    if (alone && head.fids.length === 0)
      throw Refusal.toProgram('not-found', nothingOf(collection));
    await recordLook(context, collection, { ...question, ...head }, asked);
    const { type } = ITEM_FORMATS[format];
    const links = linksOf(request, collection, head, format);
    const next = links.find(({ rel }) => rel === 'next');
    const tag = tagOf(head, request);
    reply.headers({
      etag: tag,
      'cache-control': 'private, no-cache',
      vary: 'accept, accept-language, accept-encoding',
      'content-crs': `<${crs}>`,
      ...(next ? { link: `<${next.href}>; rel="next"` } : {}),
    });
    if (isHeld(request, tag)) return reply.code(304).send();
    reply.type(type.startsWith('text/') ? `${type}; charset=utf-8` : type);
    const rows = readRows(question.asked, head);
    if (alone && format === 'json') {
      for await (const [row] of rows) return reply.send(featureOf(row!, { links }));
    }
    const words = wordsFor(request);
    const pieces = WRITERS[format]({
      ...{ id: collection.id, title: titleOf(collection, words).title, says: words.columns },
      ...{ geometry: collection.geometry, columns: question.asked.columns },
      ...{
        matched: head.matched,
        returned: head.fids.length,
        links,
        rows,
        bom: query.bom === true,
      },
    });
    // Read before anything is sent, so that what cannot be written is refused.
    const first = await pieces.next();
    if (format !== 'json' && format !== 'html')
      reply.header(
        'content-disposition',
        `attachment; filename="${collection.id}.${ITEM_FORMATS[format].extension}"`,
      );
    return reply.send(streamed(first.value, pieces));
  }

  return {
    /** One feature as it is on record, not sent but handed on; the look is put on record. Throws `not-found`. */
    async read(route: Route, id: string, fid: string, asked: ItemCall): Promise<Item> {
      const collection = await describe(db, route, id, asked);
      const { areaId } = asked.reader;
      const question = await askItem(db, collection, { fid, crs: undefined, areaId, nowMs: now() });
      const head = await readHead(question.asked, question.page);
      if (head.fids.length === 0) throw Refusal.toProgram('not-found', nothingOf(collection));
      await recordLook(context, collection, { ...question, ...head }, { ...asked, route });
      for await (const [row] of readRows(question.asked, head)) return row!;
      throw Refusal.toProgram('not-found', nothingOf(collection));
    },
    /** A page of a collection. */
    async page(route: Route, id: string, asked: ItemCall, reply: FastifyReply): Promise<never> {
      const collection = await describe(db, route, id, asked);
      const at = { areaId: asked.reader.areaId, nowMs: now() };
      const question = await askItems(db, collection, asked.query as ItemQuery, at);
      return (await send(collection, question, { ...asked, route }, reply, {
        alone: false,
      })) as never;
    },
    /** One feature of a collection. */
    async one(
      route: Route,
      id: string,
      fid: string,
      asked: ItemCall,
      reply: FastifyReply,
    ): Promise<never> {
      const collection = await describe(db, route, id, asked);
      const { crs } = asked.query as ItemQuery;
      const at = { fid, crs, areaId: asked.reader.areaId, nowMs: now() };
      const question = await askItem(db, collection, at);
      return (await send(collection, question, { ...asked, route }, reply, {
        alone: true,
      })) as never;
    },
  };
}

const nothingOf = ({ id }: Described) => `there is no such feature in ${id} of your area`;

/** Collections of persons and studies have operations of their own, by which who may see them is decided. */
const describe = async (
  db: Db,
  { path }: Route,
  id: string,
  { reader }: ItemCall,
): Promise<Described> => {
  const collection = await describeCollection(db, reader, id);
  if (path.includes(':collectionId') && (collection.ofPersons || collection.time === null))
    throw Refusal.of('not-found');
  return collection;
};

const tagOf = ({ digest, matched }: PageHead, { headers, url }: FastifyRequest): string => {
  const asked = [digest, matched, url, headers.accept, headers['accept-language']].join('\n');
  return `W/"${createHash('sha256').update(asked).digest('base64url').slice(0, 22)}"`;
};

function linksOf(
  request: FastifyRequest,
  { id }: Described,
  { next }: PageHead,
  format: ItemFormat,
): Link[] {
  const others = Object.entries(ITEM_FORMATS).filter(([other]) => other !== format);
  return [
    { href: withQuery(request, {}), rel: 'self', type: ITEM_FORMATS[format].type, title: format },
    ...(next
      ? [
          {
            ...{ href: withQuery(request, { cursor: writeCursor(next) }), rel: 'next' },
            ...{ type: ITEM_FORMATS[format].type, title: wordsFor(request).headings.next },
          },
        ]
      : []),
    ...others.map(([other, { type }]) => ({
      ...{ href: withQuery(request, { f: other }), rel: 'alternate', type, title: other },
    })),
    {
      ...{ href: `${rootOf(request)}/collections/${id}`, rel: 'collection' },
      ...{ type: 'application/json', title: id },
    },
  ];
}

/** Sent as it comes, a piece at a time; never for the whole in memory. */
function streamed(
  first: string | Uint8Array | undefined,
  rest: AsyncIterable<string | Uint8Array>,
) {
  async function* all() {
    if (first !== undefined) yield first;
    yield* rest;
  }
  return Readable.from(all(), { objectMode: false, highWaterMark: 64 * 1024 });
}
