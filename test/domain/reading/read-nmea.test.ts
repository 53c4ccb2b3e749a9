import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellNotesOfFile } from '../../../server/contract/tell-file.ts';
import { ReadingError } from '../../../server/domain/reading/problem.ts';
import { readNmea } from '../../../server/domain/reading/tracks/read-nmea.ts';
import { formatOf } from '../../../server/domain/reading/tracks/read-tracks.ts';

/** A sentence with its checksum. */
function sentence(body: string): string {
  const sum = [...body].reduce((xor, character) => xor ^ character.charCodeAt(0), 0);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
}
const rmc = (time: string, own = 'A,2834.9400,N,12122.3200,E,2.5,90.0', date = '281126') =>
  sentence(`GNRMC,${time},${own},${date},,,A`);
const gga = (time: string, own = '2834.9400,N,12122.3200,E,1,08,0.9') =>
  sentence(`GNGGA,${time},${own},40.1,M,8.0,M,,`);
const read = (...lines: string[]) => readNmea(lines.join('\r\n'), 'walk')[0]!;
const AT = Date.UTC(2026, 10, 28, 1, 15, 30);

describe('Sentences of NMEA 0183', () => {
  it('are read as published: the examples of the standard, checksums and all', () => {
    const [track] = readNmea(
      [
        '$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47',
        '$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A',
      ].join('\n'),
      'walk',
    );
    expect(track!.points).toHaveLength(1);
    const [point] = track!.points;
    expect(point).toMatchObject({ t: Date.UTC(1994, 2, 23, 12, 35, 19), headingDeg: 84.4 });
    expect(point!.lat).toBeCloseTo(48.1173, 6);
    expect(point!.lng).toBeCloseTo(11.516667, 6);
    expect(point!.speedMps).toBeCloseTo(11.5236, 4);
    expect(point!.accuracyM).toBeCloseTo(4.5, 9);
  });

  it('of one moment make one point, whichever comes first', () => {
    const [one, other] = [
      read(rmc('011530.00'), gga('011530.00')),
      read(gga('011530.00'), rmc('011530.00')),
    ];
    expect(one).toEqual(other);
    expect(one.points).toEqual([
      {
        t: AT,
        lat: expect.closeTo(28.582333, 6),
        lng: expect.closeTo(121.372, 6),
        speedMps: expect.closeTo(1.2861, 4),
        headingDeg: 90,
        accuracyM: 4.5,
        mode: null,
      },
    ]);
    expect(one.notes).toBeUndefined();
  });

  it('without a date are of the last one told, and of the next day past midnight', () => {
    const { points } = read(rmc('235958'), gga('235959'), gga('000000'), gga('000001'));
    const midnight = Date.UTC(2026, 10, 29);
    expect(points.map(({ t }) => t - midnight)).toEqual([-2000, -1000, 0, 1000]);
  });

  it('that are damaged, without a fix or without any date are left out and counted', () => {
    const good = rmc('011530');
    const track = read(
      good,
      good.replace('28', '29'),
      rmc('011531', 'V,,,,,,'),
      gga('011532', ',,,,0,00,'),
      'boot v1.2',
      '',
      sentence('GPGSV,1,1,00'),
    );
    expect(track.points).toHaveLength(1);
    expect(tellNotesOfFile(track.notes!).notes).toEqual([
      '1 lines were left out: its checksum does not fit',
      '2 lines were left out: the receiver had no fix',
      '1 lines were left out: no sentence of NMEA 0183',
    ]);
    expect(readNmea(gga('011530'), 'walk')).toEqual([]);
  });

  it('are found behind what a logger writes in front of them, in the south and west too', () => {
    const line = `2026-11-28 09:15:30 ${rmc('011530', 'A,2834.9400,S,12122.3200,W,,')}`;
    expect(formatOf(line)).toBe('nmea');
    expect(read(line).points[0]).toMatchObject({
      lat: expect.closeTo(-28.582333, 6),
      lng: expect.closeTo(-121.372, 6),
      speedMps: null,
    });
  });

  it('are said to be missing where there are none', () => {
    expect(() => readNmea('lat,lng\n1,2', 'walk')).toThrow(ReadingError);
  });

  it('whatever they hold, are read or refused, never thrown at', () => {
    const field = fc.oneof(
      fc.constantFrom('A', 'N', 'E', '011530', '281126', '2834.94', '99', '-1', ''),
      fc.string({ maxLength: 6 }),
    );
    const lines = fc.array(
      fc.tuple(fc.constantFrom('GPRMC', 'GPGGA', 'GPVTG'), fc.array(field, { maxLength: 12 })),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(lines, (some) => {
        const text = some.map(([type, fields]) => sentence(`${type},${fields.join()}`)).join('\n');
        try {
          for (const { points } of readNmea(text, 'walk'))
            for (const { t, lng, lat } of points)
              expect([t, lng, lat].every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ReadingError);
        }
      }),
    );
  });
});
