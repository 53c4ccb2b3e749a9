import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTrack } from '../../scripts/command/read-track.ts';
import { readCsv } from '../../server/domain/reading/tracks/read-csv.ts';
import { readGpx } from '../../server/domain/reading/tracks/read-gpx.ts';
import { readPlt } from '../../server/domain/reading/tracks/read-plt.ts';

const UTC = { timeZone: 'UTC' };
const point = (t: string, lng: number, lat: number) => ({ t: Date.parse(t), lng, lat });

test('a CSV gives one track per track_id with empty cells as null', () => {
  const text = [
    'track_id,user_id,t_iso,lon,lat,alt,accuracy,speed,mode',
    'a,u1,2024-05-01T00:00:00Z,121.1,28.5,,7.3,,walk',
    'b,u2,2024-05-01 00:00:05,121.2,28.6,,,1.2,',
    'a,u1,2024-05-01T00:00:10Z,121.3,28.7,,,,walk',
  ].join('\n');
  const [a, b] = readCsv(text, 'file', UTC);
  expect(a).toMatchObject({
    id: 'a',
    userId: 'u1',
    points: [
      { ...point('2024-05-01T00:00:00Z', 121.1, 28.5), accuracyM: 7.3, mode: 'walk' },
      { ...point('2024-05-01T00:00:10Z', 121.3, 28.7), accuracyM: null },
    ],
  });
  expect(b!.points).toEqual([
    {
      ...point('2024-05-01T00:00:05Z', 121.2, 28.6),
      accuracyM: null,
      speedMps: 1.2,
      headingDeg: null,
      mode: null,
    },
  ]);
});

test('a CSV time may be Unix seconds or milliseconds', () => {
  const [track] = readCsv('t,lng,lat\n1714521600,1,2\n1714521600500,1,2\n', 'f', UTC);
  expect(track!.points.map((p) => p.t)).toEqual([1714521600000, 1714521600500]);
});

test.each([
  ['time,lat\n1,2', 'no column for lng'],
  ['t,lng,lat\nyesterday,1,2', 'line 2: time'],
  ['t,lng,lat\n1714521600,east,2', 'line 2: lng'],
  ['t,lng,lat\n1714521600,,2', 'line 2: position'],
])('a defect of a CSV is named: %s', (text, message) => {
  expect(() => readCsv(text, 'f', UTC)).toThrow(message);
});

test('a GPX track joins its segments and leaves out points without time', () => {
  const text = `<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>round</name>
    <trkseg><trkpt lat="28.5" lon="121.1"><time>2024-05-01T00:00:00Z</time></trkpt><trkpt lat="28.6" lon="121.2"><hdop>2</hdop><time>2024-05-01T00:00:05Z</time></trkpt></trkseg>
    <trkseg><trkpt lat="1" lon="1"/><trkpt lat="28.7" lon="121.3"><time>2024-05-01T00:01:00Z</time></trkpt><trkpt lat="28.8" lon="121.4"/></trkseg></trk></gpx>`;
  const [track] = readGpx(text, 'f', UTC);
  expect(track!.id).toBe('round');
  expect(track!.points[1]!.accuracyM).toBe(10);
  expect(track!.points.map(({ t, lng, lat }) => ({ t, lng, lat }))).toEqual([
    point('2024-05-01T00:00:00Z', 121.1, 28.5),
    point('2024-05-01T00:00:05Z', 121.2, 28.6),
    point('2024-05-01T00:01:00Z', 121.3, 28.7),
  ]);
});

test('a PLT file is one track after six header lines', () => {
  const text = `${'header\n'.repeat(6)}39.906631,116.385564,0,492,40097.5864583333,2009-10-11,14:04:30\n`;
  expect(readPlt(text, '20091011')).toEqual([
    {
      id: '20091011',
      userId: '20091011',
      points: [
        {
          ...point('2009-10-11T14:04:30Z', 116.385564, 39.906631),
          accuracyM: null,
          speedMps: null,
          headingDeg: null,
          mode: null,
        },
      ],
    },
  ]);
});

test('a file is what it begins like, whatever it is called, and options of other formats are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunji-track-'));
  const put = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const csv = await put('x.log', 't,lng,lat\n1714521600,1,2\n');
  expect((await readTrack(csv))[0]!.id).toBe('x');
  const nmea = await put('y.txt', '$GPRMC,010000,A,2836.0,N,12124.0,E,1.0,0.0,010524,,\n');
  await expect(readTrack(nmea)).resolves.toBeDefined();
  await expect(readTrack(await put('x.kml', '<kml/>'))).rejects.toThrow('kml');
  await expect(readTrack(await put('x.geojson', '{"type":"Feature"}'))).rejects.toThrow('is JSON');
  const gpx = await put('x.gpx', '<gpx/>');
  const zone = { timeZone: 'Asia/Shanghai' };
  await expect(readTrack(gpx, { ...zone, columns: 'time=WHEN' })).rejects.toThrow(
    'columns does not apply to GPX',
  );
  await expect(readTrack(nmea, { ...zone, timeFormat: 'excel' })).rejects.toThrow(
    'timeFormat does not apply to NMEA',
  );
});
