import type { Server, Socket } from 'socket.io';
import { sessionsInForce } from '../db/accounts/console-sessions.ts';
import type { AccountRules } from '../db/accounts/users.ts';
import { secretsDigest, secretsInForce } from '../db/people/duty.ts';
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

  /** Sockets whose secrets were compared, and of which state of all secrets: where no secret changed only new ones are. */
  let compared = { digest: '', sockets: new WeakSet<Socket>() };

  async function checkHandhelds(): Promise<void> {
    const open = [...io.of('/handheld').sockets.values()];
    if (open.length === 0) return;
    // First, so that a secret that changes between the two questions is seen by the next look.
    const digest = await secretsDigest(db);
    const known = digest === compared.digest ? compared.sockets : new WeakSet<Socket>();
    const sockets = open.filter((socket) => !known.has(socket));
    if (sockets.length === 0) return;
    const good = await secretsInForce(
      db,
      sockets.map(({ data }) => data.source.handheldId as number),
    );
    close(sockets, ({ data }) => good.get(data.source.handheldId) !== data.secretHash);
    for (const socket of sockets) known.add(socket);
    compared = { digest, sockets: known };
  }

  const check = async () => {
    await Promise.all([checkConsoles(), checkHandhelds()]);
  };
  const worker = startWorker({ look: check, restMs: LOOK_MS, onError: options.onError });
  return { check, close: worker.close };
}
