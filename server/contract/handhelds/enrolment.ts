import { type Static, Type } from 'typebox';

/** How long an enrolment is good unless told, and at most, hours. */
export const ENROLMENT_HOURS = { usual: 72, most: 720 };

export const EnrolmentBody = Type.Object(
  {
    hours: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: ENROLMENT_HOURS.most,
        description: `How long it is good; ${ENROLMENT_HOURS.usual} unless told`,
      }),
    ),
  },
  { additionalProperties: false },
);

/** What makes one phone a handheld, once. The token is told this once and kept hashed. */
export const NewEnrolment = Type.Object({
  handheld: Type.String({ description: 'Code' }),
  token: Type.String(),
  url: Type.String({
    description:
      'What the printed code leads to: the officer’s app, the token behind `#`, which no server log sees',
  }),
  expiresAt: Type.String({ format: 'date-time' }),
});
export type NewEnrolment = Static<typeof NewEnrolment>;

/** What a phone sends to become the handheld of a token. The secret never leaves it. */
export const Enrol = Type.Object(
  {
    token: Type.String({ pattern: '^[\\w-]{22}$', description: 'From the sheet' }),
    secretHash: Type.String({
      pattern: '^[0-9a-f]{64}$',
      description: 'SHA-256, hex, of the secret that the phone made: 128 random bits at least',
    }),
  },
  { additionalProperties: false },
);
export type Enrol = Static<typeof Enrol>;

export const Enrolled = Type.Object({
  handheld: Type.String({ description: 'Code it signs in with from now on' }),
});
export type Enrolled = Static<typeof Enrolled>;
