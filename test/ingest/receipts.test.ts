import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../server/app.ts';
import { packFixBatch } from '../../server/contract/fixes/packed/fix-batch.ts';
import { HOUR_MS } from '../../server/contract/units.ts';
import { readFixes } from '../../server/db/fixes/read-fixes.ts';
import { startTestApp } from '../support/app.ts';
import { openRawHandheld, postFixes, type RawHandheld } from '../support/handheld.ts';
import { walk } from '../support/made/walk.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { describeStores } from '../support/stores/stores.ts';

const SESSION = NOW - HOUR_MS;

describeStores('receipts', (get) => {
  let ids: Ids;
  let app: App;
  const open: RawHandheld[] = [];
  const handheld = async (code: string) => {
    const opened = await openRawHandheld(app.url, code);
    open.push(opened);
    return opened;
  };
  const stored = (code: string, fromMs: number, toMs: number) =>
    readFixes(get().db, [{ handheldId: ids.handhelds[code]!, fromMs, toMs }]);

  beforeAll(async () => {
    ids = await seedTestWorld(get().db, {
      // On duty from 06:00 to 12:00; NOW is 10:00 there.
      rules: { dutyHours: { from: '06:00', to: '12:00' }, dutyGraceMinutes: 30 },
    });
    app = await startTestApp(get().db, { now: () => NOW });
  });
  afterAll(async () => {
    for (const { close } of open) close();
    await app?.close();
  });

  it('come one a fix, in the order sent, when the rows are there', async () => {
    const { ask } = await handheld('H1');
    const fixes = walk({ from: SESSION, count: 500 }).reverse();
    const { receipts } = await ask('fixes', { session: SESSION, sentAt: NOW, fixes });
    const rows = await stored('H1', SESSION, NOW);
    expect(receipts).toEqual(fixes.map(({ seq }) => ({ seq, outcome: 'stored' })));
    expect(rows.map(({ seq }) => seq)).toEqual(fixes.map(({ seq }) => seq).reverse());
    expect(rows[0]).toMatchObject({ session: SESSION, sentMs: NOW, receivedMs: NOW, marks: [] });
  });

  it('say `duplicate` for what is there already, however and wherever it comes again', async () => {
    const { ask } = await handheld('H1');
    const [a, b, c] = walk({ from: SESSION, count: 3, firstSeq: 1000 });
    expect(await ask('fixes', { session: SESSION, fixes: [a, b, a] })).toEqual({
      receipts: [
        { seq: 1000, outcome: 'stored' },
        { seq: 1001, outcome: 'stored' },
        { seq: 1000, outcome: 'duplicate' },
      ],
    });
    const again = await postFixes(app.url, 'H1', { session: SESSION, fixes: [c, b, a] });
    expect(again.body.receipts.map(({ outcome }) => outcome)).toEqual([
      'stored',
      'duplicate',
      'duplicate',
    ]);
  });

  it('and rows are the same whether a batch comes as JSON or packed, over the socket and over HTTP', async () => {
    const { ask } = await handheld('H1');
    const rows = async (opened: number) =>
      (
        await sql<{ fix: object }>`
          select to_jsonb(f) - 'session' as fix from fixes f
          where handheld_id = ${ids.handhelds.H1!} and session = ${new Date(opened)} order by seq`.execute(
          get().db,
        )
      ).rows;
    let session = SESSION - HOUR_MS;
    const of = <T>(...values: T[]) => fc.constantFrom(...values);
    const fix = fc.record({
      seq: fc.nat(60),
      t: of(
        SESSION - 2 * HOUR_MS,
        SESSION - 3 * HOUR_MS + 1,
        SESSION - 2 * HOUR_MS + 0.5,
        SESSION - 48 * HOUR_MS,
        7,
      ),
      lng: of(121.371, 121.3712345, 200),
      lat: of(28.581, 28.5812345, 0),
      accuracyM: of(undefined, 5, 5.25, -1),
      batteryPct: of(undefined, 80, 101),
      mock: of(undefined, true, false),
      gap: of(undefined, 'killed' as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fix, { minLength: 1, maxLength: 20 }),
        fc.boolean(),
        async (fixes, http) => {
          session += 2;
          const batch = {
            session,
            sentAt: NOW,
            fixes: fixes.map((f) => JSON.parse(JSON.stringify(f))),
          };
          const bytes = Buffer.from(packFixBatch({ ...batch, session: session + 1 }));
          const said = await ask('fixes', batch);
          expect(
            http
              ? (
                  await postFixes(app.url, 'H1', bytes, {
                    'content-type': 'application/octet-stream',
                  })
                ).body
              : await ask('fixes', bytes),
          ).toEqual(said);
          expect(await rows(session + 1)).toEqual(await rows(session));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('say that bytes are no batch, and how many fixes one may have', async () => {
    const { ask } = await handheld('H1');
    const fixes = walk({ from: SESSION, count: 501 });
    expect(await ask('fixes', Buffer.from([2]))).toMatchObject({ error: 'invalid' });
    expect(
      await ask('fixes', Buffer.from(packFixBatch({ session: SESSION, fixes }))),
    ).toMatchObject({
      error: 'batch-too-large',
    });
  });

  it('say `stored` once where the same fixes come from many connections at once', async () => {
    const fixes = walk({ from: SESSION, count: 50, firstSeq: 2000 });
    const connections = await Promise.all(Array.from({ length: 6 }, () => handheld('H1')));
    const replies = await Promise.all(
      connections.map(({ ask }) => ask('fixes', { session: SESSION, fixes })),
    );
    const outcomes = replies.flatMap(({ receipts }) => receipts.map(({ outcome }) => outcome));
    expect(outcomes.filter((outcome) => outcome === 'stored').length).toBe(50);
    expect(outcomes.filter((outcome) => outcome === 'duplicate').length).toBe(250);
  });

  it.each([
    ['H2', 'G2', 'gcj02'],
    ['H3', 'G3', 'bd09'],
  ] as const)('of %s are for positions brought to WGS-84, the originals kept', async (code, grid, datum) => {
    const { ask } = await handheld(code);
    const sent = walk({ from: SESSION, count: 20, grid, datum });
    const truth = walk({ from: SESSION, count: 20, grid });
    await ask('fixes', { session: SESSION, fixes: sent });
    const rows = await stored(code, SESSION, NOW);
    expect(rows.length).toBe(20);
    for (const [k, row] of rows.entries()) {
      // 1e-5 degrees are about a metre; the shift itself is some hundred metres.
      expect(Math.abs(row.lng - truth[k]!.lng)).toBeLessThan(1e-5);
      expect(Math.abs(row.lat - truth[k]!.lat)).toBeLessThan(1e-5);
      expect(Math.hypot(sent[k]!.lng - row.lng, sent[k]!.lat - row.lat)).toBeGreaterThan(1e-3);
    }
    const { rows: originals } = await sql<{ lng: number; lat: number }>`
      select original_lng as lng, original_lat as lat from fixes
      where handheld_id = ${ids.handhelds[code]!} order by seq`.execute(get().db);
    expect(originals).toEqual(sent.map(({ lng, lat }) => ({ lng, lat })));
  });

  it('refuse and count what lies off duty, and keep nothing of it', async () => {
    const { ask } = await handheld('H1');
    const at = (hour: string) => Date.parse(`2026-06-01T${hour}:00+08:00`);
    const fixes = ['05:29', '05:31', '12:29', '12:32'].map((hour, k) => ({
      seq: 3000 + k,
      t: at(hour),
      lng: 121.371,
      lat: 28.581,
    }));
    const { receipts } = await ask('fixes', { session: SESSION, fixes });
    expect(receipts.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'off-duty',
      'stored',
      'stored',
      'off-duty',
    ]);
    const kept = await stored('H1', at('00:00'), at('23:59'));
    expect(kept.filter(({ seq }) => seq >= 3000).map(({ seq }) => seq)).toEqual([3001, 3002]);
    const { rows } = await sql`
      select reason, count from refused_fixes
      where handheld_id = ${ids.handhelds.H1!} and reason = 'off-duty'`.execute(get().db);
    expect(rows).toEqual([{ reason: 'off-duty', count: 2 }]);
  });

  it('mark what is implausible by itself and store it all the same', async () => {
    const { ask } = await handheld('H1');
    const [fix] = walk({ from: SESSION, count: 1, firstSeq: 4000 });
    const fixes = [
      { ...fix, seq: 4000, mock: true },
      { ...fix, seq: 4001, accuracyM: 900 },
      { ...fix, seq: 4002, t: NOW + 660_000 },
      { ...fix, seq: 4003, lng: 0, lat: 0 },
    ];
    const { receipts } = await ask('fixes', { session: SESSION, fixes });
    expect(receipts.every(({ outcome }) => outcome === 'stored')).toBe(true);
    const rows = await stored('H1', SESSION, NOW + HOUR_MS);
    const marks = new Map(rows.map((row) => [row.seq, row.marks]));
    expect([4000, 4001, 4002, 4003].map((seq) => marks.get(seq))).toEqual([
      ['mock'],
      ['inaccurate'],
      ['future'],
      ['null-island'],
    ]);
  });

  it('are counted by outcome for whoever scrapes the server', async () => {
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    const count = (outcome: string) =>
      Number(new RegExp(`xunji_fixes_total\\{outcome="${outcome}"\\} (\\d+)`).exec(metrics)?.[1]);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from fixes`.execute(get().db);
    expect(count('stored')).toBe(rows[0]!.count);
    expect(count('duplicate')).toBeGreaterThan(250);
    expect(count('refused:off-duty')).toBe(2);
    expect(metrics).toMatch(/^xunji_ingest_queue_rows 0$/m);
    expect(metrics).toMatch(/^xunji_commit_seconds_count [1-9]/m);
    expect(metrics).toMatch(/^xunji_handheld_sockets [1-9]/m);
    expect(metrics).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });

  it.each([
    'H1',
    'H2',
  ])('of a packed batch of %s refuse a fix without a place alone', async (code) => {
    const { ask } = await handheld(code);
    const fixes = walk({ from: SESSION, count: 5, firstSeq: 5000 });
    const { lng: _, ...placeless } = fixes[1]!;
    const spoiled = [placeless, { ...fixes[2]!, lat: Number.POSITIVE_INFINITY }] as typeof fixes;
    fixes.splice(1, 2, ...spoiled);
    const { receipts } = await ask('fixes', Buffer.from(packFixBatch({ session: SESSION, fixes })));
    expect(receipts.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'stored',
      'invalid',
      'invalid',
      'stored',
      'stored',
    ]);
  });
});
