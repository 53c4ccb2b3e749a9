import { expect, test } from 'vitest';
import { setUpCode } from '../../client/settings/handhelds/set-up-code.ts';

const own = { address: 'https://x.example/in/owntracks/tok', handheld: '网格-07' };

test('OwnTracks reads its whole configuration from an address of its own', () => {
  const code = setUpCode({ protocol: 'owntracks' }, { ...own, sharedKey: 's3cret' })!;
  const inline = new URL(code).searchParams.get('inline')!;
  expect(code).toMatch(/^owntracks:\/\/\/config\?inline=[\w%]+$/);
  expect(JSON.parse(Buffer.from(inline, 'base64').toString('utf8'))).toMatchObject({
    _type: 'configuration',
    mode: 3,
    url: own.address,
    deviceId: '网格-07',
    encryptionKey: 's3cret',
  });
});

test('Traccar Client reads the address and its settings from the query; others read no code', () => {
  const code = new URL(setUpCode({ protocol: 'osmand' }, own)!);
  expect(`${code.origin}${code.pathname}`).toBe(own.address);
  expect(Object.fromEntries(code.searchParams)).toEqual({
    id: '网格-07',
    accuracy: 'high',
    interval: '10',
    distance: '5',
  });
  for (const protocol of ['overland', 'jt808'] as const)
    expect(setUpCode({ protocol }, own)).toBeNull();
});
