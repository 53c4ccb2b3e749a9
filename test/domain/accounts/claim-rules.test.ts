import { expect, test } from 'vitest';
import { grantOf, readClaimRules } from '../../../server/domain/accounts/claim-rules.ts';

const RULES = readClaimRules(
  JSON.stringify([
    { claim: 'groups', value: 'admins', role: 'administrator', area: '331004' },
    { claim: 'groups', value: 'watch', role: 'supervisor', area: { claim: 'org' } },
    { claim: 'duty', value: 'study', role: 'analyst', area: '331004' },
  ]),
);
const D = '331004';

test.each([
  ['the first that fits', { groups: ['watch', 'admins'], org: 'T1' }, 'administrator', D],
  ['an area of a claim', { groups: ['watch'], org: 'T1' }, 'supervisor', 'T1'],
  ['a claim that is one text', { duty: 'study' }, 'analyst', D],
  ['the next where the area is in no claim', { groups: ['watch'], duty: 'study' }, 'analyst', D],
])('%s counts', (_, claims, role, areaCode) => {
  expect(grantOf(claims, RULES)).toEqual({ role, areaCode });
});

test.each([
  ['no claims', {}],
  ['part of a value', { groups: ['admin', 'adminsx'] }],
  ['the value as the name of a field', { groups: { admins: true } }],
])('%s give nothing', (_, claims) => {
  expect(grantOf(claims, RULES)).toBeNull();
});

test.each([
  ['no JSON', 'administrator=331004'],
  ['a role there is not', '[{"claim":"a","value":"b","role":"root","area":"c"}]'],
  ['a field too many', '[{"claim":"a","value":"b","role":"analyst","area":"c","x":1}]'],
])('%s is no set of rules', (_, text) => {
  expect(() => readClaimRules(text)).toThrow('OIDC_ROLES');
});
