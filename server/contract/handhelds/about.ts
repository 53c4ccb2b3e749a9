import { type Static, Type } from 'typebox';
import { EvidenceFix } from '../patrols/patrol.ts';
import { record } from '../shapes.ts';

/** The notice of how an officer's data is handled; changed words are another notice, and are shown anew. */
export const NOTICE = '2026-11';

const Moment = Type.String({ format: 'date-time' });

/** Whether the officer took note of the notice in force. */
export const NoticeState = Type.Object({
  notice: Type.String({ description: 'Which notice is in force' }),
  agreedAt: Type.Union([Moment, Type.Null()]),
});
export type NoticeState = Static<typeof NoticeState>;

/** All that is kept about one officer (PIPL art. 45). */
export const AboutOfficer = Type.Object({
  from: Moment,
  to: Moment,
  positions: Type.Array(EvidenceFix, {
    description: 'Of the time from `from` to `to`, at most 50,000, oldest first',
  }),
  records: record(Type.Array(Type.Unknown()), {
    description: 'Rows by what they are, as they are kept; `looks`: who looked at the officer',
  }),
});
export type AboutOfficer = Static<typeof AboutOfficer>;
