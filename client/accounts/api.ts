import { queryOptions } from '@tanstack/react-query';
import type {
  AccountInput,
  AccountPatch,
  PasswordChange,
} from '../../server/contract/accounts/managed.ts';
import * as managed from '../../server/contract/routes/people/managed-accounts.ts';
import * as own from '../../server/contract/routes/people/own-account.ts';
import { call } from '../api/call.ts';

export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => call(managed.listAccounts, { signal }).then((reply) => reply.accounts),
});

export const createAccount = (body: AccountInput) => call(managed.createAccount, { body });
export const changeAccount = (id: number, body: AccountPatch) =>
  call(managed.changeAccount, { params: { id }, body });
export const resetPassword = (id: number) => call(managed.resetPassword, { params: { id } });
export const resetSecondFactor = (id: number) =>
  call(managed.resetSecondFactor, { params: { id } });

/** Sessions of an account by its id, or the own ones. */
export const sessionsQuery = (of: number | 'own') =>
  queryOptions({
    queryKey: ['sessions', of],
    queryFn: ({ signal }) =>
      (of === 'own'
        ? call(own.listOwnSessions, { signal })
        : call(managed.listAccountSessions, { params: { id: of }, signal })
      ).then((reply) => reply.sessions),
  });

export const endSession = (of: number | 'own', session: string): Promise<void> =>
  of === 'own'
    ? call(own.endOwnSession, { params: { session } })
    : call(managed.endAccountSession, { params: { id: of, session } });

export const ownAccountQuery = queryOptions({
  queryKey: ['own-account'],
  queryFn: ({ signal }) => call(own.getOwnAccount, { signal }),
});

export const changePassword = (body: PasswordChange): Promise<void> =>
  call(own.changePassword, { body });
export const offerSecondFactor = (currentPassword: string) =>
  call(own.offerSecondFactor, { body: { currentPassword } });
export const confirmSecondFactor = (code: string) =>
  call(own.confirmSecondFactor, { body: { code } });
export const dropSecondFactor = (currentPassword: string): Promise<void> =>
  call(own.dropSecondFactor, { body: { currentPassword } });
