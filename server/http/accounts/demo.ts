import * as routes from '../../contract/routes/people/accounts.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** How a demo ends, once however often it is asked. `end` closes this server, so it begins when the reply is out; null where no demo runs. */
export function demoRoutes(mount: Mount, end: ((token: string) => Promise<void>) | null): void {
  let ending: { token: string } | undefined;
  mount(routes.endDemo, async (_, reply) => {
    if (!end) throw Refusal.of('not-found', 'no-demo');
    if (ending) return ending;
    const token = createSecret();
    ending = { token };
    reply.raw.once('close', () => void end(token));
    return ending;
  });
}
