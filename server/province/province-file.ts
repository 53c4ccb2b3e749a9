import { readFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { LEVELS } from '../contract/areas/area.ts';
import { literals } from '../contract/literals.ts';

const text = Type.String({ minLength: 1, maxLength: 200 });

/** What a server of a province is told in a file, which holds keys: guard it like a secret. */
const Province = Type.Object(
  {
    code: text,
    name: text,
    cities: Type.Array(
      Type.Object(
        {
          code: text,
          name: text,
          url: Type.String({ pattern: '^https?://[^/?#]+/?$', description: 'Of its Xunji' }),
          key: Type.String({
            pattern: '^xj_\\d{1,15}_[\\w-]{44}$',
            description: 'An API key of its top area',
          }),
          level: Type.Optional(literals(LEVELS)),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
    readers: Type.Array(
      Type.Object(
        {
          name: text,
          key: Type.String({ minLength: 22, description: 'Sent as `Authorization: Bearer KEY`' }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
);
export type Province = Static<typeof Province>;
export type City = Province['cities'][number];

const province = Compile(Province);

/** Reads such a file. Throws an Error that names what is wrong in it. */
export function readProvinceFile(path: string): Province {
  const told: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!province.Check(told)) {
    const wrong = province
      .Errors(told)
      .map(({ instancePath, message }) => `  ${instancePath} ${message}`);
    throw new Error(`${path} does not fit:\n${[...new Set(wrong)].join('\n')}`);
  }
  const codes = told.cities.map(({ code }) => code);
  const twice = codes.find((code, k) => codes.indexOf(code) !== k);
  if (twice) throw new Error(`${path} names the city ${twice} twice.`);
  return told;
}
