import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../server/app.ts';
import type { Post } from '../../../server/contract/people/post.ts';
import { startTestApp } from '../../support/app.ts';
import { openSession } from '../../support/console.ts';
import { type Ids, NOW, seedTestWorld } from '../../support/made/world.ts';
import { describeStores } from '../../support/stores/stores.ts';

const LEADER: Post = {
  ...{ officer: 'O1', area: 'V1', role: 'leader' },
  ...{ firstDay: '2026-01-01', lastDay: null },
};
const ENDED = { ...LEADER, lastDay: '2026-02-28' };
const COMING: Post = { ...LEADER, officer: 'O2', firstDay: '2027-01-01' };

describeStores('Posts one by one', (store) => {
  let app: App;
  let ids: Ids;
  const cookies: Record<string, string> = {};

  beforeAll(async () => {
    ids = await seedTestWorld(store().db);
    app = await startTestApp(store().db, { now: () => NOW });
    for (const [name, role] of [
      ['V1', 'administrator'],
      ['V2', 'administrator'],
      ['D', 'supervisor'],
    ] as const)
      cookies[name] = await openSession(store().db, app.url, {
        ...{ name, role, areaId: ids.areas[name]! },
      });
  });
  afterAll(() => app?.close());

  async function ask(who: string, method: string, path: string, body?: object) {
    const reply = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { cookie: cookies[who]!, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    // biome-ignore lint/suspicious/noExplicitAny: replies of several routes
    return { at: reply.status, said: (await reply.json().catch(() => null)) as any };
  }
  const put = (who: string, body: object) => ask(who, 'PUT', '/posts', body);
  const listed = async (who: string, query = '?all=true') =>
    (await ask(who, 'GET', `/posts${query}`)).said.posts;
  const log = async () => {
    const { said } = await ask('V1', 'GET', '/access-log?act=putPosts');
    return said.entries.map(({ detail }: { detail: string }) => JSON.parse(detail).changed);
  };

  it('are listed of every day or of one, by the area alone', async () => {
    expect(await put('V1', { posts: [ENDED, COMING], was: [] })).toMatchObject({
      ...{ at: 200, said: { changed: 2 } },
    });
    expect(await listed('V1')).toEqual([ENDED, COMING]);
    expect(await listed('D')).toEqual([ENDED, COMING]);
    expect(await listed('V1', '')).toEqual([]);
    expect(await listed('V1', '?day=2026-02-28')).toEqual([ENDED]);
    expect(await listed('V2')).toEqual([]);
  });

  it('are put by who holds the area and sets things up, and by nobody else', async () => {
    expect((await put('V2', { posts: [LEADER] })).at).toBe(403);
    expect((await put('D', { posts: [LEADER] })).at).toBe(403);
    expect(await listed('V1')).toEqual([ENDED, COMING]);
  });

  it('change only where they are what was seen, all or nothing', async () => {
    const later = { posts: [LEADER, { ...COMING, withdrawn: true }] };
    for (const was of [[], [ENDED], [LEADER, COMING]])
      expect(await put('V1', { ...later, was })).toMatchObject({
        ...{ at: 409, said: { problems: [{ code: 'assigned-since' }] } },
      });
    expect(await listed('V1')).toEqual([ENDED, COMING]);
    expect((await put('V1', { ...later, was: [COMING, ENDED] })).at).toBe(200);
    expect(await listed('V1')).toEqual([LEADER]);
  });

  it('are held once at a time by one person, role and area, whoever puts them', async () => {
    const second = { ...LEADER, firstDay: '2026-03-01' };
    expect(await put('V1', { posts: [second] })).toMatchObject({
      ...{ at: 400, said: { problems: [{ code: 'post-twice' }] } },
    });
    const both = { ...COMING, firstDay: '2027-03-01' };
    expect((await put('V1', { posts: [COMING, both] })).at).toBe(400);
    expect(await listed('V1')).toEqual([LEADER]);
    const days = { lastDay: '2026-03-31', kind: 'leave', substituteId: null };
    const leave = { officerId: ids.officers.O1!, ...days };
    expect((await ask('V1', 'PUT', '/leave', { ...leave, firstDay: '2026-03-01' })).at).toBe(204);
    expect(await ask('V1', 'PUT', '/leave', { ...leave, firstDay: '2026-03-02' })).toMatchObject({
      ...{ at: 400, said: { problems: [{ code: 'leave-twice', values: { officer: 'O1' } }] } },
    });
  });

  it('come back as they were', async () => {
    expect((await put('V1', { posts: [ENDED, COMING], was: [LEADER] })).at).toBe(200);
    expect(await listed('V1')).toEqual([ENDED, COMING]);
    expect(await put('V1', { posts: [ENDED, COMING], was: [ENDED, COMING] })).toMatchObject({
      said: { changed: 0 },
    });
  });

  it('are in the log before and after, officer by officer; what was refused is not', async () => {
    const first = 'leader V1: 2026-01-01 – ';
    const [ended, coming] = [`${first}2026-02-28`, 'leader V1: 2027-01-01 – '];
    const of = (key: string, before: string, after: string) => ({
      ...{ thing: 'officer', key },
      ...{ before: { posts: before }, after: { posts: after } },
    });
    expect(await log()).toEqual([
      undefined,
      [of('O1', first, ended), of('O2', '', coming)],
      [of('O1', ended, first), of('O2', coming, '')],
      [of('O1', '', ended), of('O2', '', coming)],
    ]);
  });
});
