import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/accounts.ts';
import { beginDemoEnd } from '../../db/maintenance/end-demo.ts';
import { createSecret } from '../../domain/accounts/secret.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';

/** How a demo ends, once however often it is asked. `end` closes this server, so it begins when the reply is out; null where no demo runs. */
export function demoRoutes(
  mount: Mount,
  { db }: Context,
  end: ((token: string) => Promise<void>) | null,
): void {
  let ending: { token: string } | undefined;
  mount(routes.endDemo, async (_, reply) => {
    if (!end) throw Refusal.of('not-found', 'no-demo');
    if (ending) return ending;
    const token = createSecret();
    ending = { token };
    // Who is told that it ends can rely on it.
    await beginDemoEnd(db).catch((error) => {
      ending = undefined;
      throw error;
    });
    reply.raw.once('close', () => void end(token));
    return ending;
  });
}
