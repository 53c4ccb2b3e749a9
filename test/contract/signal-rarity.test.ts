import { expect, test } from 'vitest';
import { HONEST_WALKS } from '../../server/contract/patrols/honest-walks.ts';
import { signalRarity } from '../../server/contract/patrols/signal-rarity.ts';
import { SIGNALS } from '../../server/contract/patrols/verdict.ts';
import { WORDS } from '../../server/contract/words/index.ts';
import { interpolate } from '../../server/contract/words/interpolate.ts';
import { LANGUAGE_CODES } from '../../server/contract/words/languages.ts';
import { rarityWords } from '../../server/contract/words/rarity.ts';

test('a law tells the figure of the verdict, a count the bound, and a fault nothing that a walk could tell', () => {
  const law = signalRarity({ code: 'replayed', strength: 'weak', oneIn: 25_000 });
  expect(law).toMatchObject({ by: 'law', oneIn: 25_000, fault: false });
  const count = signalRarity({ code: 'teleport', strength: 'strong' });
  const { oneIn, shown } = HONEST_WALKS.signals.teleport.strong;
  expect(count).toMatchObject({ by: 'count', oneIn, shown, patrols: HONEST_WALKS.patrols });
  const fault = signalRarity({ code: 'mock-provider', strength: 'strong' });
  expect(fault).toMatchObject({ by: null, oneIn: null, shown: null, fault: true });
  expect(signalRarity({ code: 'forged-sequence', strength: 'weak' })).toMatchObject({
    by: 'count',
    fault: true,
  });
});

test.each(LANGUAGE_CODES)('every signal says in words how rare it is, in %s', (language) => {
  const { honestKind, rarity } = WORDS[language].console;
  const kindName = (kind: string) => honestKind[kind as keyof typeof honestKind];
  expect(Object.keys(HONEST_WALKS.kinds).filter((kind) => !kindName(kind))).toEqual([]);
  for (const code of SIGNALS)
    for (const strength of ['weak', 'strong'] as const)
      for (const oneIn of [undefined, 1_000_000]) {
        const told = rarityWords(signalRarity({ code, strength, oneIn }), kindName).map(
          ({ key, values }) => interpolate(rarity[key], values),
        );
        expect(told.length).toBeGreaterThan(0);
        expect(told.join()).not.toMatch(/\{\{|undefined|NaN/);
      }
});
