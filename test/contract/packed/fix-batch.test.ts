import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FixBatch, GAP_REASONS } from '../../../server/contract/fixes/fix.ts';
import { openFixBatch, packFixBatch } from '../../../server/contract/fixes/packed/fix-batch.ts';

const EXAMPLE: FixBatch = {
  session: 1780275600000,
  sentAt: 1780275610000,
  fixes: [
    { seq: 0, t: 1780275600000, lng: 121.372, lat: 28.582, accuracyM: 6, batteryPct: 90 },
    {
      ...{ seq: 1, t: 1780275605000, lng: 121.3720656, lat: 28.582, accuracyM: 7 },
      ...{ speedMps: 1.2, batteryPct: 90, gap: 'killed' },
    },
  ],
};

it('packs the example of the description as it says, byte by byte', () => {
  const text = readFileSync('server/contract/fixes/packed/README.md', 'utf8');
  const example = text.slice(text.indexOf('| bytes | what |'), text.indexOf('## Integers'));
  const bytes = [...example.matchAll(/^\| `([0-9a-f ]+)`/gm)].map(([, hex]) => hex).join('');
  const packed = Buffer.from(packFixBatch(EXAMPLE)).toString('hex');
  expect(packed).toBe(bytes.replaceAll(' ', ''));
});

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));

it('says what the batch says', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const fix = fc.record({
    seq: fc.nat(),
    t: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
    accuracyM: maybe(fc.nat(1000).map((cm) => cm / 100)),
    speedMps: maybe(fc.float({ min: 0, max: 1000, noNaN: true })),
    headingDeg: maybe(fc.nat(3600).map((tenths) => tenths / 10)),
    batteryPct: maybe(fc.nat(100)),
    mock: maybe(fc.boolean()),
    gap: maybe(fc.constantFrom(...GAP_REASONS)),
  });
  const proof = { key: '00', number: 1, previous: '00', signature: 'ff' };
  const batch = fc.record({
    session: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) }),
    sentAt: maybe(fc.integer({ min: 1, max: Date.UTC(2100, 0, 1) })),
    fixes: fc.array(fix, { maxLength: 30 }),
    proof: fc.constantFrom(undefined, proof),
  });
  fc.assert(
    fc.property(batch, (told) => {
      const packed = openFixBatch(packFixBatch(told as FixBatch));
      expect(packed.count).toBe(told.fixes.length);
      const { fixes, ...batch } = packed.unpack();
      // As JSON has it, which knows no zero below zero.
      expect(asJson({ ...batch, fixes: fixes.items() })).toEqual(asJson(told));
    }),
  );
});

it('opens whatever bytes come, or says what is wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      try {
        const { count, unpack } = openFixBatch(Uint8Array.of(1, ...bytes));
        if (count <= 500) expect(unpack()).toHaveProperty('fixes');
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});
