import type { TFunction } from 'i18next';
import type { SignalRarity } from '../../server/contract/patrols/signal-rarity.ts';
import { rarityWords } from '../../server/contract/words/rarity.ts';

/** How rare a signal is among honest walks, in the reader's words. */
export const rarityTexts = (t: TFunction, rarity: SignalRarity): string[] =>
  rarityWords(rarity, (kind) => t(`honestKind.${kind}`)).map(({ key, values }) =>
    t(`rarity.${key}`, values),
  );
