import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReadingError } from '../../../server/domain/reading/problem.ts';
import { decodeText } from '../../../server/domain/reading/texts/text.ts';
import { formatOf, readTracks } from '../../../server/domain/reading/tracks/read-tracks.ts';
import type { TrackFormat } from '../../../server/domain/reading/tracks/recorded-track.ts';

const OPTIONS = { timeZone: 'Asia/Shanghai' };
const GPX = readFileSync('test/cases/_base/base.gpx', 'utf8').slice(0, 3_000);
const CSV = readFileSync('test/cases/_base/base.csv', 'utf8').slice(0, 1_500);
const NMEA = `$GPRMC,011530,A,2834.9400,N,12122.8800,E,2.1,90,281126,,*27\r\n`.repeat(4);
const PLT = `Geolife trajectory\nWGS 84\nAltitude is in Feet\nReserved 3\n0,2,255,My Track,0,0,2,8421376\n0\n28.58,121.38,0,492,39744.1,2008-10-23,02:53:04\n`;
const SEEDS: Record<TrackFormat, string> = { gpx: GPX, csv: CSV, nmea: NMEA, plt: PLT };
const FORMATS = Object.keys(SEEDS) as TrackFormat[];

/** The tracks of a file, or in words why it is none. Anything else thrown is a crash. */
function read(bytes: Uint8Array, format?: TrackFormat) {
  try {
    const { text } = decodeText(bytes);
    return readTracks(format ?? formatOf(text), text, 'f', OPTIONS);
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    expect(error.message).not.toBe('');
    return null;
  }
}

describe('a file of anything', () => {
  test('is read or refused in words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ unit: 'binary' }).map(Buffer.from)),
        fc.constantFrom(undefined, ...FORMATS),
        (bytes, format) => {
          read(bytes, format);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('that was sound and was damaged on the way is read or refused in words', () => {
    const pieces = fc.oneof(
      fc.constantFrom('<', '>', '&', '"', ',', '\n', '\0', '-', '9e999', '<trkpt lat="1">', '$GP'),
      fc.string({ maxLength: 5 }),
    );
    const damage = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), pieces, fc.nat(8)),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(fc.constantFrom(...FORMATS), damage, (format, changes) => {
        let text = SEEDS[format];
        for (const [share, piece, cut] of changes) {
          const at = Math.floor(share * text.length);
          text = text.slice(0, at) + piece + text.slice(at + cut);
        }
        read(Buffer.from(text), format);
      }),
      { numRuns: 150 },
    );
  });

  test('loses no row in silence: each is a point, or its file is refused naming it, or it is counted', () => {
    const cell = fc.oneof(
      fc.constantFrom('', '121.37', '28.58', '2026-11-03T08:00:00Z', '-1', 'NaN', '0', '1e400'),
      fc.string({ maxLength: 4 }).map((text) => text.replaceAll(/[",;\t\r\n]/g, '')),
    );
    const rows = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, (some) => {
        const times = some.map((row) => row[0]);
        const csv = `time,lng,lat,accuracy\n${some.map((row) => row.join(',')).join('\n')}`;
        const ofCsv = read(Buffer.from(csv), 'csv');
        const points = (tracks: typeof ofCsv) => tracks!.flatMap((track) => track.points).length;
        const blank = some.filter((row) => row.join('').trim() === '').length;
        const leftOut = (ofCsv?.[0]?.notes ?? []).map(({ code, values }) =>
          code.startsWith('rows-without') ? Number(values.count) : 0,
        );
        if (ofCsv)
          expect(points(ofCsv) + leftOut.reduce((a, b) => a + b, 0)).toBe(some.length - blank);
        const xml = (text: string) => text.replaceAll(/[^ -~]|[<>&"']/g, '');
        const gpx = `<gpx><trk>${some.map(([time, lng, lat]) => `<trkpt lon="${xml(lng)}" lat="${xml(lat)}"><time>${xml(time)}</time></trkpt>`).join('')}</trk></gpx>`;
        const ofGpx = read(Buffer.from(gpx), 'gpx');
        const untimed = times.filter((time) => xml(time).trim() === '').length;
        if (!ofGpx || ofGpx.length === 0) return;
        expect(points(ofGpx)).toBe(some.length - untimed);
        if (untimed > 0)
          expect(ofGpx[0]!.notes).toContainEqual({ code: 'untimed', values: { count: untimed } });
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [
      'a tree that grows as it is read',
      `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}">]><gpx><trk><name>&c;</name></trk></gpx>`,
    ],
    ['a tree that is all depth', '<a>'.repeat(100_000)],
    ['a sound tree that is all depth', `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`],
    ['one tag that never ends', `<gpx ${'a="1" '.repeat(50_000)}`],
    ['one line that never ends', `time,lng,lat\n${'1,'.repeat(200_000)}`],
    ['a quotation that never ends', `time,lng,lat\n"${'a\n'.repeat(100_000)}`],
    ['a time of digits', `time,lng,lat\n${'9'.repeat(100_000)},1,1`],
    ['a sentence of commas', `$GPRMC${','.repeat(200_000)}`],
  ])('%s holds nobody up', (_, text) => {
    // Whatever it is taken for, it is read within the time of a test.
    read(Buffer.from(text));
  });
});
