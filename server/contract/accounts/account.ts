import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

export const ROLES = ['supervisor', 'analyst', 'administrator'] as const;
export const Role = literals(ROLES);
export type Role = (typeof ROLES)[number];

export const SignIn = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 256 }),
});
export type SignIn = Static<typeof SignIn>;

/** Who is signed in, and the area that account may see. */
export const Account = Type.Object({
  name: Type.String(),
  role: Role,
  areaId: Type.Integer(),
  areaName: Type.String(),
});
export type Account = Static<typeof Account>;

/** What the sign-in page may know before anyone signed in. */
export const Site = Type.Object({
  version: Type.String(),
  mapStyleUrl: Type.Union([Type.String(), Type.Null()]),
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
