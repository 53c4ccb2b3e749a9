import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { App } from '../../server/app.ts';
import type { HandheldWarning } from '../../server/contract/fixes/handheld.ts';
import { DAY_MS } from '../../server/contract/units.ts';
import type { Warning, WarningLevel } from '../../server/contract/warnings/warning.ts';
import { countReceipts, missedWarnings } from '../../server/db/warnings/receipts.ts';
import { recordFindings } from '../../server/services/warnings/record-findings.ts';
import { takeStep } from '../../server/services/warnings/steps.ts';
import { startTestApp } from '../support/app.ts';
import { createUser, openConsole, sessionOf } from '../support/console.ts';
import { basicAuth, openRawHandheld } from '../support/handheld.ts';
import { cellsIn, findingOf } from '../support/made/findings.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

let store: TestStore;
let app: App;
let ids: Ids;
let day = 0;
const cookies: Record<string, string> = {};
const opened: { close: () => void }[] = [];
const keep = <T extends { close: () => void }>(one: T): T => {
  opened.push(one);
  return one;
};

/** What a handheld hears of warnings; it acknowledges unless told not to. */
async function listen(handheld: string, { acknowledge = true } = {}) {
  const heard: HandheldWarning[] = [];
  const told: { count: number; resolve: () => void }[] = [];
  // Catching up begins as the server connects it; the listener must be there before the first word is read.
  const { socket, close } = keep(await openRawHandheld(app.url, handheld));
  (socket as Socket).on('warning', (warning: HandheldWarning, ack: () => void) => {
    heard.push(warning);
    if (acknowledge) ack();
    for (const { count, resolve } of told) if (heard.length >= count) resolve();
  });
  return {
    says: () => heard.map(({ id, edition, state, level }) => `${id}/${edition} ${state} ${level}`),
    until: (count: number) =>
      new Promise<void>((resolve) => {
        if (heard.length >= count) resolve();
        else told.push({ count, resolve });
      }),
    close,
  };
}

/** A daily run that finds this in a grid, announced as the job does. */
async function run(level: WarningLevel, grid = 'G1'): Promise<Warning> {
  const at = NOW + day++ * DAY_MS;
  const warnings = await recordFindings(store.db, {
    areaId: ids.areas[grid]!,
    at,
    now: at,
    findings: [findingOf({ areaId: ids.areas[grid]!, at, level, cells: cellsIn(grid) })],
  });
  for (const warning of warnings) app.context.announce.warning(warning);
  return warnings[0]!;
}
const receipts = (id: number, seen: number) =>
  vi.waitFor(async () => expect((await countReceipts(store.db, id)).seen).toBe(seen));

beforeAll(async () => {
  store = await openEmbedded();
  ids = await seedTestWorld(store.db);
  for (const village of ['V1', 'V2'])
    await createUser(store.db, { name: village, role: 'supervisor', areaId: ids.areas[village]! });
  app = await startTestApp(store.db, { now: () => NOW });
  for (const village of ['V1', 'V2']) cookies[village] = await sessionOf(app.url, village);
}, 120_000);
afterAll(async () => {
  for (const { close } of opened) close();
  await app?.close();
  await store?.close();
});

it('a warning goes to the handhelds of its grids and the consoles of its area, to no others', async () => {
  const [h1, h3] = [await listen('H1'), await listen('H3')];
  const [one, two] = ['V1', 'V2'].map((village) => keep(openConsole(app.url, cookies[village]!)));
  await Promise.all([one, two].map((console_) => console_!.until(({ length }) => length > 0)));
  const inG1 = await run('yellow', 'G1');
  const inG3 = await run('red', 'G3');
  await Promise.all([h1.until(1), h3.until(1)]);
  const seen = (console_: typeof one) =>
    console_!.frames.flatMap(({ warnings }) => warnings.map(({ id, level }) => [id, level]));
  await Promise.all([one, two].map((c) => c!.until(() => seen(c).length > 0)));
  expect([h1.says(), h3.says()]).toEqual([
    [`${inG1.id}/1 raised yellow`],
    [`${inG3.id}/1 raised red`],
  ]);
  expect([seen(one), seen(two)]).toEqual([[[inG1.id, 'yellow']], [[inG3.id, 'red']]]);
  await receipts(inG1.id, 1);
  await receipts(inG3.id, 1);
  // Where sockets are blocked the same is there to be read, and reading it is no receipt.
  const read = async (handheld: string) => {
    const reply = await fetch(`${app.url}/api/v1/own/warnings`, {
      headers: { authorization: basicAuth(handheld) },
    });
    return (await reply.json()) as { warnings: HandheldWarning[] };
  };
  expect(await read('H3')).toMatchObject({ warnings: [{ id: inG3.id, level: 'red' }] });
  expect(await read('H2')).toEqual({ warnings: [] });
  for (const { close } of [h1, h3, one!, two!]) close();
});

it('a handheld that was away hears on connecting what it has not acknowledged, once, and what is over', async () => {
  const first = await run('yellow', 'G2');
  const deaf = await listen('H2', { acknowledge: false });
  await deaf.until(1);
  deaf.close();
  const rose = await run('red', 'G2');
  expect(rose.id).toBe(first.id);
  const back = await listen('H2');
  await back.until(1);
  expect(back.says()).toEqual([`${first.id}/2 raised red`]);
  await receipts(first.id, 1);
  back.close();
  const reply = await takeStep(store.db, first.id, {
    step: 'close',
    by: 'V1',
    at: NOW,
    comment: null,
    verdict: 'real',
  });
  app.context.announce.warning((reply as { warning: Warning }).warning);
  const again = await listen('H2');
  await again.until(1);
  expect(again.says()).toEqual([`${first.id}/3 closed red`]);
  await vi.waitFor(async () =>
    expect(
      await store.db
        .selectFrom('warning_receipts')
        .select('edition')
        .where('warning_id', '=', first.id)
        .execute(),
    ).toEqual([{ edition: 3 }]),
  );
  again.close();
  const fresh = await listen('H2');
  await run('blue', 'G2');
  await fresh.until(1);
  expect(fresh.says()).toHaveLength(1);
  expect(fresh.says()[0]).not.toMatch(new RegExp(`^${first.id}/`));
});

it('a handheld without a socket says what it took, and that is its receipt: of its own grid, in no edition to come', async () => {
  const rose = await run('orange', 'G1');
  const take = (handheld: string) =>
    fetch(`${app.url}/api/v1/own/warnings`, {
      method: 'POST',
      headers: { authorization: basicAuth(handheld), 'content-type': 'application/json' },
      body: JSON.stringify({ taken: [{ id: rose.id, edition: 99 }] }),
    });
  const missed = async () =>
    (await missedWarnings(store.db, { warningId: rose.id }, NOW)).map(
      ({ handheldId }) => handheldId,
    );
  expect(await take('H3')).toMatchObject({ status: 204 });
  expect(await missed()).toEqual([ids.handhelds.H1]);
  expect(await take('H1')).toMatchObject({ status: 204 });
  expect(await missed()).toEqual([]);
  await run('red', 'G1');
  expect(await missed()).toEqual([ids.handhelds.H1]);
});

it('a console that was away finds in its first frame what stands now, and nothing that is over', async () => {
  const console_ = keep(openConsole(app.url, cookies.V1!));
  await console_.until(({ length }) => length > 0);
  const standing = console_.frames[0]!.warnings;
  expect(console_.frames[0]!.snapshot).toBe(true);
  expect(standing.map(({ areaId, state }) => [areaId, state])).toEqual([
    [ids.areas.G2, 'raised'],
    [ids.areas.G1, 'raised'],
  ]);
});
