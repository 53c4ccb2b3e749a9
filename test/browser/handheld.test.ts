import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { encodeQR } from 'qr';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../scripts/simulator/random.ts';
import type { App } from '../../server/app.ts';
import type { Case } from '../../server/contract/cases/case.ts';
import type { CaseDetail } from '../../server/contract/cases/detail.ts';
import type { PrintedCode } from '../../server/contract/checkpoints/print.ts';
import type { Alert } from '../../server/contract/console/console.ts';
import { GAP_REASONS } from '../../server/contract/fixes/fix.ts';
import type { NewEnrolment } from '../../server/contract/handhelds/enrolment.ts';
import { PHOTO } from '../../server/contract/handhelds/own.ts';
import type { Incident } from '../../server/contract/incidents/incident.ts';
import type { Evidence, Patrol } from '../../server/contract/patrols/patrol.ts';
import { HOUR_MS, MINUTE_MS } from '../../server/contract/units.ts';
import { subscriptionsOf } from '../../server/db/handhelds/push-subscriptions.ts';
import { putIncidentCategories } from '../../server/db/people/provision.ts';
import { startTestApp } from '../support/app.ts';
import { barriersOf, COARSE, hasBrowser, openBrowser, openDesk } from '../support/browser.ts';
import { createUser, sessionOf } from '../support/console.ts';
import { PLACE, segment } from '../support/made/jpeg.ts';
import { cornerOf, type Ids, NOW, SIDE_DEG, seedTestWorld } from '../support/made/world.ts';
import { queueOf, walkOn } from '../support/phone.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const SLOW_MS = 60_000;
const UPDATE_PICTURES = process.env.UPDATE_PICTURES === '1';
interface Spied {
  persists: number;
  locks: { released: boolean }[];
}
/** Counts, in the page, what the app asks the phone for: to keep what is stored, and the screen on. */
function spyOnPhone() {
  const seen: Spied = { persists: 0, locks: [] };
  Object.assign(window, { seen });
  StorageManager.prototype.persist = async () => {
    seen.persists += 1;
    return true;
  };
  // A browser without a screen gives no lock of its own.
  WakeLock.prototype.request = async () => {
    const lock = {
      released: false,
      release: async () => {
        lock.released = true;
      },
    };
    seen.locks.push(lock);
    return lock as unknown as WakeLockSentinel;
  };
}
/** How often it asked for the one, and which locks of the other it holds. */
const spied = () => {
  const { persists, locks } = (window as unknown as { seen: Spied }).seen;
  return { persists, awake: locks.map(({ released }) => !released) };
};
/** A camera's picture of more bytes than the server takes, with where it was taken. */
async function photoOf(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1300, 900);
    const context = canvas.getContext('2d')!;
    const noise = context.createImageData(1300, 900);
    for (let at = 0; at < noise.data.length; at += 65_536)
      crypto.getRandomValues(noise.data.subarray(at, at + 65_536));
    context.putImageData(noise, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
    const reader = new FileReader();
    return new Promise<string>((resolve) => {
      reader.onload = () => resolve((reader.result as string).split(',')[1]!);
      reader.readAsDataURL(blob);
    });
  });
  const image = Buffer.from(drawn, 'base64');
  return Buffer.concat([image.subarray(0, 2), segment(0xe1, PLACE), image.subarray(2)]);
}
/** What comes of exporting, in the page, every key that the phone keeps. */
const exported = () =>
  new Promise<string[]>((resolve, reject) => {
    const opening = indexedDB.open('xunji-handheld');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction('identities').objectStore('identities').getAll();
      all.onsuccess = async () => {
        const [{ key, signing }] = all.result;
        const tries = ['raw', 'jwk', 'pkcs8'].flatMap((format) =>
          [key, ...(signing ? [signing.privateKey] : [])].map((one) =>
            crypto.subtle.exportKey(format as 'raw', one).then(
              () => 'exported',
              ({ name }) => name,
            ),
          ),
        );
        opening.result.close();
        resolve([...new Set(await Promise.all(tries))]);
      };
    };
  });
/** What the officer's cases are asked for by. */
const OWN_CASES = '**/api/v1/own/cases*';
/** A walk of lanes 28 m apart at an easy pace. */
const [STEP_MS, PACE_MPS, LANES, LANE_M] = [60_000, 0.95, 16, 390];
/** Every position by the phone's key, in one chain. */
const SIGNED = { level: 'signed', unsigned: 0, breaks: [] };
const FIRST_LOAD_MAX = 200 * 1024;
/** On the first lanes of the walk, and on its last ones. */
const CHECKPOINTS = [
  { id: 'east', name: '东门', at: [0.9, 0.1] },
  { id: 'school', name: '小学', at: [0.3, 0.8] },
].map(({ id, name, at: [x, y] }) => {
  const { lng, lat } = cornerOf('G1');
  const position = { lng: lng + SIDE_DEG * x!, lat: lat + SIDE_DEG * y! };
  return { id, name, position, radiusM: 50, minDwellS: 0 };
});

/** In the page: holds a QR code, rows of dark and light, before its camera. */
function showToCamera(rows: boolean[][]): void {
  const px = 8;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = rows.length * px;
  const context = canvas.getContext('2d')!;
  // A picture that never changes is not sent on.
  setInterval(() => {
    for (const [y, row] of rows.entries())
      for (const [x, isDark] of row.entries()) {
        context.fillStyle = isDark ? '#000' : '#fff';
        context.fillRect(x * px, y * px, px, px);
      }
  }, 100);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream();
}

describe.skipIf(!hasBrowser())('An officer’s handheld', () => {
  let store: TestStore;
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let ids: Ids;
  let cookie: string;
  let now = NOW;
  const corner = cornerOf('G1');
  const random = createRandom('a receiver in a pocket');
  /** Steps on the way so far. */
  let way = 0;
  /** Fixes of the handheld so far: what must be stored in the end. */
  let walked = 0;

  beforeAll(async () => {
    store = await openEmbedded();
    ids = await seedTestWorld(store.db, {
      rules: { minutesPerPatrol: 110, coveragePerPatrol: 0.4, checkpoints: CHECKPOINTS },
    });
    await putIncidentCategories(store.db, [
      { code: 'c1', nameZh: '垃圾堆放', nameEn: 'Rubbish', points: 1 },
      { code: 'c2', nameZh: '路灯损坏', nameEn: 'Street lamp', points: 1 },
    ]);
    await createUser(store.db, { name: 'admin', role: 'administrator', areaId: ids.areas.D! });
    app = await startTestApp(store.db, {
      now: () => now,
      config: { webPushContact: 'mailto:ops@example.com', webhookPrivateHosts: true },
    });
    cookie = await sessionOf(app.url, 'admin');
    browser = await openBrowser();
    context = await browser.newContext({
      ...(UPDATE_PICTURES ? {} : COARSE),
      viewport: { width: 390, height: 844 },
      locale: 'zh-CN',
      // None of the place: what the app tells is by the grid's clocks.
      timezoneId: 'America/Lima',
      geolocation: { longitude: cornerOf('G1').lng + 0.002, latitude: cornerOf('G1').lat + 0.002 },
      permissions: ['geolocation', 'notifications'],
    });
    // Sooner than a test ends: what was waited for is then told.
    context.setDefaultTimeout(SLOW_MS / 2);
    page = await openPage();
  }, 3 * SLOW_MS);

  afterAll(async () => {
    await browser?.close();
    await app?.close();
    await store?.close();
  }, SLOW_MS);

  async function openPage(path = '/handheld', prepare?: (page: Page) => unknown): Promise<Page> {
    const opened = await context.newPage();
    await prepare?.(opened);
    await opened.clock.setFixedTime(now);
    await opened.goto(app.url + path);
    return opened;
  }
  const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> =>
    (await (
      await fetch(`${app.url}/api/v1${path}`, {
        ...init,
        headers: { cookie, 'content-type': 'application/json' },
      })
    ).json()) as T;
  const tokenFor = async (handheld: string) =>
    (await ask<NewEnrolment>(`/handhelds/${handheld}/enrolments`, { method: 'POST', body: '{}' }))
      .token;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const sent = (stored: number) =>
    expect.poll(() => queueOf(page), { timeout: SLOW_MS }).toEqual({ stored, waiting: 0 });
  const tab = (name: string) =>
    page.getByRole('navigation').getByRole('button', { name, exact: true });
  /** For the help page, where it is asked for, in every language. */
  const picture = async (name: string) => {
    if (!UPDATE_PICTURES) return;
    await page.locator('main').waitFor();
    for (const language of ['en', 'zh']) {
      await page.evaluate((newValue) => {
        dispatchEvent(new StorageEvent('storage', { key: 'xunji.language', newValue }));
      }, language);
      await page.locator(`html[lang^=${language}]`).waitFor({ state: 'attached' });
      await page.screenshot({ path: `client/help/handheld/${language}/${name}.png` });
    }
  };
  const hold = async () => {
    await button('按住求助').hover();
    await page.mouse.down();
    await page.getByText('求助待发').waitFor();
    await page.mouse.up();
  };
  const storedOf = async (handheld: string) =>
    (
      await store.db
        .selectFrom('fixes')
        .select(['session', 'seq'])
        .where('handheld_id', '=', ids.handhelds[handheld]!)
        .execute()
    ).length;
  /** Steps of a walk from now on, each `STEP_MS` after the one before, on lanes through the whole grid, with a receiver's error. */
  const steps = (count: number) =>
    Array.from({ length: count }, (_, k) => {
      const m = (way + k) * (STEP_MS / 1000) * PACE_MPS;
      const lane = Math.floor(m / LANE_M) % LANES;
      const along = (m % LANE_M) / LANE_M;
      return {
        t: now + (k + 1) * STEP_MS,
        lng: corner.lng + SIDE_DEG * (lane % 2 ? 1 - along : along) + random.normal(0, 3e-5),
        lat: corner.lat + (SIDE_DEG * (lane + 0.5)) / LANES + random.normal(0, 3e-5),
      };
    });
  const goOn = async (count: number) => {
    const made = steps(count);
    way += count;
    await walkOn(page, made, (t) => {
      now = t;
    });
    walked += count;
  };
  const begin = async () => {
    await button('开始巡查').click();
    await standsAt(0);
  };
  /** A watch that begins tells where the phone is: a fix of its own. */
  const standsAt = async (before: number) => {
    await page.locator(`[data-testid=patrol][data-walked="${before + 1}"]`).waitFor();
    walked += 1;
  };
  const finish = async () => {
    await button('结束巡查').click();
    await button('结束').click();
    await button('开始巡查').waitFor();
  };
  /** A minute and a half in one place, looked at every ten seconds: a fix each half minute is enough. */
  const stand = async () => {
    const at = steps(1)[0]!;
    for (let k = 1; k <= 9; k++) {
      await later(10_000);
      const accuracy = 10 + k;
      await context.setGeolocation({ longitude: at.lng, latitude: at.lat, accuracy });
      await page.getByText(`精度 ${accuracy} 米`).waitFor();
    }
    way += 1;
    walked += 3;
  };
  const later = async (ms: number) => {
    now += ms;
    await page.clock.setFixedTime(now);
  };

  test('weighs at most 200 KiB before anything is shown, all it needs without a network counted', () => {
    const { files } = JSON.parse(
      /const APP_FILES = (\{.*?\});/.exec(
        readFileSync('dist/client/handheld-worker.js', 'utf8'),
      )![1]!,
    ) as { files: string[] };
    const bytes = files.map((file) => gzipSync(readFileSync(`dist/client${file}`)).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_LOAD_MAX);
  });

  test(
    'is enrolled by the code of its sheet, in Chinese, and starts without a network from then on',
    async () => {
      await picture('enrol');
      await page.getByLabel('绑定码').fill('0123456789012345678901');
      await button('绑定').click();
      await page.getByText('绑定码不对').waitFor();
      await page.close();
      page = await openPage(`/handheld#${await tokenFor('H1')}`);
      await page.getByText('officer O1').waitFor();
      expect(await page.evaluate(exported)).toEqual(['InvalidAccessError']);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await context.setOffline(true);
      await page.reload();
      await page.getByText('officer O1').waitFor();
      await page.getByText('离线').waitFor();
      await context.setOffline(false);
    },
    SLOW_MS,
  );

  test(
    'a two-hour patrol walked is completed, what was walked is what is stored',
    async () => {
      await page.evaluate(spyOnPhone);
      await begin();
      const screen = page.getByTestId('patrol');
      await screen.getByText('重点部位 0 / 2 未到：东门、小学').waitFor();
      await goOn(40);
      await screen.getByText('重点部位 1 / 2 未到：小学').waitFor();
      await picture('patrol');
      await goOn(80);
      await screen.getByText('重点部位 2 / 2', { exact: true }).waitFor();
      const covered = page.locator('canvas');
      expect(Number(await covered.getAttribute('data-seen'))).toBeGreaterThan(500);
      expect(await page.evaluate(spied)).toEqual({ persists: 1, awake: [true] });
      await finish();
      await expect.poll(() => page.evaluate(spied)).toEqual({ persists: 1, awake: [false] });
      // Asked for before it is judged: what comes later is shown by itself.
      await tab('我的').click();
      await sent(walked);
      expect(await storedOf('H1')).toBe(walked);
      await page.getByRole('main').getByRole('button', { name: /达标/ }).waitFor();
      const [latest] = (await ask<{ patrols: Patrol[] }>('/patrols')).patrols;
      expect(latest?.outcome).toBe('completed');
    },
    2 * SLOW_MS,
  );

  test(
    'its verdict is read in plain words, and contested with a text that the supervisor reads',
    async () => {
      await picture('mine');
      await page.getByRole('main').getByRole('button', { name: /达标/ }).click();
      await page.getByLabel(/写下实际情况/).waitFor();
      await picture('verdict');
      await page.getByLabel(/写下实际情况/).fill('东门在施工，绕行');
      await button('提交异议').click();
      await page.getByText('异议已提交').waitFor();
      await page.getByText('待督导员决定').waitFor();
      const [patrol] = (await ask<{ patrols: Patrol[] }>('/patrols')).patrols;
      const path = `/officers/${patrol!.officerId}/patrols/${patrol!.id}`;
      const evidence = await ask<Evidence>(path);
      expect(evidence).toMatchObject({
        contests: [{ text: '东门在施工，绕行', note: null }],
        signatures: SIGNED,
      });
      expect(evidence.verdicts[0]!.signatures).toMatchObject(SIGNED);
      await tab('巡查').click();
    },
    SLOW_MS,
  );

  test(
    'forty minutes without a network, the app killed in the middle and the permission taken away lose nothing and say why',
    async () => {
      await later(HOUR_MS);
      await begin();
      await goOn(5);
      await context.setOffline(true);
      await goOn(40);
      expect((await queueOf(page)).waiting).toBeGreaterThan(40);
      await context.setOffline(false);
      await sent(46);

      // Its process dies: a page that is closed is told first that its permission is gone.
      const gone = page.waitForEvent('crash');
      void page.goto('chrome://crash').catch(() => {});
      await gone;
      await page.close();
      now += 5 * MINUTE_MS;
      page = await openPage();
      await standsAt(46);
      await goOn(2);

      await context.clearPermissions();
      await page.locator('[data-notice=no-permission]').waitFor();
      await later(5 * MINUTE_MS);
      await context.grantPermissions(['geolocation', 'notifications']);
      await standsAt(49);
      await goOn(2);

      await stand();
      await finish();
      await sent(55);
      expect(await storedOf('H1')).toBe(walked);
      // Neither a lost network nor a killed app breaks the chain of signed batches.
      const [patrol] = (await ask<{ patrols: Patrol[] }>('/patrols')).patrols;
      const path = `/officers/${patrol!.officerId}/patrols/${patrol!.id}`;
      expect(await ask(path)).toMatchObject({ signatures: SIGNED });
      const gaps = await store.db
        .selectFrom('fixes')
        .select('gap_reason')
        .where('gap_reason', 'is not', null)
        .orderBy('device_time')
        .execute();
      expect(gaps.map(({ gap_reason }) => GAP_REASONS[gap_reason!])).toEqual([
        'killed',
        'permission',
      ]);
    },
    3 * SLOW_MS,
  );

  test(
    'three thousand fixes that waited go out, each once; two windows are one handheld',
    async () => {
      await context.setOffline(true);
      await page.evaluate(
        ({ count, from, position }) =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open('xunji-handheld H1');
            opening.onsuccess = () => {
              const trx = opening.result.transaction('fixes', 'readwrite');
              for (let seq = 0; seq < count; seq++)
                trx
                  .objectStore('fixes')
                  .add({ ...position, session: from, seq, t: from + seq * 5_000, accuracyM: 5 });
              trx.oncomplete = () => resolve();
              trx.onerror = () => reject(trx.error);
            };
          }),
        { count: 3_000, from: now - 5 * HOUR_MS, position: { lng: corner.lng, lat: corner.lat } },
      );
      walked += 3_000;
      const second = await openPage();
      await second.getByText('另一个窗口').waitFor();
      await context.setOffline(false);
      await sent(3_055);
      expect(await storedOf('H1')).toBe(walked);
      await second.close();
      await page.bringToFront();
    },
    2 * SLOW_MS,
  );

  test(
    'a call for help made without a network and outside a patrol goes before all else, tells where it was made, and shows when it was stored and who has seen it',
    async () => {
      // Where the patrol ended says nothing any more.
      await later(2 * MINUTE_MS);
      const here = { lng: corner.lng + SIDE_DEG / 4, lat: corner.lat + SIDE_DEG / 3 };
      await context.setGeolocation({ longitude: here.lng, latitude: here.lat, accuracy: 8 });
      await context.setOffline(true);
      await hold();
      await page.getByText('求助待发').waitFor();
      await context.setOffline(false);
      await page.getByText('服务器已收到求助').waitFor();
      const calls = async () => (await ask<{ alerts: Alert[] }>('/alerts?kind=sos')).alerts;
      await expect.poll(calls, { timeout: SLOW_MS }).toMatchObject([here]);
      const [call] = await calls();
      await ask(`/officers/${call!.officerId}/alerts/${call!.id}/acknowledge`, {
        method: 'POST',
        body: '{}',
      });
      await page.getByText('admin 已确认求助').waitFor();
      await picture('sos');
    },
    SLOW_MS,
  );

  test(
    'what was found is reported without a network, by the initials of its category, and stored with its photo',
    async () => {
      await context.setOffline(true);
      await tab('上报').click();
      await page.getByLabel('名称或拼音首字母').fill('ldsh');
      await page.getByRole('button', { name: '路灯损坏' }).click();
      await page.getByLabel('说明（可不填）').fill('灯不亮');
      const camera = await photoOf(page);
      const taken = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: camera };
      await page.locator('input[type=file]').setInputFiles(taken);
      await page.locator('.photos img').waitFor();
      // A look at another screen costs nothing of it.
      await tab('巡查').click();
      await tab('上报').click();
      await picture('report');
      await page.getByRole('main').getByRole('button', { name: '上报', exact: true }).click();
      await page.getByText('已存好').waitFor();
      await context.setOffline(false);
      await later(MINUTE_MS);
      const found = async () => (await ask<{ incidents: Incident[] }>('/incidents')).incidents;
      await expect.poll(found, { timeout: SLOW_MS }).toMatchObject([{ category: 'c2' }]);
      const [incident] = await found();
      const address = `/incidents/${encodeURIComponent(incident!.id)}/found`;
      await expect
        .poll(() => ask(address), { timeout: SLOW_MS })
        .toEqual({ text: '灯不亮', photos: ['p1'] });
      const kept = Buffer.from(
        await (
          await fetch(`${app.url}/api/v1${address.replace('/found', '/photos/p1')}`, {
            headers: { cookie },
          })
        ).arrayBuffer(),
      );
      expect([camera, kept].map((image) => image.includes(PLACE))).toEqual([true, false]);
      expect(kept.includes('Exif')).toBe(false);
      expect([camera, kept].map(({ length }) => length > PHOTO.bytesMax)).toEqual([true, false]);

      const desk = await openDesk(browser, SLOW_MS, { ...COARSE, locale: 'zh-CN' });
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      await desk.addCookies([{ name, value, url: app.url }]);
      const console_ = await desk.newPage();
      await console_.clock.setFixedTime(now);
      await console_.goto(app.url);
      await console_.getByTestId('officer-row').filter({ hasText: 'officer O1' }).click();
      await console_
        .getByTestId('found-by')
        .getByRole('button', { name: /路灯损坏/ })
        .click();
      const shown = console_.getByTestId('found');
      await shown.getByText('灯不亮').waitFor();
      const photo = shown.getByRole('img', { name: '照片 1' });
      await expect
        .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth), {
          timeout: SLOW_MS,
        })
        .toBeGreaterThan(0);
      await desk.close();

      await ask('/cases', { method: 'POST', body: JSON.stringify({ incidentId: incident!.id }) });
      await tab('案件').click();
      const own = page.getByTestId('own-case');
      await own.getByText('路灯损坏').waitFor();
      const due = async (route: Route) => {
        const reply = await route.fetch();
        const { cases } = (await reply.json()) as { cases: Case[] };
        const dated = cases.map((one) => ({ ...one, dueAt: '2026-11-30T16:30:00.000Z' }));
        await route.fulfill({ response: reply, json: { cases: dated } });
      };
      await page.route(OWN_CASES, due);
      await page.getByRole('button', { name: '刷新' }).click();
      await own.getByText('12-01 00:30').waitFor();
      await page.unroute(OWN_CASES, due);
      await picture('cases');
    },
    2 * SLOW_MS,
  );

  test(
    'the steps of a case are taken without a network, still wait when the app is opened anew, and arrive in their order with a photo',
    async () => {
      const one = page.getByTestId('own-case');
      const take = async (name: string, photo?: Buffer) => {
        await later(MINUTE_MS);
        await one.getByRole('button', { name, exact: true }).click();
        const input = one.locator('input[type=file]');
        if (photo)
          await input.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: photo });
        if (photo) await one.locator('.photos img').waitFor();
        await one.getByRole('button', { name, exact: true }).click();
        await one.getByText(`${name} · 已存在手机上`).waitFor();
      };
      const shot = await page.screenshot();
      await context.setOffline(true);
      for (const name of ['接单', '出发', '到场']) await take(name);
      await take('处置完毕', shot);
      await page.reload();
      await tab('案件').click();
      await one.getByText('处置完毕 · 已存在手机上').waitFor();
      expect(await one.getByRole('button').count()).toBe(0);
      await context.setOffline(false);
      const [{ id }] = (await ask<{ cases: [Case] }>('/cases')).cases;
      const done = async () => {
        const { facts, photos } = await ask<CaseDetail>(`/cases/${id}`);
        return [facts.map(({ step }) => step), photos.length];
      };
      await expect
        .poll(done, { timeout: SLOW_MS })
        .toEqual([['report', 'take', 'set-out', 'arrive', 'handle'], 1]);
      // Others check it.
      await one.getByText('已反馈').waitFor();
      expect(await one.getByRole('button').count()).toBe(0);
    },
    SLOW_MS,
  );

  test(
    'a step of a case that another acted on meanwhile arrives all the same, and what the other did is told until it is put away',
    async () => {
      const post = (path: string, body: object) =>
        ask<Case>(path, { method: 'POST', body: JSON.stringify(body) });
      const [{ category, position }] = (await ask<{ cases: [Case] }>('/cases')).cases;
      const from = new Date(now).toISOString();
      const more = { category, position, from, severity: 'minor', foundBy: 'reported' };
      await post('/incidents', { incidents: [{ id: 'meanwhile', ...more }] });
      const { id, version } = await post('/cases', { incidentId: 'meanwhile' });
      await page.getByRole('button', { name: '刷新' }).click();
      const one = page.getByTestId('own-case').filter({ hasText: `#${id} ` });
      await one.waitFor();
      await context.setOffline(true);
      await later(MINUTE_MS);
      await one.getByRole('button', { name: '接单' }).click();
      await one.getByRole('button', { name: '接单' }).click();
      await one.getByText('接单 · 已存在手机上').waitFor();
      await later(MINUTE_MS);
      await post(`/cases/${id}/steps`, { step: 'withdraw', version, why: '重复上报' });
      await context.setOffline(false);
      const news = page.getByTestId('case-news').filter({ hasText: `#${id} 接单` });
      await news.getByText(/撤案/).waitFor();
      expect(await news.textContent()).not.toMatch(/T\d\d:\d\d:/);
      // It is nothing to do any more, and does not look as if it were not sent.
      await one.waitFor({ state: 'detached' });
      const { facts } = await ask<CaseDetail>(`/cases/${id}`);
      expect(facts.map(({ step }) => step)).toEqual(['report', 'take', 'withdraw']);
      await news.getByRole('button', { name: '知道了' }).click();
      await news.waitFor({ state: 'detached' });
    },
    SLOW_MS,
  );

  test(
    'notices are switched on, and what is pushed is shown while the app is closed',
    async () => {
      await page.evaluate(
        (keys) => {
          const made = {
            endpoint: 'http://127.0.0.1:9/phone',
            toJSON: () => ({ endpoint: 'http://127.0.0.1:9/phone', keys }),
          };
          // No push service is in reach: only its answer is made up.
          PushManager.prototype.subscribe = async () => made as unknown as PushSubscription;
        },
        { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
      );
      await tab('更多').click();
      await page.getByTestId('push').getByRole('button', { name: '开启' }).click();
      await page.locator('[data-testid=push][data-state=on]').waitFor();
      await picture('more');
      expect(await subscriptionsOf(store.db, ids.handhelds.H1!)).toMatchObject([
        { endpoint: 'http://127.0.0.1:9/phone', language: 'zh' },
      ]);

      const other = await context.newPage();
      await other.goto(`${app.url}/health`);
      const devtools = await context.newCDPSession(other);
      const registered = new Promise<string>((resolve) =>
        devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
          const own = registrations.find(({ scopeURL }) => scopeURL.endsWith('/handheld'));
          if (own) resolve(own.registrationId);
        }),
      );
      await devtools.send('ServiceWorker.enable');
      const registrationId = await registered;
      await page.close();
      const notice = {
        title: '红色预警：一号网格',
        body: '报告 12 起，预计 2.3 起',
        tag: 'warning-1',
      };
      await devtools.send('ServiceWorker.deliverPushMessage', {
        ...{ origin: app.url, registrationId, data: JSON.stringify(notice) },
      });
      page = await openPage();
      const shown = () =>
        page.evaluate(async () => {
          const { getNotifications } = ServiceWorkerRegistration.prototype;
          const all = await getNotifications.call(await navigator.serviceWorker.ready);
          return all.map(({ title, body, tag }) => ({ title, body, tag }));
        });
      await expect.poll(shown, { timeout: SLOW_MS }).toEqual([notice]);
      await other.close();
    },
    SLOW_MS,
  );

  test(
    'a message to the officer is shown over every screen until it is read',
    async () => {
      const messages = `/officers/${ids.officers.O1}/messages`;
      await ask(messages, {
        method: 'POST',
        body: JSON.stringify({ text: '请到东门', place: { lng: corner.lng, lat: corner.lat } }),
      });
      const message = page.getByTestId('message');
      await message.getByText('请到东门').waitFor();
      // With its map it drives neither the call for help nor the tabs from the screen.
      for (const one of [button('按住求助'), tab('更多')]) {
        const { y, height } = (await one.boundingBox())!;
        expect(y + height).toBeLessThanOrEqual(844);
      }
      await message.getByRole('button', { name: '已阅' }).click();
      await message.waitFor({ state: 'detached' });
      await expect
        .poll(() => ask(messages))
        .toMatchObject({ messages: [{ readAt: expect.any(String) }] });
    },
    SLOW_MS,
  );

  test(
    'codes of checkpoints scanned and typed without a network are kept, and confirm them once there is one',
    async () => {
      const print = async (kind: 'day' | 'tag', id: string) => {
        const body = JSON.stringify({ area: 'D', kind });
        const { codes } = await ask<{ codes: PrintedCode[] }>('/checkpoint-codes', {
          method: 'POST',
          body,
        });
        return codes.find(({ checkpoint }) => checkpoint === id)!.code;
      };
      const [school, east] = [await print('day', 'school'), await print('tag', 'east')];
      const duty = page.waitForResponse(/own\/duty/);
      await page.reload();
      await duty;
      // Near none of them.
      await context.setGeolocation({ longitude: corner.lng, latitude: corner.lat, accuracy: 5 });
      await begin();
      await context.setOffline(true);
      await page.evaluate(showToCamera, encodeQR(school, 'raw'));
      await button('扫重点部位码').click();
      const said = page.getByTestId('scan').getByRole('status');
      await said.getByText('联网即发').waitFor();
      await page.getByText('重点部位 1 / 2 未到：东门').waitFor();
      await later(MINUTE_MS);
      await page.getByLabel('或输入码下的 13 位字符').fill(`${east.slice(0, -1)}*`);
      await button('提交').click();
      await page.getByText('有字符不对').waitFor();
      await page.getByLabel('或输入码下的 13 位字符').fill(east.toLowerCase());
      await button('提交').click();
      await page.getByText('重点部位 2 / 2', { exact: true }).waitFor();
      await context.setOffline(false);
      await said.getByText('已确认：东门').waitFor();
      await page.getByTestId('scan').getByRole('button', { name: '收起' }).click();
      await finish();
      await sent(1);
      const [patrol] = (await ask<{ patrols: Patrol[] }>('/patrols')).patrols;
      const path = `/officers/${patrol!.officerId}/patrols/${patrol!.id}`;
      expect((await ask<Evidence>(path)).scans).toMatchObject([
        { checkpointId: 'school', kind: 'day', refused: null, typed: false },
        { checkpointId: 'east', kind: 'tag', refused: null, typed: true },
      ]);
      await later(HOUR_MS);
    },
    SLOW_MS,
  );

  test(
    'a second user of the phone keeps what the first has not sent apart, and it still goes out, by HTTP where sockets are blocked',
    async () => {
      await tab('巡查').click();
      await begin();
      await goOn(1);
      await sent(2);
      // A sheet that is opened in the middle of a patrol changes nothing by itself.
      const asked = await openPage(`/handheld#${await tokenFor('H2')}`);
      await asked.getByRole('button', { name: '继续巡查' }).click();
      await asked.getByText('officer O1').waitFor();
      await asked.close();
      await page.bringToFront();
      await context.setOffline(true);
      await goOn(3);
      await expect.poll(() => queueOf(page)).toEqual({ stored: 2, waiting: 3 });
      await context.setOffline(false);
      await page.close();
      page = await openPage(`/handheld#${await tokenFor('H2')}`, async (opened) => {
        await opened.routeWebSocket(/socket\.io/, (socket) => socket.close());
        await opened.route(/socket\.io/, (polling) => polling.abort());
      });
      await button('结束巡查，换到 H2').click();
      await page.getByText('officer O2').waitFor();
      await page.getByText('仅 HTTP').waitFor();
      expect(await queueOf(page)).toEqual({ stored: 0, waiting: 0 });
      await expect.poll(() => storedOf('H1'), { timeout: SLOW_MS }).toBe(walked);
      expect(await storedOf('H2')).toBe(0);
      const ended = async () => (await ask<{ patrols: Patrol[] }>('/patrols')).patrols[0];
      await expect
        .poll(ended, { timeout: SLOW_MS })
        .toMatchObject({ officerId: ids.officers.O1, endTime: new Date(now).toISOString() });
    },
    SLOW_MS,
  );

  test(
    'has no barrier that axe finds, on any screen, in light and in dark, in Chinese and in English; its tabs stand in one row',
    async () => {
      for (const language of ['中文', 'English']) {
        await page.getByRole('navigation').getByRole('button').last().click();
        await button(language).click();
        const tabs = await page.getByRole('navigation').getByRole('button').all();
        expect(tabs).toHaveLength(5);
        for (const one of tabs) {
          await one.click();
          await page.emulateMedia({ colorScheme: 'light' });
          expect(await barriersOf(page)).toEqual([]);
          // Of what axe looks for, a shade changes the colours alone.
          await page.emulateMedia({ colorScheme: 'dark' });
          expect(await barriersOf(page, ['wcag141', 'wcag143'])).toEqual([]);
        }
        const tops = await Promise.all(tabs.map((one) => one.boundingBox()));
        expect(new Set(tops.map((box) => box!.y)).size).toBe(1);
      }
    },
    3 * SLOW_MS,
  );
});
