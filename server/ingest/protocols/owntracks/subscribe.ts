import { connectAsync } from 'mqtt';
import type { BoundHandheld } from '../../../db/handhelds/bindings.ts';
import type { CommandDesk } from '../commands.ts';
import { ofJson } from '../json.ts';
import type { Taker } from '../take.ts';
import { decodeOwnTracks } from './decode.ts';

export interface SubscribeOptions {
  /** mqtt:// or mqtts://, with the name and password of this service. */
  url: string;
  /** The handheld a topic `owntracks/<user>/<device>` belongs to: the broker has proven the user. */
  byTopic: (device: string) => Promise<BoundHandheld | undefined>;
  keyOf: (handheld: BoundHandheld) => string | null;
  take: Taker;
  commands: CommandDesk;
  count: (outcome: string) => void;
  onError: (error: unknown) => void;
}

const ROOT = 'owntracks';

/**
 * Subscribes to a broker with quality 1 and a lasting session. A message is acknowledged to the broker only when it is stored or cannot ever be;
 * where the store is away the connection is begun anew, and the broker sends again what was not acknowledged.
 */
export async function subscribeOwnTracks(
  options: SubscribeOptions,
): Promise<{ close(): Promise<void> }> {
  const { byTopic, keyOf, take, commands, count, onError } = options;
  const client = await connectAsync(options.url, {
    clientId: 'xunji',
    clean: false,
    resubscribe: true,
    reconnectPeriod: 1_000,
  });
  client.on('error', onError);
  // The library acknowledges when this is done.
  client.handleMessage = (packet, done) => {
    if (packet.cmd !== 'publish') return done();
    takeMessage(packet.topic, packet.payload.toString()).then(
      () => done(),
      (error: unknown) => {
        onError(error);
        client.reconnect();
      },
    );
  };

  async function takeMessage(topic: string, payload: string): Promise<void> {
    const [, device] =
      new RegExp(`^${ROOT}/([^/]+/[^/]+)(?:/(?:event|waypoint|status|dump))?$`).exec(topic) ?? [];
    // An empty payload clears what the broker retained; commands are our own.
    if (device === undefined || payload === '') return;
    const handheld = await byTopic(device);
    if (!handheld) return count('unknown');
    const key = keyOf(handheld);
    await take(
      'owntracks',
      { ...handheld, trust: 'broker' },
      ofJson(payload, (message) => decodeOwnTracks(message, key)),
    );
    for (const command of commands.take(handheld.handheldId))
      client.publish(`${ROOT}/${device}/cmd`, JSON.stringify(command), { qos: 1 });
  }

  await client.subscribeAsync([`${ROOT}/+/+`, `${ROOT}/+/+/event`], { qos: 1 });
  return { close: () => client.endAsync(true) };
}
