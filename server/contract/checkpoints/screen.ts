import { type Static, Type } from 'typebox';

/** Days a screen knows codes of, today's among them: so long it goes on without the server, and no longer. */
export const SCREEN_DAYS = 3;

/** A checkpoint of an area's norms that a screen at the place is to show the codes of. */
export const OpenScreenBody = Type.Object(
  {
    area: Type.String({ description: 'Code of the area whose norm asks for the checkpoint' }),
    checkpoint: Type.String({ minLength: 1, maxLength: 64 }),
  },
  { additionalProperties: false },
);

export const OpenedScreen = Type.Object({
  token: Type.String({
    description:
      'By which the screen asks for the codes of this checkpoint and nothing else, until they are renewed',
  }),
});

export const ReadScreenBody = Type.Object(
  { token: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
);

/** What a screen shows, and what it goes on with while the server does not answer. */
export const CodeScreen = Type.Object({
  areaName: Type.String(),
  checkpoint: Type.String({ description: 'Id of the checkpoint' }),
  name: Type.String(),
  timeZone: Type.String({ description: 'Of the area: days begin at its midnight' }),
  nowMs: Type.Integer({ description: 'The server’s clock, Unix ms' }),
  codes: Type.Array(Type.Object({ day: Type.String({ format: 'date' }), code: Type.String() }), {
    description: `Of today and the days after, ${SCREEN_DAYS} in all`,
  }),
});
export type CodeScreen = Static<typeof CodeScreen>;
