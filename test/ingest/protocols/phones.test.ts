import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import { FixBatch } from '../../../server/contract/fixes/fix.ts';
import { nameOf, toBatches } from '../../../server/ingest/protocols/identity.ts';
import { decodeJson } from '../../../server/ingest/protocols/osmand/decode-json.ts';
import { decodeQuery } from '../../../server/ingest/protocols/osmand/decode-query.ts';
import { decodeOverland } from '../../../server/ingest/protocols/overland/decode.ts';
import { decodeOwnTracks } from '../../../server/ingest/protocols/owntracks/decode.ts';
import { decrypt, encrypt } from '../../../server/ingest/protocols/owntracks/decrypt.ts';
import { type Decoded, isSettled } from '../../../server/ingest/protocols/report.ts';
import { timeOf } from '../../../server/ingest/protocols/values.ts';

const NOW = Date.UTC(2026, 10, 28, 2);
const AT = Date.UTC(2026, 10, 28, 1, 15, 30);
const query = (text: string) => decodeQuery(new URLSearchParams(text), NOW);
const only = (decoded: Decoded) => {
  expect(decoded.left).toEqual([]);
  expect(decoded.reports).toHaveLength(1);
  return decoded.reports[0]!;
};

describe('An address with a query', () => {
  it.each([
    [
      'Traccar Client',
      `id=867&timestamp=${AT / 1000}&lat=36.65&lon=117.02&speed=2.5&bearing=90&altitude=40&accuracy=12.5&batt=81&mock=true`,
    ],
    [
      'milliseconds',
      `deviceid=867&timestamp=${AT}&lat=36.65&lon=117.02&speed=2.5&heading=90&accuracy=12.5&batt=81&mock=1`,
    ],
    [
      'ISO',
      'id=867&timestamp=2026-11-28T09:15:30%2B08:00&location=36.65,117.02&speed=2.5&bearing=90&accuracy=12.5&batt=81&mock=true',
    ],
  ])('of %s is a position', (_app, text) => {
    const decoded = query(text);
    const report = only(decoded);
    expect(decoded.device).toBe('867');
    expect(report).toMatchObject({
      t: AT,
      lng: 117.02,
      lat: 36.65,
      headingDeg: 90,
      accuracyM: 12.5,
      batteryPct: 81,
      mock: true,
    });
    expect(report.speedMps).toBeCloseTo(1.2861, 4);
  });

  it('of GPSLogger tells speed in metres a second', () => {
    const report = only(
      query(`lat=36.65&lon=117.02&time=2026-11-28T01:15:30.250Z&acc=8&spd=1.2&dir=271.5`),
    );
    expect(report).toEqual({
      t: AT + 250,
      lng: 117.02,
      lat: 36.65,
      accuracyM: 8,
      speedMps: 1.2,
      headingDeg: 271.5,
    });
  });

  it.each([
    ['-1', '-1', {}],
    ['0', '0', { speedMps: 0 }],
    ['NaN', 'fast', {}],
    ['5000', '3', { accuracyM: 5000, speedMps: 3 * (1852 / 3600) }],
  ])('accuracy %s and speed %s mean what is known', (accuracy, speed, known) => {
    expect(
      only(
        query(
          `lat=1&lon=2&timestamp=${AT}&accuracy=${accuracy}&speed=${speed}&batt=-1&bearing=400`,
        ),
      ),
    ).toEqual({ t: AT, lng: 2, lat: 1, ...known });
  });

  it('without a time is of now; a time of nonsense is not', () => {
    expect(only(query('lat=1&lon=2')).t).toBe(NOW);
    expect(query('lat=1&lon=2&timestamp=yesterday').left).toMatchObject([{ why: 'unreadable' }]);
    expect(query('lat=1&lon=2&timestamp=2026-02-30T00:00:00Z').left).toHaveLength(1);
    expect(query('lat=1&lon=2&timestamp=2026-11-28T09:15:30').left).toHaveLength(1);
  });

  it('whose receiver says that it has no fix is no position', () => {
    expect(query(`lat=1&lon=2&timestamp=${AT}&valid=false`)).toMatchObject({
      reports: [],
      left: [{ why: 'no-fix', detail: expect.stringContaining('old position') }],
    });
    expect(only(query(`lat=1&lon=2&timestamp=${AT}&valid=true`)).t).toBe(AT);
  });

  it.each([
    [
      'a time of before 2015, refused as such later',
      'timestamp=1377177267&lat=60&lon=30',
      1_377_177_267_000,
    ],
    ['a time of UTC with a blank', 'timestamp=2026-11-28+01:15:30&lat=60&lon=30&hdop=0.9', AT],
    ['fractions of a second', `timestamp=${AT / 1000}.5&lat=60&lon=30`, AT + 500],
    [
      'fields nobody knows',
      `timestamp=${AT}&lat=60&lon=30&ignition=true&rpm=933&driverUniqueId=7`,
      AT,
    ],
  ])('may tell %s', (_what, text, t) => expect(only(query(text))).toEqual({ t, lng: 30, lat: 60 }));

  it.each([
    [
      'cell towers alone',
      'id=1&timestamp=1795828530&cell=257,02,16,2224&cell=257,02,16,2223,-90',
      'no-fix',
    ],
    ['0, 0', 'id=1&timestamp=1795828530&lat=0&lon=0.0', 'no-fix'],
  ])('of %s is no position, and may be forgotten', (_what, text, why) => {
    const decoded = query(text);
    expect(decoded).toMatchObject({ reports: [], left: [{ why }] });
    expect(isSettled(decoded)).toBe(true);
  });

  it('outside the world is no position, and a call for help is one all the same', () => {
    expect(query(`lat=117.02&lon=36.65&timestamp=${AT}&alarm=sos`)).toMatchObject({
      reports: [],
      calls: [{ t: AT }],
      left: [{ why: 'no-position' }],
    });
  });
});

describe('The JSON of Traccar Client', () => {
  const location = {
    timestamp: '2026-11-28T01:15:30.000Z',
    coords: {
      latitude: 36.65,
      longitude: 117.02,
      accuracy: 7,
      speed: 1.1,
      heading: 45,
      altitude: 20,
    },
    is_moving: true,
    mock: false,
    battery: { level: 0.5, is_charging: false },
    event: 'motionchange',
    extras: {},
  };
  it('is a position, speed in metres a second, the battery a share', () => {
    const decoded = decodeJson({ device_id: '867', location }, NOW);
    expect(decoded.device).toBe('867');
    expect(only(decoded)).toEqual({
      t: AT,
      lng: 117.02,
      lat: 36.65,
      accuracyM: 7,
      speedMps: 1.1,
      headingDeg: 45,
      batteryPct: 50,
      mock: false,
    });
  });
  it('takes -1 as unknown', () => {
    const coords = { latitude: 1, longitude: 2, accuracy: -1, speed: -1, heading: -1 };
    expect(
      only(
        decodeJson(
          { device_id: 867, location: { timestamp: AT, coords, battery: { level: -1 } } },
          NOW,
        ),
      ),
    ).toEqual({ t: AT, lng: 2, lat: 1 });
  });
  it('as the location kit of phones sends it, with fields nobody knows', () => {
    const own = {
      ...location,
      uuid: '2FB04C65-99CF-42AB-8DD3-EBCB4B108BF8',
      age: 188,
      odometer: 0,
      activity: { type: 'unknown', confidence: 100 },
      coords: {
        ...location.coords,
        floor: null,
        speed: -1,
        speed_accuracy: -1,
        heading: -1,
        heading_accuracy: -1,
        altitude_accuracy: -1,
        ellipsoidal_altitude: 0,
      },
      battery: { level: -1, is_charging: false },
      _: '&id=48241179&lat=37.4219983',
    };
    expect(only(decodeJson({ location: own, device_id: '48241179' }, NOW))).toEqual({
      t: AT,
      lng: 117.02,
      lat: 36.65,
      accuracyM: 7,
      mock: false,
    });
  });
  it('without a position says so', () => {
    expect(decodeJson({ device_id: '867' }, NOW).left).toMatchObject([{ why: 'unreadable' }]);
    expect(
      decodeJson({ location: { coords: { latitude: null, longitude: 2 } } }, NOW).left,
    ).toMatchObject([{ why: 'no-position' }]);
  });
});

describe('Overland', () => {
  it('sends a batch of features', () => {
    const feature = (properties: object, coordinates: unknown = [117.02, 36.65]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates },
      properties: { timestamp: '2026-11-28T01:15:30Z', ...properties },
    });
    const decoded = decodeOverland({
      locations: [
        feature({
          horizontal_accuracy: 5,
          speed: 1.3,
          course: 10,
          battery_level: 0.42,
          device_id: 'iphone',
        }),
        feature({ horizontal_accuracy: -1, speed: -1, course: -1, battery_level: -1 }),
        feature({ action: 'visit' }, null),
        feature({ timestamp: 'soon' }),
      ],
    });
    expect(decoded).toEqual({
      device: 'iphone',
      calls: [],
      reports: [
        {
          t: AT,
          lng: 117.02,
          lat: 36.65,
          accuracyM: 5,
          speedMps: 1.3,
          headingDeg: 10,
          batteryPct: 42,
        },
        { t: AT, lng: 117.02, lat: 36.65 },
      ],
      left: [
        { why: 'not-a-position', detail: expect.any(String) },
        { why: 'unreadable', detail: expect.any(String) },
      ],
    });
  });
});

describe('OwnTracks', () => {
  const location = {
    _type: 'location',
    tst: AT / 1000,
    lat: 36.65,
    lon: 117.02,
    acc: 15,
    vel: 5,
    cog: 180,
    batt: 77,
    t: 'u',
    bs: 1,
    m: 2,
    tid: 'ab',
  };
  const report = {
    t: AT,
    lng: 117.02,
    lat: 36.65,
    accuracyM: 15,
    speedMps: 5 / 3.6,
    headingDeg: 180,
    batteryPct: 77,
  };

  it('tells locations and transitions, speed in km/h, alone or several', () => {
    expect(only(decodeOwnTracks(location))).toEqual(report);
    const both = decodeOwnTracks([
      location,
      {
        _type: 'transition',
        tst: AT / 1000 + 60,
        lat: 36.651,
        lon: 117.02,
        acc: 4000,
        event: 'enter',
        wtst: 1,
      },
    ]);
    expect(both.reports).toEqual([
      report,
      { t: AT + 60_000, lng: 117.02, lat: 36.651, accuracyM: 4000 },
    ]);
    expect(both.device).toBe('ab');
  });

  it.each([
    'waypoint',
    'lwt',
    'status',
    'card',
    'cmd',
    'steps',
    'beacon',
    'waypoints',
    'configuration',
    'request',
    'dump',
  ])('a %s holds no position of the phone', (_type) => {
    expect(decodeOwnTracks({ _type, tst: AT / 1000, lat: 1, lon: 2 })).toMatchObject({
      reports: [],
      left: [{ why: 'not-a-position' }],
    });
  });

  it.each([
    [
      'a phone indoors',
      {
        conn: 'w',
        vac: 2,
        alt: 440,
        BSSID: '0a:1b',
        SSID: 'x',
        inregions: ['home'],
        created_at: AT / 1000 + 9,
      },
    ],
    [
      'a vehicle tracker',
      {
        mcc: 232,
        mnc: 1,
        lac: '4F4D',
        cid: '673A',
        don: 105,
        t: 'I',
        vel: 5,
        ign: false,
        anum: 2,
        'adda-00': 'x',
      },
    ],
    ['an event', { event: 'enter', desc: 'office', rad: 50, p: 101.3, poi: 'here', image: 'AAAA' }],
  ])('of %s is a position, whatever else it tells', (_who, own) => {
    const { t: _, ...rest } = location;
    expect(only(decodeOwnTracks({ ...rest, ...own }))).toEqual(report);
  });

  it('without accuracy, time or place is what it is', () => {
    const { _type, lat, lon, tst } = location;
    expect(only(decodeOwnTracks({ _type, lat, lon, tst: String(tst) }))).toEqual({
      t: AT,
      lng: 117.02,
      lat: 36.65,
    });
    const unknown = { acc: 0, vel: -1, cog: -1, batt: -1 };
    expect(only(decodeOwnTracks({ _type, lat, lon, tst, ...unknown }))).toEqual({
      t: AT,
      lng: 117.02,
      lat: 36.65,
    });
    for (const [own, why] of [
      [{ lat: 0, lon: 0, tst }, 'no-fix'],
      [{ lat, lon }, 'unreadable'],
      [{ tst }, 'no-position'],
    ] as const)
      expect(decodeOwnTracks({ _type, ...own }).left).toMatchObject([{ why }]);
    for (const body of ['C2,561ebac3,v,50123456', null, 7, [[]], { _type: 7 }])
      expect(decodeOwnTracks(body).left).toMatchObject([{ why: 'unreadable' }]);
  });

  it('is from the device of its topic, where it tells one', () => {
    const topic = 'owntracks/wang/phone';
    expect(decodeOwnTracks({ ...location, topic }).device).toBe('wang/phone');
    expect(decodeOwnTracks({ ...location, topic: `${topic}/event` }).device).toBe('wang/phone');
    expect(decodeOwnTracks({ ...location, topic: 'elsewhere' }).device).toBe('ab');
  });

  it('opens what was sealed with the key, and only with it', () => {
    const sealed = encrypt(location, 's3cret');
    expect(only(decodeOwnTracks(sealed, 's3cret'))).toEqual(report);
    expect(decodeOwnTracks(sealed, 'other').left).toMatchObject([{ why: 'undecryptable' }]);
    expect(decodeOwnTracks(sealed, null).left).toMatchObject([
      { why: 'undecryptable', detail: expect.stringContaining('no key') },
    ]);
    expect(decrypt('AAAA', 's3cret')).toBeNull();
  });
});

describe('Times of messages', () => {
  it.each([
    [1_795_828_530, 1_795_828_530_000],
    [1_377_177_267, 1_377_177_267_000],
    ['1795828530', 1_795_828_530_000],
    ['1795828530123', 1_795_828_530_123],
    ['2026-11-28T01:15:30Z', AT],
    ['2026-11-27T21:15:30-04:00', AT],
    ['2026-12-31T23:59:60Z', Date.UTC(2027, 0, 1)],
    [0, null],
    [-1, null],
    ['', null],
    ['2026-13-01T00:00:00Z', null],
    [Date.UTC(2101, 0, 1), null],
    [null, null],
  ])('%s is %s', (value, ms) => expect(timeOf(value)).toBe(ms));
});

describe('The name of a position', () => {
  const position = { t: AT, lng: 117.02, lat: 36.65 };
  it('is the same whenever and with whatever it is sent', () => {
    const [alone] = toBatches([position]);
    const [among] = toBatches([
      { ...position, t: AT - 1000 },
      position,
      { ...position, t: AT + 1000 },
    ]);
    expect(among!.batch.fixes.map(({ seq }) => seq)).toContain(alone!.batch.fixes[0]!.seq);
    expect(among!.batch.session).toBe(Date.UTC(2026, 10, 28));
  });
  it('is another for another position, millisecond or datum of the same second', () => {
    const others = [
      position,
      { ...position, lng: 117.0200001 },
      { ...position, t: AT + 250 },
      { ...position, datum: 'gcj02' as const },
    ];
    expect(new Set(others.map((one) => nameOf(one).seq)).size).toBe(4);
  });
  it('of a clock of long ago is in its day', () => {
    const { session, seq } = nameOf({ ...position, t: Date.UTC(2013, 7, 22, 23, 59, 59) });
    expect(session).toBe(Date.UTC(2013, 7, 22));
    expect(seq).toBeGreaterThanOrEqual(0);
  });
  it('fits the contract, whatever the report', () => {
    const batch = Compile(FixBatch);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            t: fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2099, 11, 31) }),
            lng: fc.double({ min: -180, max: 180, noNaN: true }),
            lat: fc.double({ min: -90, max: 90, noNaN: true }),
          }),
          { minLength: 1, maxLength: 40 },
        ),
        (reports) => {
          const named = toBatches(reports);
          expect(named.reduce((sum, { batch: { fixes } }) => sum + fixes.length, 0)).toBe(
            reports.length,
          );
          for (const one of named) expect(batch.Check(one.batch)).toBe(true);
        },
      ),
    );
  });
});

it('no body makes a decoder throw', () => {
  const bodies = fc.oneof(
    fc.jsonValue(),
    fc.record({
      _type: fc.constantFrom('location', 'transition', 'encrypted', 'x'),
      lat: fc.anything(),
      lon: fc.anything(),
      tst: fc.anything(),
      data: fc.anything(),
    }),
    fc.record({ locations: fc.array(fc.anything()) }),
    fc.record({ device_id: fc.anything(), location: fc.anything() }),
  );
  fc.assert(
    fc.property(bodies, fc.string(), (body, text) => {
      decodeJson(body, NOW);
      decodeOverland(body);
      decodeOwnTracks(body, 'key');
      decodeQuery(new URLSearchParams(text), NOW);
    }),
    { numRuns: 300 },
  );
});

it.each([
  'zh',
  'en',
])('what is told of a position is explained in the help page, %s', (language) => {
  const page = readFileSync(`server/contract/words/${language}/help/phones.md`, 'utf8');
  const told = [
    decodeQuery(new URLSearchParams('lat=121&lon=28'), NOW),
    decodeQuery(new URLSearchParams('lat=0&lon=0'), NOW),
    decodeQuery(new URLSearchParams('lat=1&lon=2&timestamp=soon'), NOW),
    decodeJson({ location: { coords: {} } }, NOW),
  ].map(({ left }) => left[0]!.detail);
  // A phrase of the table, with ... for what is another each time.
  const explained = page
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => [...line.matchAll(/`([^`]+)`/g)])
    .map(([, phrase]) => phrase!.split('...'));
  for (const detail of told)
    expect(explained.filter((parts) => parts.every((part) => detail.includes(part)))).toHaveLength(
      1,
    );
});
