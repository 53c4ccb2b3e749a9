import { CAPABILITIES, rolesOf } from '../access/capabilities.ts';
import { ROLES } from '../accounts/account.ts';
import { ERROR_CODES, type ErrorCode } from '../error.ts';
import type { Access, Route } from './route.ts';

const UNKNOWN: Record<Exclude<Access, keyof typeof CAPABILITIES>, readonly ErrorCode[]> = {
  anybody: [],
  handheld: ['wrong-secret'],
  reader: ['not-signed-in', 'unknown-key', 'due'],
  account: ['not-signed-in'],
};

function refusedBy(access: Access): readonly ErrorCode[] {
  if (!isCapability(access)) return UNKNOWN[access];
  return rolesOf(access).length < ROLES.length
    ? ['not-signed-in', 'due', 'forbidden']
    : ['not-signed-in', 'due'];
}

/** Whether access is a matter of an account's role. */
export const isCapability = (access: Access): access is keyof typeof CAPABILITIES =>
  Object.hasOwn(CAPABILITIES, access);

/** Every code a route may answer with, in the order of the contract. */
export function errorsOf(route: Route): ErrorCode[] {
  const { access, asksPurpose, body, errors = [], params, perMinute, query } = route;
  const codes = new Set<ErrorCode>([
    ...refusedBy(access),
    ...errors,
    ...(asksPurpose ? (['purpose-needed'] as const) : []),
    ...(params || query || body ? (['invalid'] as const) : []),
    ...(body ? (['not-json', 'body-too-large'] as const) : []),
    ...(perMinute === null && access !== 'handheld' ? [] : (['too-many-requests'] as const)),
    'unavailable',
    'internal',
  ]);
  return ERROR_CODES.filter((code) => codes.has(code));
}
