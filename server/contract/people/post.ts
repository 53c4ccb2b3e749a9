import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/** What a post is: answerable for grids (网格长, 网格指导员), grid police (网格警员), staff of a centre or station (中心、站所人员). */
export const POST_ROLES = ['leader', 'instructor', 'police', 'staff'] as const;
export const PostRole = literals(POST_ROLES);
export type PostRole = (typeof POST_ROLES)[number];

const Code = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
const Day = Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' });

/** A post (岗位): a person who is something to an area, and all that lies below it, over some days; no grid need be held for it. */
export const Post = Type.Object(
  {
    officer: Code('Code of the person, among the officers'),
    area: Code('Code of the grid, village, town, district or city'),
    role: PostRole,
    firstDay: Day,
    lastDay: Type.Union([Type.Unsafe<string>({ ...Day }), Type.Null()], {
      description: 'null: until further notice',
    }),
  },
  { additionalProperties: false },
);
export type Post = Static<typeof Post>;

/** Posts held at most as one request puts. */
export const POSTS_MAX = 20_000;

/** A post of the same person, area, role and first day is put again with another last day, or taken back. */
export const PostInput = Type.Object(
  {
    ...Post.properties,
    withdrawn: Type.Optional(Type.Literal(true, { description: 'It was never held' })),
  },
  { additionalProperties: false },
);
export type PostInput = Static<typeof PostInput>;

export const PostsInput = Type.Object(
  {
    posts: Type.Array(PostInput, { minItems: 1, maxItems: POSTS_MAX }),
    was: Type.Optional(
      Type.Array(Post, {
        maxItems: POSTS_MAX,
        description:
          'What was seen on record of these posts; `wrong-state` where something else is by now',
      }),
    ),
  },
  { additionalProperties: false },
);
