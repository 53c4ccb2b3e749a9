import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Role } from '../../contract/accounts/account.ts';

const ClaimRule = Type.Object(
  {
    claim: Type.String({
      minLength: 1,
      description: 'Name of a claim; one that is a list has the value among it',
    }),
    value: Type.String(),
    role: Role,
    area: Type.Union([
      Type.String({ minLength: 1, description: 'Code of an area' }),
      Type.Object({ claim: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
    ]),
  },
  { additionalProperties: false },
);
/** Who has this value in this claim is let in with this role over this area, a code or the claim that holds one. */
export type ClaimRule = Static<typeof ClaimRule>;

const rules = Compile(Type.Array(ClaimRule));

/** Reads rules from JSON. Throws an Error that names what is wrong. */
export function readClaimRules(text: string): ClaimRule[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new Error('OIDC_ROLES is not JSON');
  }
  if (rules.Check(read)) return read;
  const wrong = rules.Errors(read).map(({ instancePath, message }) => `${instancePath} ${message}`);
  throw new Error(`OIDC_ROLES does not fit: ${wrong.join('; ')}`);
}

export type Claims = Readonly<Record<string, unknown>>;

/** Role and code of the area that claims give, by the first rule that fits; null where none does, or its area is in no claim. */
export function grantOf(
  claims: Claims,
  known: readonly ClaimRule[],
): { role: Role; areaCode: string } | null {
  for (const { claim, value, role, area } of known) {
    if (![claims[claim]].flat().map(String).includes(value)) continue;
    const areaCode = typeof area === 'string' ? area : claims[area.claim];
    if (typeof areaCode === 'string' && areaCode !== '') return { role, areaCode };
  }
  return null;
}
