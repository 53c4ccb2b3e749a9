import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Context } from '../../context.ts';
import { Area, AreaCollection, Level } from '../../contract/areas/area.ts';
import { Handheld, Officer } from '../../contract/people/people.ts';
import { areaCollection, listAreas } from '../../db/areas/areas.ts';
import { listHandhelds, listOfficers } from '../../db/people/people.ts';
import { accountOf } from '../accounts/access.ts';
import { READER_ROUTE, readerOf, readerOrAccount } from '../accounts/reader.ts';
import { MomentQuery, moment } from '../shell/query.ts';

const tags = ['areas and people'];
const At = Type.Object({ at: Type.Optional(MomentQuery) });
const AreaQuery = Type.Object({ at: Type.Optional(MomentQuery), level: Type.Optional(Level) });

/** Areas, officers and handhelds as of a moment, within what the account may see. */
export const areaRoutes =
  ({ db, now }: Context): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.addHook('onRequest', readerOrAccount({ db, now }));
    const { config, security } = READER_ROUTE;

    app.get(
      '/areas',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Areas',
          querystring: AreaQuery,
          response: { 200: Type.Object({ areas: Type.Array(Area) }) },
        },
      },
      async (request) => ({
        areas: await listAreas(db, {
          at: moment(request.query.at, now()),
          within: readerOf(request).areaId,
          ...(request.query.level ? { level: request.query.level } : {}),
        }),
      }),
    );

    app.get(
      '/areas.geojson',
      {
        schema: {
          tags,
          summary: 'Areas with their polygons, WGS-84',
          querystring: AreaQuery,
          response: { 200: AreaCollection },
        },
      },
      async (request) =>
        areaCollection(db, {
          at: moment(request.query.at, now()),
          within: accountOf(request).areaId,
          ...(request.query.level ? { level: request.query.level } : {}),
        }),
    );

    app.get(
      '/officers',
      {
        config,
        schema: {
          tags,
          security,
          summary: 'Officers with the grid they hold',
          querystring: At,
          response: { 200: Type.Object({ officers: Type.Array(Officer) }) },
        },
      },
      async (request) => ({
        officers: await listOfficers(db, {
          at: moment(request.query.at, now()),
          within: readerOf(request).areaId,
        }),
      }),
    );

    app.get(
      '/handhelds',
      {
        schema: {
          tags,
          summary: 'Handhelds with the officer who carries them',
          querystring: At,
          response: { 200: Type.Object({ handhelds: Type.Array(Handheld) }) },
        },
      },
      async (request) => ({
        handhelds: await listHandhelds(db, {
          at: moment(request.query.at, now()),
          within: accountOf(request).areaId,
        }),
      }),
    );
  };
