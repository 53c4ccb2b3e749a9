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
