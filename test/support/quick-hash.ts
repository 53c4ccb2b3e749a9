import { hashPassword } from '../../server/domain/accounts/password.ts';

/** A password's hash at hardly any cost, so that signing in costs tests nothing; no protection at all. */
export const quickHash = (password: string): Promise<string> =>
  hashPassword(password, { N: 1024, r: 8, p: 1 });
