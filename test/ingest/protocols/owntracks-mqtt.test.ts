import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandDesk, createCommands } from '../../../server/ingest/protocols/commands.ts';
import { subscribeOwnTracks } from '../../../server/ingest/protocols/owntracks/subscribe.ts';
import type { Report } from '../../../server/ingest/protocols/report.ts';
import { startMosquitto } from '../../support/mosquitto.ts';

const broker = process.env.MOSQUITTO_PATH;

describe.skipIf(!broker)('OwnTracks over a broker', () => {
  let mosquitto: Awaited<ReturnType<typeof startMosquitto>>;
  let subscribed: Awaited<ReturnType<typeof subscribeOwnTracks>>;
  let phone: MqttClient;
  const commands: CommandDesk = createCommands();
  const taken: Report[] = [];
  const counts: string[] = [];
  /** How many takes fail first, as where the store is away. */
  let away = 0;
  let onTake = () => {};

  beforeAll(async () => {
    mosquitto = await startMosquitto(broker!);
    subscribed = await subscribeOwnTracks({
      url: mosquitto.url,
      byTopic: async (device) =>
        device === 'li/phone'
          ? {
              handheldId: 1,
              code: 'H1',
              datum: 'wgs84',
              device,
              tokenHash: null,
              addressRange: null,
              sharedKey: null,
            }
          : undefined,
      keyOf: () => null,
      async take(_protocol, _source, { reports }) {
        if (away-- > 0) throw new Error('the store is away');
        taken.push(...reports);
        onTake();
        return {
          stored: reports.length,
          duplicate: 0,
          refused: 0,
          refusals: {},
          left: 0,
          defect: null,
        };
      },
      commands,
      count: (outcome) => counts.push(outcome),
      onError: () => {},
    });
    phone = await connectAsync(mosquitto.url);
  });
  afterAll(async () => {
    await phone?.endAsync();
    await subscribed?.close();
    await mosquitto?.close();
  });

  const publish = (topic: string, tst: number) =>
    phone.publishAsync(topic, JSON.stringify({ _type: 'location', tst, lat: 28.58, lon: 121.37 }), {
      qos: 1,
    });
  const nextTaken = () =>
    new Promise<void>((resolve) => {
      onTake = resolve;
    });

  it('is taken by its topic, and told in its own', async () => {
    const [told] = [
      new Promise<string>((resolve) =>
        phone.on('message', (_topic, payload) => resolve(payload.toString())),
      ),
    ];
    await phone.subscribeAsync('owntracks/li/phone/cmd', { qos: 1 });
    commands.interval(1, 20);
    const next = nextTaken();
    await publish('owntracks/nobody/phone', 1_795_828_000);
    await publish('owntracks/li/phone', 1_795_828_530);
    await next;
    expect(taken.map(({ t }) => t)).toEqual([1_795_828_530_000]);
    expect(counts).toEqual(['unknown']);
    expect(JSON.parse(await told!)).toMatchObject({ _type: 'cmd', action: 'setConfiguration' });
  });

  it('is sent again by the broker what the store was away for', async () => {
    taken.length = 0;
    away = 2;
    const next = nextTaken();
    await publish('owntracks/li/phone', 1_795_828_600);
    await next;
    expect(taken.map(({ t }) => t)).toEqual([1_795_828_600_000]);
  });
});
