import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

const secretOf = (who: string) => `secret-of-at-least-22-${who}`;

/** What two administrators put at once, each in words of their own. */
const THINGS = {
  officers: {
    path: '/officers',
    item: (code: string, by: string) => ({ code, name: by, category: 'full-time' }),
    kept: (code: string) => sql`select name as by from officers where code = ${code}`,
  },
  handhelds: {
    path: '/handhelds',
    item: (code: string, by: string) => ({ code, secret: secretOf(by), datum: 'wgs84' }),
    kept: (code: string) => sql`
      select case secret_hash when encode(sha256(convert_to(${secretOf('one')}, 'UTF8')), 'hex') then 'one' else 'other' end as by
      from handhelds where code = ${code}`,
  },
  categories: {
    path: '/incidents/categories',
    item: (code: string, by: string) => ({ code, nameZh: by, nameEn: by, points: 1 }),
    kept: (code: string) => sql`select name_en as by from incident_categories where code = ${code}`,
  },
  departments: {
    path: '/departments',
    item: (code: string, by: string) => ({
      code,
      name: by,
      kind: 'department',
      duties: [{ area: 'D' }],
    }),
    kept: (code: string) => sql`select name as by from departments where code = ${code}`,
  },
};
type Thing = keyof typeof THINGS;

describeStores('What two administrators make at once', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
    app = await startTestApp(store().db, { now: () => NOW });
    for (const name of ['one', 'other'])
      cookies[name] = await openSession(store().db, app.url, {
        ...{ name, role: 'administrator', areaId: ids.areas.D! },
      });
  });
  afterAll(() => app?.close());

  async function ask(who: string, method: string, path: string, body: object) {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { cookie: cookies[who]!, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: replies of several routes
    return { who, at: reply.status, said: (await reply.json()) as any };
  }
  const both = <T>(call: (who: string) => Promise<T>) => Promise.all(['one', 'other'].map(call));
  const ROUNDS = Array.from({ length: 8 }, (_, k) => `new-${k}`);

  for (const thing of Object.keys(THINGS) as Thing[]) {
    const { item, kept, path } = THINGS[thing];

    it(`of ${thing} is one's, and the other is told that the code is taken`, async () => {
      for (const code of ROUNDS) {
        const made = await both((who) =>
          ask(who, 'PUT', path, { [thing]: [item(code, who)], fresh: true }),
        );
        const [first, second] = made.sort((a, b) => a.at - b.at);
        expect([first!.at, second!.at, second!.said.problems], code).toEqual([
          ...[200, 409],
          [{ code: 'codes-taken', values: { codes: code } }],
        ]);
        expect((await kept(code).execute(store().db)).rows).toEqual([{ by: first!.who }]);
      }
      const again = await ask('one', 'PUT', path, {
        ...{ [thing]: [item('new-0', 'one'), item('new-99', 'one')], fresh: true },
      });
      expect([again.at, again.said.problems[0].values]).toEqual([409, { codes: 'new-0' }]);
      expect((await kept('new-99').execute(store().db)).rows).toEqual([]);
    });

    it(`of ${thing} in files of many, in whatever order, is all stored`, async () => {
      for (const round of ROUNDS) {
        const codes = Array.from({ length: 60 }, (_, k) => `${round}-${k}`);
        const made = await both((who) => {
          const items = codes.map((code) => item(code, who));
          return ask(who, 'PUT', path, { [thing]: who === 'one' ? items : items.reverse() });
        });
        expect(
          made.map(({ at }) => at),
          round,
        ).toEqual([200, 200]);
      }
    });
  }

  it('of accounts is one’s, and the other is told', async () => {
    for (const name of ROUNDS) {
      const input = { name, role: 'supervisor', areaId: ids.areas.D };
      const made = await both((who) => ask(who, 'POST', '/accounts', input));
      expect(made.map(({ at }) => at).sort(), name).toEqual([200, 409]);
    }
  });

  it('of categories that lie below each other leaves no ring', async () => {
    for (const round of ROUNDS) {
      const [a, b] = [`${round}-a`, `${round}-b`];
      const of = (code: string, parent?: string) => ({
        ...THINGS.categories.item(code, 'x'),
        ...(parent ? { parent } : {}),
      });
      await ask('one', 'PUT', '/incidents/categories', { categories: [of(a), of(b)] });
      const put = await Promise.all([
        ask('one', 'PUT', '/incidents/categories', { categories: [of(a, b)] }),
        ask('other', 'PUT', '/incidents/categories', { categories: [of(b, a)] }),
      ]);
      expect(put.map(({ at }) => at).sort(), round).toEqual([200, 400]);
    }
  });
});
