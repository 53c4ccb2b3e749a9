import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config/config.ts';
import { insertAccount } from '../../server/db/accounts/managed.ts';
import { offerSecondFactor } from '../../server/db/accounts/second-factor.ts';
import { findUser } from '../../server/db/accounts/users.ts';
import { seal, sealingKey, unseal } from '../../server/domain/webhooks/seal.ts';
import {
  readSessionSecrets,
  renewStoredSecret,
  reseal,
} from '../../server/services/accounts/rotate-secrets.ts';
import { startTestApp } from '../support/app.ts';
import { openSession } from '../support/console.ts';
import { type Ids, NOW, seedTestWorld } from '../support/made/world.ts';
import { openEmbedded, type TestStore } from '../support/stores/stores.ts';

const [OLD, NEW] = [
  'an old secret of thirty-two characters',
  'a new secret of thirty-two characters',
];

describe('A secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xunji-secrets-'));
  const file = join(folder, 'SESSION_SECRET');
  writeFileSync(file, `${NEW},${OLD}\n`);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['named by the variable', { SESSION_SECRET_FILE: file }],
    ['in the folder of secrets', { SECRETS_DIR: folder }],
  ])('%s is read, without its last line end', (_, env) => {
    expect(readConfig(env).sessionSecrets).toEqual([NEW, OLD]);
  });

  it('is read where it is the password of a mail server too', () => {
    const told = join(folder, 'SMTP_URL');
    writeFileSync(told, 'smtps://user:password@mail.example.org:465\n');
    const mail = readConfig({ SMTP_URL_FILE: told, MAIL_FROM: 'xunji@example.org' }).mail;
    expect(mail?.url).toBe('smtps://user:password@mail.example.org:465');
  });

  it('is refused where it is told twice, or not there', () => {
    const twice = { SESSION_SECRET_FILE: file, SESSION_SECRET: OLD };
    expect(() => readConfig(twice)).toThrow('SESSION_SECRET is told twice');
    expect(() => readConfig({ SESSION_SECRET_FILE: join(folder, 'none') })).toThrow('ENOENT');
    expect(() => readConfig({ SESSION_SECRET: `${NEW},short` })).toThrow('SESSION_SECRET');
  });
});

describe('A new session secret', () => {
  let store: TestStore;
  let ids: Ids;

  beforeAll(async () => {
    store = await openEmbedded();
    ids = await seedTestWorld(store.db);
  }, 120_000);
  afterAll(() => store?.close());

  /** The status of a session at a server with these secrets. */
  async function statusAt(sessionSecrets: string[], cookie: string): Promise<number> {
    const app = await startTestApp(store.db, { now: () => NOW, config: { sessionSecrets } });
    const { status } = await fetch(`${app.url}/api/v1/session`, { headers: { cookie } });
    await app.close();
    return status;
  }

  it('signs nobody out as long as the old one is told too', async () => {
    const app = await startTestApp(store.db, { config: { sessionSecrets: [OLD] } });
    const user = { name: 'root', role: 'administrator', areaId: ids.areas.D! } as const;
    const cookie = await openSession(store.db, app.url, user);
    await app.close();
    expect(await statusAt([NEW, OLD], cookie)).toBe(200);
    expect(await statusAt([NEW], cookie)).toBe(401);
  });

  it('seals what was sealed under the old one, which is then needed no more', async () => {
    const { db } = store;
    const account = { role: 'analyst', areaId: ids.areas.D!, passwordHash: '' } as const;
    const make = async (name: string, sealed: string) => {
      const id = await insertAccount(db, { ...account, name, temporaryUntil: NOW });
      await offerSecondFactor(db, id!, sealed);
      return id!;
    };
    const known = await make('one', seal('the secret', sealingKey(OLD)));
    const lost = await make('two', seal('another', sealingKey('of nobody any more')));
    expect(await reseal(db, [NEW, OLD])).toEqual({ sealed: 1, unreadable: 1 });
    const sealedOf = async (id: number) => (await findUser(db, id))!.totpSealed!;
    expect(unseal(await sealedOf(known), sealingKey(NEW))).toBe('the secret');
    expect(unseal(await sealedOf(lost), sealingKey([NEW, OLD]))).toBeNull();
  });

  it('is made before the one that the store keeps, and no third is kept', async () => {
    const [first] = await readSessionSecrets(store.db, undefined);
    const [second, kept] = await renewStoredSecret(store.db);
    expect(kept).toBe(first);
    const third = await renewStoredSecret(store.db);
    expect(third).toEqual([expect.any(String), second]);
    expect(await readSessionSecrets(store.db, undefined)).toEqual(third);
    await sql`delete from settings where key = 'session-secret'`.execute(store.db);
  });
});
