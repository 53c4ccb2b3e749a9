import { expect, test } from 'vitest';
import { ROUTES } from '../../server/contract/routes/all.ts';
import { acts as en } from '../../server/contract/words/en/console/people/acts.ts';
import { acts as zh } from '../../server/contract/words/zh/console/people/acts.ts';

/** What is put on record and is no operation. */
const OTHERS = ['liveConsole', 'signInFailed'];

test('everything that comes into the audit log has words, in each language', () => {
  const recorded = ROUTES.filter(
    ({ access, discloses, files, method }) =>
      access !== 'handheld' && (method !== 'GET' || discloses || files?.includes('text/csv')),
  ).map(({ operationId }) => operationId);
  for (const words of [en, zh])
    expect(Object.keys(words)).toEqual(expect.arrayContaining([...recorded, ...OTHERS]));
});
