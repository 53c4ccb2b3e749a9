import { expect, it } from 'vitest';
import { readGpx } from '../../../server/domain/reading/tracks/read-gpx.ts';

it.each([
  ['a file of the machine', '<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;'],
  ['what swells to a billion', '<!ENTITY a "ha"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">', '&x;'],
])('a track takes in no %s by an entity', (_, entity, name) => {
  const point = '<trkpt lat="28.6" lon="121.4"><time>2026-06-01T02:00:00Z</time></trkpt>';
  const text = `<?xml version="1.0"?><!DOCTYPE gpx [${entity}]><gpx><trk><name>${name}</name><trkseg>${point}</trkseg></trk></gpx>`;
  const read = () => JSON.stringify(readGpx(text, 'one', { timeZone: 'UTC' } as never));
  let told = '';
  try {
    told = read();
  } catch (error) {
    told = (error as Error).message;
  }
  expect(told).not.toMatch(/root:|haha/);
});
