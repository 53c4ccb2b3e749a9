import { expect, it } from 'vitest';
import { analysisWords } from '../../../client/i18n/dictionaries.ts';
import { shortOf } from '../../../client/studies/said.ts';
import { LANGUAGE_CODES } from '../../../server/contract/words/languages.ts';
import { METHODS } from '../../../server/domain/analysis/methods.ts';

it.each(LANGUAGE_CODES)('every column of a study has a head of its own in %s', async (language) => {
  const { methods } = await analysisWords(language);
  for (const { id } of METHODS) {
    const { columns } = methods[id as 'knox'];
    const heads = Object.values(columns).map(shortOf);
    expect([id, heads.filter((head) => head === '')]).toEqual([id, []]);
    expect([id, heads]).toEqual([id, [...new Set(heads)]]);
  }
});

/** Texts that a parameter chooses among. */
const choicesOf = (schema: object): string[] =>
  ((schema as { anyOf?: { const: unknown }[] }).anyOf ?? [])
    .map((one) => one.const)
    .concat((schema as { enum?: unknown[] }).enum ?? [])
    .filter((one) => typeof one === 'string');

it.each(
  LANGUAGE_CODES,
)('every parameter of a study has a name, and every choice a word, in %s', async (language) => {
  const { methods, values } = await analysisWords(language);
  for (const { id, parameters } of METHODS) {
    const { parameters: means } = methods[id as 'knox'];
    const names = Object.values(means).map(shortOf);
    expect([id, names]).toEqual([id, [...new Set(names)].filter(Boolean)]);
    const choices = Object.values(parameters.properties).flatMap(choicesOf);
    expect([id, choices.filter((one) => !Object.hasOwn(values, one))]).toEqual([id, []]);
    expect([id, names.filter((name) => choices.includes(name))]).toEqual([id, []]);
  }
});
