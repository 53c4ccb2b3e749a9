import type { ChainBreak, Signatures } from '../../contract/patrols/signatures.ts';
import { partition } from '../partition.ts';

/** A signed batch on record. Key and hashes are hex, `seqs` numbers of its fixes, first to last of each run. */
export interface SignedBatch {
  handheldId: number;
  key: string;
  number: number;
  hash: string;
  previous: string;
  session: number;
  seqs: readonly (readonly [number, number])[];
  /** The signature is that of the key. */
  isValid: boolean;
  /** The key is one of the handheld's. */
  isOwn: boolean;
}

/** A fix by its name, with its device time, Unix ms. */
export interface NamedFix {
  handheldId: number;
  session: number;
  seq: number;
  t: number;
}

const BREAKS_MAX = 100;
const placeOf = ({ handheldId, key }: SignedBatch, number: number) =>
  `${handheldId}/${key}/${number}`;

/** What signed batches say of fixes. A function of both sets: `batches` are those of the fixes' sessions and whatever stands before each in its chain. */
export function checkSignatures(
  fixes: readonly NamedFix[],
  batches: readonly SignedBatch[],
): Signatures {
  if (batches.length === 0)
    return { level: 'unsigned', signed: 0, unsigned: fixes.length, breaks: [] };
  const sessions = partition(batches, ({ handheldId, session }) => `${handheldId}/${session}`);
  const held = new Map<SignedBatch, NamedFix[]>();
  let signed = 0;
  for (const fix of fixes) {
    const around = sessions.get(`${fix.handheldId}/${fix.session}`) ?? [];
    const holding = around.filter(({ seqs }) =>
      seqs.some(([first, last]) => first <= fix.seq && fix.seq <= last),
    );
    if (holding.some(isTrue)) signed++;
    for (const batch of holding) held.get(batch)?.push(fix) ?? held.set(batch, [fix]);
  }
  const chain = partition(batches.filter(isTrue), (batch) => placeOf(batch, batch.number));
  const breaks = [...held]
    .flatMap(([batch, its]): ChainBreak[] => {
      const kind = breakOf(batch, chain);
      return kind === null ? [] : [{ kind, ...evidenceOf(batch, its) }];
    })
    .sort((a, b) => a.fixes.fromMs - b.fixes.fromMs || a.number - b.number)
    .slice(0, BREAKS_MAX);
  const unsigned = fixes.length - signed;
  const level =
    breaks.length > 0 ? 'broken' : signed === 0 ? 'unsigned' : unsigned === 0 ? 'signed' : 'partly';
  return { level, signed, unsigned, breaks };
}

const isTrue = ({ isOwn, isValid }: SignedBatch) => isOwn && isValid;

function breakOf(
  batch: SignedBatch,
  chain: ReadonlyMap<string, readonly SignedBatch[]>,
): ChainBreak['kind'] | null {
  if (!isTrue(batch)) return 'foreign';
  if (chain.get(placeOf(batch, batch.number))!.length > 1) return 'fork';
  if (batch.number === 1) return null;
  const before = chain.get(placeOf(batch, batch.number - 1)) ?? [];
  if (before.length === 0) return 'gap';
  return before.some(({ hash }) => hash === batch.previous) ? null : 'fork';
}

function evidenceOf({ handheldId, key, number }: SignedBatch, fixes: readonly NamedFix[]) {
  const times = fixes.map(({ t }) => t);
  return {
    number,
    key: key.slice(0, 8),
    fixes: { handheldId, fromMs: Math.min(...times), toMs: Math.max(...times) },
  };
}
