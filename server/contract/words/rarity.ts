import { FAULTS, RAREST, type SignalRarity } from '../patrols/signal-rarity.ts';
import { grouped } from './figure.ts';

interface Said {
  /** Of the words `rarity`. */
  key:
    | 'law'
    | 'rarest'
    | 'atMost'
    | 'tail'
    | 'together'
    | 'noneWeak'
    | 'noneStrong'
    | 'some'
    | 'most'
    | `fault-${keyof typeof FAULTS}`;
  values: Record<string, string>;
}

/** What is said of how rare a signal is among honest walks, sentence by sentence; `kindName` names a kind of honest walk. */
export function rarityWords(
  { by, code, most, oneIn, patrols, ruleSet, shown, strength, tail }: SignalRarity,
  kindName: (kind: string) => string,
): Said[] {
  const said: Said[] = [];
  const told = (figure: number | null) => grouped(figure ?? 0);
  const walks = told(oneIn);
  const isRarest = oneIn !== null && oneIn >= RAREST;
  if (by === 'law') said.push({ key: isRarest ? 'rarest' : 'law', values: { walks } });
  if (by === 'tail' && tail) {
    said.push({ key: isRarest ? 'rarest' : 'atMost', values: { walks } });
    const kinds = tail.kinds.map(kindName).join(', ');
    said.push({ key: 'tail', values: { patrols: told(tail.patrols), kinds } });
    if (code === 'two-in-one-pocket') said.push({ key: 'together', values: {} });
  }
  if (by === 'count') {
    const none = strength === 'weak' ? 'noneWeak' : 'noneStrong';
    const values = { walks, shown: told(shown), patrols: told(patrols), ruleSet };
    said.push({ key: most ? 'some' : none, values });
  }
  if (by === 'count' && most) {
    const { kind, ...counts } = most;
    const values = { shown: told(counts.shown), patrols: told(counts.patrols) };
    said.push({ key: 'most', values: { ...values, kind: kindName(kind) } });
  }
  if (code in FAULTS) said.push({ key: `fault-${code as keyof typeof FAULTS}`, values: {} });
  return said;
}

/** The same in the words of a page, `say`. */
export const rarityTexts = (
  rarity: SignalRarity,
  say: (key: `honestKind.${string}` | `rarity.${Said['key']}`, values?: Said['values']) => string,
): string[] =>
  rarityWords(rarity, (kind) => say(`honestKind.${kind}`)).map(({ key, values }) =>
    say(`rarity.${key}`, values),
  );
