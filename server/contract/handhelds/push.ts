import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { LANGUAGE_CODES } from '../words/languages.ts';

/** What a phone subscribes with; null: this deployment pushes nothing. */
export const PushKey = Type.Object({
  key: Type.Union([Type.String(), Type.Null()], {
    description: 'Public key of this server (VAPID, RFC 8292), base64url',
  }),
});

const base64url = (bytes: number) =>
  Type.String({ pattern: `^[\\w-]{${Math.ceil((bytes * 4) / 3)}}={0,2}$` });

/** Where a phone is reached while its app is closed, as its browser gives it (RFC 8030, RFC 8291). */
export const PushSubscription = Type.Object(
  {
    endpoint: Type.String({ minLength: 1, maxLength: 1000 }),
    keys: Type.Object({ p256dh: base64url(65), auth: base64url(16) }),
    language: literals(LANGUAGE_CODES, { description: 'Of what it is told' }),
  },
  { additionalProperties: false },
);
export type PushSubscription = Static<typeof PushSubscription>;

/** What the app's worker shows: one that has the same tag takes its place. */
export interface PushNotice {
  title: string;
  body: string;
  tag: string;
}
