import { expect, it } from 'vitest';
import { isForeign, type OriginHeaders } from '../../../server/domain/accounts/foreign-origin.ts';

const host = 'xunji.example';
it.each<[string, OriginHeaders, boolean, boolean]>([
  ['no browser tells neither', { host }, false, false],
  ['the own page', { host, origin: 'https://xunji.example' }, false, false],
  ['another port', { host, origin: 'https://xunji.example:8443' }, false, true],
  ['another site', { host, origin: 'https://evil.example' }, false, true],
  ['a page without an origin', { host, origin: 'null' }, false, true],
  ['what says so itself', { host, 'sec-fetch-site': 'cross-site' }, false, true],
  ['a sister of the site', { host, 'sec-fetch-site': 'same-site' }, false, true],
  [
    'a host that is forwarded',
    { host: 'inner:8080', origin: 'https://xunji.example', 'x-forwarded-host': host },
    true,
    false,
  ],
  [
    'a forged host without a proxy',
    { host, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    false,
    true,
  ],
])('%s', (_, headers, behindProxy, foreign) => {
  expect(isForeign(headers, behindProxy)).toBe(foreign);
});
