import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { sayProblems } from '../../server/contract/file-problem.ts';
import { problemsOf } from '../../server/contract/schema-problems.ts';
import { inEnglish } from '../../server/contract/tell-file.ts';

const schema = Type.Object(
  {
    datum: Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02')]),
    band: Type.Number({ minimum: 0, exclusiveMinimum: 0, maximum: 50 }),
    name: Type.String({ minLength: 2, maxLength: 5 }),
    secret: Type.String({ pattern: '^s' }),
    hours: Type.Optional(Type.Array(Type.Object({ from: Type.Integer() }))),
    on: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  },
  { additionalProperties: false },
);
const right = { datum: 'wgs84', band: 5, name: 'abc', secret: 's' };
const said = (value: unknown) =>
  problemsOf([...Value.Errors(schema, value)], value).map((one) => sayProblems([one], inEnglish));

test('what fits has no problems', () => expect(said(right)).toEqual([]));

test.each<[string, object, string[]]>([
  ['a choice', { datum: 'mars' }, ['datum: mars is none of wgs84, gcj02']],
  ['more than there may be', { band: 51 }, ['band: 51 is too much; at most 50']],
  ['as little as must be passed', { band: 0 }, ['band: 0 is too little; more than 0']],
  ['text where a number belongs', { band: 'wide' }, ['band: must be a number, not wide']],
  ['text that is too short', { name: 'a' }, ['name: at least 2 characters']],
  ['a field that there is none of', { bnd: 3 }, ['there is no bnd']],
  [
    'part of a number within a list',
    { hours: [{ from: 1.5 }] },
    ['hours.0.from: must be a whole number, not 1.5'],
  ],
  ['what is neither of two', { on: 'yes' }, ['on: must be true or false, not yes']],
])('%s is told with its field, what was given and what is right', (_, wrong, says) => {
  expect(said({ ...right, ...wrong })).toEqual(says);
});

test('everything that is wrong is told in one go, and no secret is', () => {
  const { name: _, ...lacking } = right;
  const all = said({ ...lacking, datum: 1, secret: 'mine' });
  expect(all).toEqual([
    'name is missing',
    'datum: 1 is none of wgs84, gcj02',
    'secret: … is not written as ^s',
  ]);
});

test.each<[string, object, string[]]>([
  ['the part that is meant', { source: { metric: 3 } }, ['source.metric: must be text, not 3']],
  [
    'a choice within it',
    { source: { matters: 'sum' } },
    ['source.matters: sum is none of count, points'],
  ],
  ['a part beside it', { source: { metric: 'x', kinds: [] } }, ['there is no source.kinds']],
  ['no kind at all', { source: {} }, ['source: … is none of metric, matters, cases']],
  ['what its own name says', { scale: { kind: 'linear', zeroAt: 0 } }, ['scale.fullAt is missing']],
  [
    'a name of no kind',
    { scale: { kind: 'curve' } },
    ['scale.kind: curve is none of linear, steps'],
  ],
  ['a part of what may be none', { honour: { kinds: [] } }, ['honour.kinds: at least 1 of them']],
])('of what may be of several kinds only the one that was meant is spoken of: %s', (_, wrong, says) => {
  const strict = { additionalProperties: false };
  const term = Type.Object({
    source: Type.Union([
      Type.Object({ metric: Type.String() }, strict),
      Type.Object(
        {
          matters: Type.Union([Type.Literal('count'), Type.Literal('points')]),
          kinds: Type.Optional(Type.Array(Type.String())),
        },
        strict,
      ),
      Type.Object({ cases: Type.String() }, strict),
    ]),
    scale: Type.Union([
      Type.Object(
        { kind: Type.Literal('linear'), zeroAt: Type.Number(), fullAt: Type.Number() },
        strict,
      ),
      Type.Object({ kind: Type.Literal('steps'), steps: Type.Array(Type.Number()) }, strict),
    ]),
    honour: Type.Union([
      Type.Object({ kinds: Type.Array(Type.String(), { minItems: 1 }) }, strict),
      Type.Null(),
    ]),
  });
  const list = Type.Object({ terms: Type.Array(term) });
  const fits = { source: { cases: 'x' }, scale: { kind: 'steps', steps: [] }, honour: null };
  const value = { terms: [fits, { ...fits, ...wrong }] };
  const all = problemsOf([...Value.Errors(list, value)], value);
  expect(all.map((one) => sayProblems([one], inEnglish))).toEqual(
    says.map((text) => text.replace(/^(there is no )?/, '$1terms.1.')),
  );
});
