import type { HonestWalks } from '../../server/contract/patrols/honest-walks.ts';
import { RAREST, signalRarity } from '../../server/contract/patrols/signal-rarity.ts';
import { SIGNALS } from '../../server/contract/patrols/verdict.ts';
import { grouped } from '../../server/contract/words/figure.ts';

/** Each signal as a row of a Markdown table: how rare it is among honest walks, weak and strong, and which kind shows it most. */
export const rarityTable = (t: (key: string, values?: Record<string, string>) => string): string =>
  SIGNALS.map((code) => {
    const weak = signalRarity({ code, strength: 'weak' });
    const strong = signalRarity({ code, strength: 'strong' });
    const told = [weak, strong].map(({ by, oneIn, patrols, shown, tail }) => {
      if (oneIn === null || patrols === null || shown === null) return '—';
      const walks = grouped(oneIn);
      if (by === 'tail' && tail)
        return t(oneIn >= RAREST ? 'help.rarityRarest' : 'help.rarityTail', {
          walks,
          patrols: grouped(tail.patrols),
        });
      return t('help.rarityOf', { walks, shown: grouped(shown), patrols: grouped(patrols) });
    });
    const most = weak.most
      ? t('help.rarityMost', {
          kind: t(`honestKind.${weak.most.kind}`),
          shown: grouped(weak.most.shown),
          patrols: grouped(weak.most.patrols),
        })
      : '—';
    return `| ${t(`signal.${code}`)} | ${told.join(' | ')} | ${most} |`;
  }).join('\n');

/** What the counts are of. */
export const rarityCounted = ({ patrols, ruleSet }: HonestWalks) => ({
  patrols: grouped(patrols),
  ruleSet,
});
