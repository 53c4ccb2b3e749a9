import { expect, it } from 'vitest';
import { phoneValues } from '../../client/help/phone-values.ts';
import type { Binding } from '../../server/contract/handhelds/binding.ts';

const origin = 'https://xunji.example:8443';
const binding = (own: Partial<Binding>): Binding => ({
  id: 1,
  handheldId: 7,
  protocol: 'osmand',
  device: null,
  addressRange: null,
  terminal: null,
  asked: null,
  trust: 'token',
  encrypted: false,
  createdBy: 'city',
  createdAt: '2026-06-01T00:00:00Z',
  revokedAt: null,
  ...own,
});

it('the page on phones names what is to be put in where it is read for nobody', () => {
  expect(phoneValues({ origin })).toEqual({
    osmand: `${origin}/in/osmand/<token>`,
    owntracks: `${origin}/in/owntracks/<token>`,
    overland: `${origin}/in/overland/<token>`,
    handheld: '<handheld>',
    id: '<id>',
    server: 'xunji.example',
    port: 'JT808_PORT',
    phone: '<phone number>',
  });
});

it('and the values of a handheld: its token while it is known, its network, its phone number', () => {
  const address = `${origin}/in/owntracks/abc`;
  const values = phoneValues({
    origin,
    handheld: { id: 7, code: 'H7' },
    jt808Port: 8808,
    handedOut: { binding: { protocol: 'owntracks' }, address },
    bindings: [
      binding({ addressRange: '10.0.0.0/8', device: 'x' }),
      binding({ protocol: 'jt808', device: '13900000000', revokedAt: '2026-06-02T00:00:00Z' }),
      binding({ protocol: 'jt808', device: '13912345678' }),
    ],
  });
  expect(values).toMatchObject({
    osmand: `${origin}/in/osmand`,
    owntracks: address,
    overland: `${origin}/in/overland/<token>`,
    handheld: 'H7',
    id: '7',
    port: '8808',
    phone: '13912345678',
  });
});
