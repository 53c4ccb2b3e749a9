import { Type } from 'typebox';
import { Pair, PairInput } from '../../people/pair.ts';
import { Handheld, Officer } from '../../people/people.ts';
import { Post, PostsInput } from '../../people/post.ts';
import {
  AssignmentsInput,
  HandheldsInput,
  OfficersInput,
  Provisioned,
} from '../../people/provision.ts';
import { Setup } from '../../people/setup.ts';
import { DayText, IdParam, MomentQuery, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['areas and people'];
const query = Type.Object({ at: Type.Optional(MomentQuery) });

export const listOfficers = route({
  operationId: 'listOfficers',
  method: 'GET',
  path: '/officers',
  summary: 'Officers with the grid they hold',
  tags,
  access: 'reader',
  scope: 'own-area',
  query: Type.Object({
    ...query.properties,
    all: Type.Optional(
      Type.Boolean({
        description: 'Also who holds neither grid nor post: of the home area, else of the top one',
      }),
    ),
  }),
  replies: { 200: Type.Object({ officers: Type.Array(Officer) }) },
});

export const listHandhelds = route({
  operationId: 'listHandhelds',
  method: 'GET',
  path: '/handhelds',
  summary:
    'Handhelds with the officer who carries them and what each lacks; those of no grid are of the home area of who carries them, or of the area that brought them in, else of the top one',
  tags,
  access: 'look',
  scope: 'own-area',
  query,
  replies: { 200: Type.Object({ handhelds: Type.Array(Handheld) }) },
});

export const listPairs = route({
  operationId: 'listPairs',
  method: 'GET',
  path: '/pairs',
  summary: 'Officers sent out together on some days',
  tags: ['days'],
  access: 'keep-duty',
  scope: 'own-area',
  query: Type.Object({ from: DayText, to: DayText }),
  replies: { 200: Type.Object({ pairs: Type.Array(Pair) }) },
});

export const putPair = route({
  operationId: 'putPair',
  method: 'PUT',
  path: '/pairs',
  summary: 'Put on record that two officers go out together; their common patrols are judged again',
  tags: ['days'],
  access: 'keep-duty',
  scope: { officer: ['body.officerId', 'body.partnerId'] },
  body: PairInput,
  replies: { 204: Nothing },
});

export const dropPair = route({
  operationId: 'dropPair',
  method: 'DELETE',
  path: '/pairs',
  summary: 'Take a pair off the record; their common patrols are judged again',
  tags: ['days'],
  access: 'keep-duty',
  scope: { officer: ['query.officerId', 'query.partnerId'] },
  query: Type.Object({ officerId: IdParam, partnerId: IdParam, firstDay: DayText }),
  replies: { 204: Nothing },
  errors: ['not-found'],
});

const BODY_MAX_BYTES = 16 * 1024 * 1024;

export const putOfficers = route({
  operationId: 'putOfficers',
  method: 'PUT',
  path: '/officers',
  summary: 'Officers by code',
  tags: ['provisioning'],
  access: 'provision',
  scope: { officer: 'body.officers.*.code', area: 'body.officers.*.home' },
  body: OfficersInput,
  replies: { 200: Provisioned },
  errors: ['wrong-state'],
  bodyMaxBytes: BODY_MAX_BYTES,
});

export const putHandhelds = route({
  operationId: 'putHandhelds',
  method: 'PUT',
  path: '/handhelds',
  summary: 'Handhelds by code',
  tags: ['provisioning'],
  access: 'provision',
  scope: { handheld: 'body.handhelds.*.code' },
  body: HandheldsInput,
  replies: { 200: Provisioned },
  errors: ['wrong-state'],
  bodyMaxBytes: BODY_MAX_BYTES,
});

export const putAssignments = route({
  operationId: 'putAssignments',
  method: 'PUT',
  path: '/assignments',
  summary:
    'Who holds which grid and carries which handheld, from when on; what rests on a past that is another now is judged again',
  tags: ['provisioning'],
  access: 'provision',
  scope: {
    area: 'body.officers.*.grid',
    officer: ['body.officers.*.officer', 'body.handhelds.*.officer'],
    handheld: 'body.handhelds.*.handheld',
  },
  body: AssignmentsInput,
  replies: { 200: Provisioned },
  bodyMaxBytes: BODY_MAX_BYTES,
});

export const listPosts = route({
  operationId: 'listPosts',
  method: 'GET',
  path: '/posts',
  summary:
    'Who is leader, instructor or police of which area, or staff there, on a day (today unless told)',
  tags,
  access: 'reader',
  scope: 'own-area',
  query: Type.Object({
    day: Type.Optional(DayText),
    all: Type.Optional(
      Type.Boolean({ description: 'Of every day: ended and to come too; `day` says nothing then' }),
    ),
  }),
  replies: { 200: Type.Object({ posts: Type.Array(Post) }) },
});

export const putPosts = route({
  operationId: 'putPosts',
  method: 'PUT',
  path: '/posts',
  summary:
    'Put on record who holds which post over which days, all or nothing; ratings as of earlier editions keep what they rested on',
  tags: ['provisioning'],
  access: 'provision',
  scope: { area: 'body.posts.*.area', officer: 'body.posts.*.officer' },
  recordsItself: true,
  body: PostsInput,
  replies: { 200: Provisioned },
  errors: ['wrong-state'],
  bodyMaxBytes: BODY_MAX_BYTES,
});

export const getSetup = route({
  operationId: 'getSetup',
  method: 'GET',
  path: '/setup',
  summary: 'What is set up now, and which areas, officers and handhelds lack something',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'own-area',
  replies: { 200: Setup },
});
