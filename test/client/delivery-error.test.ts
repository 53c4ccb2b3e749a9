import { expect, test } from 'vitest';
import { deliveryError } from '../../client/settings/webhooks/delivery-error.ts';

const t = ((key: string, values?: object) =>
  key.split('.').at(-1)! + (values ? JSON.stringify(values) : '')) as never;

test.each([
  [{ responseCode: 500, lastError: 'answered 500' }, 'code{"code":500}'],
  [{ responseCode: 302, lastError: 'answered 302' }, 'code{"code":302} (redirect)'],
  [{ responseCode: null, lastError: 'no answer within 10 s' }, 'silent'],
  [{ responseCode: null, lastError: 'ECONNREFUSED' }, 'refused (ECONNREFUSED)'],
  [
    { responseCode: null, lastError: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    'certificate (DEPTH_ZERO_SELF_SIGNED_CERT)',
  ],
  [
    { responseCode: null, lastError: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    'certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
  ],
  [
    { responseCode: null, lastError: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    'certificate (ERR_TLS_CERT_ALTNAME_INVALID)',
  ],
  [{ responseCode: null, lastError: 'hooks.example is a private host' }, 'privateHost'],
  [{ responseCode: null, lastError: 'its secret cannot be read: rotate it' }, 'secret'],
  [{ responseCode: null, lastError: 'something new' }, 'something new'],
  [{ responseCode: null, lastError: null }, null],
])('says why a delivery of %j was not taken in', (delivery, said) => {
  expect(deliveryError(delivery, t)).toBe(said);
});
