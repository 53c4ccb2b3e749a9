import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { BaseMap } from './base-map.ts';

export const ROLES = ['supervisor', 'analyst', 'administrator'] as const;
export const Role = literals(ROLES);
export type Role = (typeof ROLES)[number];

export const SignIn = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 256 }),
  code: Type.Optional(
    Type.String({
      maxLength: 32,
      description: 'Of the second factor, or a recovery code; asked for by `code-needed`',
    }),
  ),
});
export type SignIn = Static<typeof SignIn>;

/** What an account must set before it may do anything else: a password in place of one that somebody else made, or a second factor. */
export const DUES = ['password', 'second-factor'] as const;

/** Who is signed in, and the area that account may see. */
export const Account = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  role: Role,
  areaId: Type.Integer(),
  areaName: Type.String(),
  due: Type.Union([literals(DUES), Type.Null()], {
    description: 'What must be set before anything else is answered',
  }),
});
export type Account = Static<typeof Account>;

/** Who is signed in, and until when. */
export const SignedIn = Type.Object({
  ...Account.properties,
  endsAt: Type.String({ format: 'date-time', description: 'When the session ends by itself' }),
  isWall: Type.Boolean({ description: 'Whether it hangs on a wall: it only looks' }),
});
export type SignedIn = Static<typeof SignedIn>;

/** Why somebody whom the provider of identities knows is not let in; the sign-in page finds it in `refused` of its address. */
export const PROVIDER_REFUSALS = [
  'failed',
  'no-role',
  'no-area',
  'name-taken',
  'disabled',
] as const;
export type ProviderRefusal = (typeof PROVIDER_REFUSALS)[number];

/** What the sign-in page may know before anyone signed in. */
export const Site = Type.Object({
  version: Type.String(),
  baseMap: BaseMap,
  isEmpty: Type.Boolean({
    description:
      'Nobody can sign in yet: the address that the server printed makes the first account',
  }),
  idleMin: Type.Integer({
    description: 'Minutes without a touch after which the console signs out; 0: never',
  }),
  provider: Type.Union([Type.Object({ name: Type.String() }), Type.Null()], {
    description: 'Who else signs accounts in, at /session/provider',
  }),
  demo: Type.Union([
    Type.Null(),
    Type.Object({
      accounts: Type.Array(
        Type.Object({ name: Type.String(), password: Type.String(), role: Role }),
      ),
    }),
  ]),
});
export type Site = Static<typeof Site>;
