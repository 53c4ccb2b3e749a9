import * as routes from '../../contract/routes/people/accounts.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** How a demo ends. `end` closes this server, so it begins when the reply is out; null where no demo runs. */
export function demoRoutes(mount: Mount, end: ((token: string) => Promise<void>) | null): void {
  mount(routes.endDemo, async (_, reply) => {
    if (!end) throw Refusal.of('not-found', 'no-demo');
    const token = createSecret();
    reply.raw.once('close', () => void end(token));
    return { token };
  });
}
