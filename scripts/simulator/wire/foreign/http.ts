import type { ErrorReply } from '../../../../server/contract/error.ts';
import type { WireFix } from '../../../../server/contract/fixes/fix.ts';
import type { Protocol } from '../../../../server/contract/handhelds/binding.ts';
import { KMH_MPS, KNOT_MPS } from '../../../../server/contract/units.ts';
import { iso } from '../../../../server/db/store/moments.ts';
import type { ForeignWire } from './client.ts';

/** How an app puts fixes into a message. */
interface App {
  /** The protocol it is bound by. */
  protocol: Protocol;
  perMessage: number;
  /** What follows the address, and the body where there is one. */
  message: (fixes: readonly WireFix[]) => { query?: Record<string, unknown>; body?: object };
}

const share = (percent: number | undefined) => (percent === undefined ? -1 : percent / 100);

/** Apps that send over HTTP: Traccar Client before and since its version 9, OwnTracks, Overland. */
export const HTTP_APPS = {
  osmand: {
    protocol: 'osmand',
    perMessage: 1,
    message: ([fix]) => ({
      query: {
        timestamp: fix!.t,
        lat: fix!.lat,
        lon: fix!.lng,
        accuracy: fix!.accuracyM,
        speed: fix!.speedMps === undefined ? undefined : fix!.speedMps / KNOT_MPS,
        bearing: fix!.headingDeg,
        batt: fix!.batteryPct,
        mock: fix!.mock,
      },
    }),
  },
  traccar: {
    protocol: 'osmand',
    perMessage: 1,
    message: ([fix]) => ({
      body: {
        device_id: 'simulated',
        location: {
          timestamp: iso(fix!.t),
          coords: {
            latitude: fix!.lat,
            longitude: fix!.lng,
            accuracy: fix!.accuracyM ?? -1,
            speed: fix!.speedMps ?? -1,
            heading: fix!.headingDeg ?? -1,
          },
          mock: fix!.mock,
          battery: { level: share(fix!.batteryPct) },
        },
      },
    }),
  },
  owntracks: {
    protocol: 'owntracks',
    perMessage: 1,
    message: ([fix]) => ({
      body: {
        _type: 'location',
        tst: fix!.t / 1000,
        lat: fix!.lat,
        lon: fix!.lng,
        acc: fix!.accuracyM,
        vel: fix!.speedMps === undefined ? undefined : fix!.speedMps / KMH_MPS,
        cog: fix!.headingDeg,
        batt: fix!.batteryPct,
      },
    }),
  },
  overland: {
    protocol: 'overland',
    perMessage: 50,
    message: (fixes) => ({
      body: {
        locations: fixes.map((fix) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [fix.lng, fix.lat] },
          properties: {
            timestamp: iso(fix.t),
            horizontal_accuracy: fix.accuracyM ?? -1,
            speed: fix.speedMps ?? -1,
            course: fix.headingDeg ?? -1,
            battery_level: share(fix.batteryPct),
          },
        })),
      },
    }),
  },
} as const satisfies Record<string, App>;
export type HttpApp = keyof typeof HTTP_APPS;

/** An app that sends to the address it was given. */
export function openHttp(app: HttpApp, address: string): ForeignWire {
  const { perMessage, message }: App = HTTP_APPS[app];
  return {
    perMessage,
    async send(fixes) {
      const { query = {}, body } = message(fixes);
      const told = Object.entries(query).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      );
      const reply = await fetch(`${address}?${new URLSearchParams(told)}`, {
        method: 'POST',
        ...(body
          ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
          : {}),
      });
      const text = await reply.text();
      if (reply.ok) return null;
      if (reply.status >= 500 || reply.status === 429) throw new Error(text);
      return JSON.parse(text) as ErrorReply;
    },
    close() {},
  };
}
