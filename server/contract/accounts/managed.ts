import { type Static, Type } from 'typebox';
import { IdParam } from '../routes/parts.ts';
import { Role } from './account.ts';
import { NewPassword } from './password.ts';

const Moment = Type.String({ format: 'date-time' });
const MomentOrNull = Type.Union([Moment, Type.Null()]);

/** Hours for which a password that an administrator made lets in. */
export const TEMPORARY_H = 72;

/** An account, as administrators see it. */
export const ManagedAccount = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  role: Role,
  areaId: Type.Integer(),
  createdAt: Moment,
  disabledAt: MomentOrNull,
  lastSignInAt: MomentOrNull,
  temporaryUntil: Type.Union([Moment, Type.Null()], {
    description: 'Until when a password that was made for it lets in; null: it is its own',
  }),
  secondFactor: Type.Boolean(),
  provider: Type.Boolean({
    description: 'Signed in by the provider of identities, which says its role and area',
  }),
  sessions: Type.Integer({ description: 'In force now' }),
});
export type ManagedAccount = Static<typeof ManagedAccount>;

export const AccountInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S(.*\\S)?$' }),
    role: Role,
    areaId: IdParam,
  },
  { additionalProperties: false },
);
export type AccountInput = Static<typeof AccountInput>;

export const AccountPatch = Type.Object(
  {
    role: Type.Optional(Role),
    areaId: Type.Optional(IdParam),
    disabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type AccountPatch = Static<typeof AccountPatch>;

/** An account with a password that lets in once, to choose the own one. */
export const TemporaryPassword = Type.Object({
  id: Type.Integer(),
  password: Type.String({ description: 'Shown this once' }),
  temporaryUntil: Moment,
});
export type TemporaryPassword = Static<typeof TemporaryPassword>;

export const AccountSession = Type.Object({
  id: Type.String({ description: 'Opens nothing' }),
  startedAt: Moment,
  seenAt: Type.String({ format: 'date-time', description: 'To the minute' }),
  expiresAt: Moment,
  address: Type.Union([Type.String(), Type.Null()]),
  agent: Type.Union([Type.String(), Type.Null()], { description: 'What the browser calls itself' }),
  own: Type.Boolean({ description: 'The one that asks' }),
});
export type AccountSession = Static<typeof AccountSession>;

/** The own account beyond what `Account` says. */
export const OwnAccount = Type.Object({
  lastSignInAt: MomentOrNull,
  provider: Type.Boolean({ description: 'Has no password here' }),
  secondFactor: Type.Boolean(),
  secondFactorNeeded: Type.Boolean({ description: 'The role must have one' }),
  recoveryCodes: Type.Integer({ description: 'That are left' }),
});
export type OwnAccount = Static<typeof OwnAccount>;

const currentPassword = Type.String({ maxLength: 256, description: 'The password so far' });
export const PasswordChange = Type.Object(
  { currentPassword, password: NewPassword },
  { additionalProperties: false },
);
export type PasswordChange = Static<typeof PasswordChange>;

export const OwnPassword = Type.Object({ currentPassword }, { additionalProperties: false });

/** What an authenticator app is set up with (RFC 6238: SHA-1, 6 digits, 30 s). */
export const SecondFactorOffer = Type.Object({
  secret: Type.String({ description: 'Base32, to be typed' }),
  uri: Type.String({ description: 'otpauth://, to be shown as a code to scan' }),
});
export type SecondFactorOffer = Static<typeof SecondFactorOffer>;

export const SecondFactorCode = Type.Object(
  { code: Type.String({ maxLength: 16 }) },
  { additionalProperties: false },
);

export const RecoveryCodes = Type.Object({
  codes: Type.Array(Type.String(), { description: 'Each lets in once; shown this once' }),
});
export type RecoveryCodes = Static<typeof RecoveryCodes>;
