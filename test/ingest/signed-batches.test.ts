import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSigner, type Signer } from '../../scripts/simulator/wire/signer.ts';
import type { App } from '../../server/app.ts';
import type { WireFix } from '../../server/contract/fixes/fix.ts';
import { packFixBatch } from '../../server/contract/fixes/packed/fix-batch.ts';
import type { BatchProof } from '../../server/contract/fixes/proof.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { sessionsOf } from '../../server/domain/entrance/sessions-of.ts';
import { gatherSignatures } from '../../server/services/verdicts/signatures.ts';
import { startTestApp } from '../support/app.ts';
import { basicAuth, postFixes } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - 2 * HOUR_MS;

describeStores('Signed batches', (store) => {
  let ids: Ids;
  let app: App;
  let signer: Signer;
  const putKey = async (key: string) => {
    const { status } = await fetch(`${app.url}/api/v1/own/key`, {
      method: 'PUT',
      headers: { authorization: basicAuth('H1'), 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    return status;
  };
  const outcomes = async (fixes: WireFix[], proof: BatchProof | object) => {
    const { body } = await postFixes(app.url, 'H1', { session: SESSION, fixes, proof });
    return body.receipts.map(({ cleaned, outcome }) => [outcome, ...(cleaned ?? [])].join(' '));
  };
  const said = async (fromMs: number, toMs: number) => {
    const range = { handheldId: ids.handhelds.H1!, fromMs, toMs };
    const { db } = store();
    const fixes = await readFixes(db, [range]);
    const signatures = await gatherSignatures(db, fixes, sessionsOf(fixes));
    return { ...signatures, breaks: signatures.breaks.map(({ kind, number }) => [kind, number]) };
  };
  const at = (seq: number) => SESSION + 5000 * seq;

  beforeAll(async () => {
    signer = createSigner('01'.repeat(32));
    ids = await seedTestWorld(store().db);
    app = await startTestApp(store().db, { now: () => NOW });
  });
  afterAll(() => app?.close());

  it('are kept beside their fixes, with what breaks their chain, and a handheld has one key a secret', async () => {
    expect([await putKey(signer.key), await putKey(signer.key)]).toEqual([204, 204]);
    expect(await putKey(createSigner('02'.repeat(32)).key)).toBe(403);
    const fixes = walk({ from: SESSION, count: 12 });
    const parts = [fixes.slice(0, 3), fixes.slice(3, 6), fixes.slice(6, 9), fixes.slice(9)];
    const proofs = parts.map((part) => signer.sign({ session: SESSION, fixes: part }));

    expect(await outcomes(parts[0]!, proofs[0]!)).toEqual(Array(3).fill('stored'));
    // The answer was lost: the same again is the same.
    expect(await outcomes(parts[0]!, proofs[0]!)).toEqual(Array(3).fill('duplicate'));
    expect(await outcomes(parts[1]!, proofs[1]!)).toEqual(Array(3).fill('stored'));
    expect(await said(at(0), at(6))).toEqual({
      level: 'signed',
      signed: 6,
      unsigned: 0,
      breaks: [],
    });

    // The third is kept back; the fourth shows it.
    await outcomes(parts[3]!, proofs[3]!);
    expect(await said(at(0), at(12))).toMatchObject({
      level: 'broken',
      signed: 9,
      breaks: [['gap', 4]],
    });
    await outcomes(parts[2]!, proofs[2]!);
    expect(await said(at(0), at(12))).toMatchObject({ level: 'signed', signed: 12, breaks: [] });

    // Packed, the JSON of what it says is signed.
    const more = walk({ from: at(12), count: 3, firstSeq: 12 });
    const batch = { session: SESSION, fixes: more };
    const packed = Buffer.from(packFixBatch({ ...batch, proof: signer.sign(batch) }));
    const type = { 'content-type': 'application/octet-stream' };
    const { body } = await postFixes(app.url, 'H1', packed, type);
    expect(body.receipts.map(({ outcome }) => outcome)).toEqual(Array(3).fill('stored'));
    expect(await said(at(0), at(15))).toMatchObject({ level: 'signed', signed: 15, breaks: [] });
  });

  it('are kept up to the last number there is', async () => {
    const fixes = walk({ from: at(50), count: 2, firstSeq: 2_147_483_646 });
    const proof = signer.sign({ session: SESSION, fixes });
    expect(await outcomes(fixes, proof)).toEqual(['stored', 'stored']);
    expect(await said(at(50), at(51))).toMatchObject({ level: 'signed', signed: 2 });
  });

  it('cost no fix, whatever their proof is', async () => {
    const [forged, foreign, unread] = [0, 1, 2].map((k) =>
      walk({ from: at(100 * (k + 1)), count: 2, firstSeq: 100 * (k + 1) }),
    ) as [WireFix[], WireFix[], WireFix[]];
    const proof = signer.sign({ session: SESSION, fixes: forged });
    const moved = forged.map((fix) => ({ ...fix, lng: fix.lng + 1e-4 }));
    expect(await outcomes(moved, proof)).toEqual(['stored', 'stored']);
    const stranger = createSigner('03'.repeat(32)).sign({ session: SESSION, fixes: foreign });
    expect(await outcomes(foreign, stranger)).toEqual(['stored', 'stored']);
    expect(await outcomes(unread, { signature: 'x' })).toEqual(['stored other', 'stored other']);
    expect(await said(at(100), at(400))).toEqual({
      ...{ level: 'broken', signed: 0, unsigned: 6 },
      breaks: [
        ['foreign', 7],
        ['foreign', 1],
      ],
    });
  });
});
