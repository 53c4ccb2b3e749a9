import type { Server } from 'node:net';
import type { Config } from '../../config/config.ts';
import type { FixReceipt } from '../../contract/fixes/fix.ts';
import type { Sos } from '../../contract/fixes/handheld.ts';
import type { Wire } from '../../contract/handhelds/binding.ts';
import { claimRegistration, findByDevice } from '../../db/handhelds/bindings.ts';
import { iso } from '../../db/store/moments.ts';
import type { Db } from '../../db/store/open.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import { type SealingKey, unseal } from '../../domain/webhooks/seal.ts';
import type { Door, Source } from '../authenticate.ts';
import { createCommands } from './commands.ts';
import { identifyByToken, inOwnNetwork } from './identify.ts';
import { listenJt808 } from './jt808/listen.ts';
import { createMessageLog } from './message-log.ts';
import { subscribeOwnTracks } from './owntracks/subscribe.ts';
import { createTaker } from './take.ts';
import { createUnproven } from './unproven.ts';

export interface ProtocolOptions {
  db: Db;
  now: () => number;
  door: Door;
  /** Bounds how many connections are open. */
  bound: (server: Server) => void;
  config: Pick<Config, 'host' | 'jt808Port' | 'owntracksMqttUrl'>;
  ingest: (source: Source, batch: unknown) => Promise<FixReceipt[]>;
  sos: (source: Source, sos: Sos) => Promise<unknown>;
  count: (protocol: Wire, outcome: string, by: number) => void;
  /** Opens the keys of encrypted payloads, see domain/webhooks/seal. */
  key: SealingKey;
  onError: (error: unknown) => void;
}

/** The entrances of phones and terminals of others: one taker for all, listeners only where the configuration names them. */
export async function openProtocols(options: ProtocolOptions) {
  const { config, db, door, key, now, onError } = options;
  const log = createMessageLog({ db, onError });
  const take = createTaker({ ...options, log });
  const unproven = createUnproven({ ...options, log });
  const commands = createCommands();
  const counted = (protocol: Wire) => (outcome: string) => options.count(protocol, outcome, 1);

  const jt808 =
    config.jt808Port === null
      ? null
      : await listenJt808({
          host: config.host,
          port: config.jt808Port,
          bound: options.bound,
          byAddress: async (phone, address) =>
            inOwnNetwork(await findByDevice(db, 'jt808', phone), address),
          byCode: (phone, code, address) =>
            identifyByToken(
              { db, door },
              { protocol: 'jt808', token: code, device: phone, address },
            ),
          async register({ phone, terminal, address }) {
            const code = createSecret();
            const given = await claimRegistration(db, {
              device: phone,
              terminal,
              from: address,
              moment: iso(now()),
              tokenHash: hashSecret(code),
            });
            return given ? code : undefined;
          },
          take,
          now,
          unproven: (device, detail) =>
            unproven('jt808', { named: { device }, outcome: 'unknown', detail }),
          commands,
          count: counted('jt808'),
          onError,
        });
  const owntracks =
    config.owntracksMqttUrl === null
      ? null
      : await subscribeOwnTracks({
          url: config.owntracksMqttUrl,
          byTopic: (device) => findByDevice(db, 'owntracks', device),
          keyOf: ({ sharedKey }) => sharedKey && unseal(sharedKey, key),
          take,
          commands,
          count: counted('owntracks'),
          onError,
        });
  return {
    take,
    unproven,
    commands,
    /** Resolves when all that was heard is on record. */
    settled: log.settled,
    /** Of the listener for terminals; null where there is none. */
    jt808Port: jt808?.port ?? null,
    async close() {
      await jt808?.close();
      await owntracks?.close();
      await log.settled();
    },
  };
}

export type Protocols = Awaited<ReturnType<typeof openProtocols>>;
