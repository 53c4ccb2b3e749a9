import type { Server, Socket } from 'socket.io';
import { sessionsInForce } from '../db/accounts/console-sessions.ts';
import type { AccountRules } from '../db/accounts/users.ts';
import { secretsInForce } from '../db/people/duty.ts';
import type { Db } from '../db/store/open.ts';
import { startWorker } from '../jobs/worker/worker.ts';

/** What another node or program changed is seen within this. */
const LOOK_MS = 1_000;

/**
 * Keeps open only the sockets of sessions that are in force and of handhelds whose secret still is what they showed: every so often, and
 * at once after a change made here.
 */
export function watchAuthority(options: {
  db: Db;
  io: Server;
  rules: AccountRules;
  onError: (error: unknown) => void;
}) {
  const { db, io, rules } = options;
  // Closed like a lost connection: a client that may still come in reconnects by itself, all others are told why not.
  const close = (sockets: Iterable<Socket>, ended: (socket: Socket) => boolean) => {
    for (const socket of sockets) if (ended(socket)) socket.conn.close();
  };

  async function checkConsoles(): Promise<void> {
    const sockets = [...io.of('/console').sockets.values()];
    if (sockets.length === 0) return;
    const good = await sessionsInForce(
      db,
      sockets.map(({ data }) => data.idHash as string),
      rules,
    );
    close(sockets, ({ data }) => !good.has(data.idHash));
  }

  async function checkHandhelds(): Promise<void> {
    const sockets = [...io.of('/handheld').sockets.values()];
    if (sockets.length === 0) return;
    const good = await secretsInForce(
      db,
      sockets.map(({ data }) => data.source.handheldId as number),
    );
    close(sockets, ({ data }) => good.get(data.source.handheldId) !== data.secretHash);
  }

  const check = async () => {
    await Promise.all([checkConsoles(), checkHandhelds()]);
  };
  const worker = startWorker({ look: check, restMs: LOOK_MS, onError: options.onError });
  return { check, close: worker.close };
}
