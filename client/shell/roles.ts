import type { Role } from '../../server/contract/accounts/account.ts';

/** Pages, and tabs of pages, that are not everyone's: who may see them. */
export const ROLES_OF: Record<string, readonly Role[]> = {
  studies: ['supervisor', 'analyst', 'administrator'],
  settings: ['administrator'],
  'evaluation/signs': ['supervisor', 'administrator'],
  'evaluation/duty': ['supervisor', 'administrator'],
  'evaluation/norms': ['administrator'],
};
