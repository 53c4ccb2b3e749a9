import type { Role } from '../../server/contract/accounts/account.ts';
import { findUser, upsertUser } from '../../server/db/accounts/users.ts';
import type { Db } from '../../server/db/store/open.ts';
import { hashPassword, verifyPassword } from '../../server/domain/accounts/password.ts';

/** Published on the sign-in page; they exist in the demo only. */
export const DEMO_ACCOUNTS: { name: string; password: string; role: Role }[] = [
  { name: 'supervisor', password: 'demo-supervisor', role: 'supervisor' },
  { name: 'analyst', password: 'demo-analyst', role: 'analyst' },
  { name: 'admin', password: 'demo-admin', role: 'administrator' },
];

/** Makes one account of each role, over the whole district. */
export async function createDemoAccounts(db: Db, areaId: number, hash = hashPassword) {
  for (const { name, password, role } of DEMO_ACCOUNTS) {
    // Putting them anew would end their sessions.
    const known = await findUser(db, name);
    const same = known?.account.role === role && known.account.areaId === areaId;
    if (same && (await verifyPassword(password, known.passwordHash))) continue;
    await upsertUser(db, { name, role, areaId, passwordHash: await hash(password) });
  }
}
