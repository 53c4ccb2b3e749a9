import { describe, expect, it } from 'vitest';
import { isPublic, wrongUrl } from '../../server/jobs/webhooks/webhook-address.ts';

describe('The address of a webhook', () => {
  it.each([
    'https://example.org/hook',
    'https://8.8.8.8/hook?a=1',
    'https://[2606:4700::1111]/hook',
  ])('may be %s', (url) => {
    expect(wrongUrl(url, false)).toBeNull();
  });

  it.each([
    'http://example.org',
    'https://localhost/hook',
    'https://a.localhost',
    'https://127.0.0.1',
    'https://2130706433',
    'https://0x7f.1',
    'https://10.1.2.3',
    'https://172.31.0.1',
    'https://192.168.1.1:8443',
    'https://169.254.169.254/latest',
    'https://100.64.0.1',
    'https://0.0.0.0',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:10.0.0.1]',
    'https://[fd00::1]',
    'https://[fe80::1]',
    'https://[64:ff9b::a00:1]',
    'https://user@example.org',
    'https://example.org/#part',
    'file:///etc/passwd',
    'hook',
  ])('may not be %s', (url) => {
    expect(wrongUrl(url, false)).not.toBeNull();
  });

  it('may be private and http where the deployment says so', () => {
    expect(wrongUrl('http://10.1.2.3/hook', true)).toBeNull();
    expect(wrongUrl('gopher://10.1.2.3/hook', true)).not.toBeNull();
  });

  it('is public or not by its bits', () => {
    expect(['1.1.1.1', '172.32.0.1', '2a00::1', '::ffff:8.8.8.8'].map(isPublic)).toEqual(
      Array(4).fill(true),
    );
    expect(['::ffff:127.0.0.1', '224.0.0.1', '255.255.255.255'].map(isPublic)).toEqual(
      Array(3).fill(false),
    );
  });
});
