import { Type } from 'typebox';
import {
  AccountInput,
  AccountPatch,
  AccountSession,
  ManagedAccount,
  TEMPORARY_H,
  TemporaryPassword,
} from '../../accounts/managed.ts';
import { ById, IdParam, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['accounts'];
const access = 'manage-accounts';

export const listAccounts = route({
  operationId: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  summary: 'Accounts of your area and below, disabled ones too',
  tags,
  access,
  scope: 'own-area',
  replies: { 200: Type.Object({ accounts: Type.Array(ManagedAccount) }) },
});

export const createAccount = route({
  operationId: 'createAccount',
  method: 'POST',
  path: '/accounts',
  summary: `Make an account with a password that lets in for ${TEMPORARY_H} hours, until the own one is chosen`,
  tags,
  access,
  scope: { area: 'body.areaId' },
  body: AccountInput,
  replies: { 200: TemporaryPassword },
  errors: ['wrong-state'],
});

export const changeAccount = route({
  operationId: 'changeAccount',
  method: 'PATCH',
  path: '/accounts/:id',
  summary: 'Give an account another role or area, disable or enable it; its sessions end',
  tags,
  access,
  scope: { account: 'params.id', area: 'body.areaId' },
  params: ById,
  body: AccountPatch,
  replies: { 200: ManagedAccount },
  errors: ['forbidden', 'not-found', 'wrong-state'],
});

export const resetPassword = route({
  operationId: 'resetPassword',
  method: 'POST',
  path: '/accounts/:id/password',
  summary: `Make a password that lets in for ${TEMPORARY_H} hours, until the own one is chosen; sessions end`,
  tags,
  access,
  scope: { account: 'params.id' },
  params: ById,
  replies: { 200: TemporaryPassword },
  errors: ['forbidden', 'not-found', 'wrong-state'],
});

export const resetSecondFactor = route({
  operationId: 'resetSecondFactor',
  method: 'DELETE',
  path: '/accounts/:id/second-factor',
  summary: 'Take the second factor off an account that lost it; its sessions end',
  tags,
  access,
  scope: { account: 'params.id' },
  params: ById,
  replies: { 204: Nothing },
  errors: ['forbidden', 'not-found'],
});

export const listAccountSessions = route({
  operationId: 'listAccountSessions',
  method: 'GET',
  path: '/accounts/:id/sessions',
  summary: 'Sessions of an account that are in force',
  tags,
  access,
  scope: { account: 'params.id' },
  params: ById,
  replies: { 200: Type.Object({ sessions: Type.Array(AccountSession) }) },
  errors: ['not-found'],
});

const SessionId = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const endAccountSession = route({
  operationId: 'endAccountSession',
  method: 'DELETE',
  path: '/accounts/:id/sessions/:session',
  summary: 'End a session of an account, with its open consoles',
  tags,
  access,
  scope: { account: 'params.id' },
  params: Type.Object({ id: IdParam, session: SessionId }),
  replies: { 204: Nothing },
  errors: ['forbidden', 'not-found'],
});

export const BySession = Type.Object({ session: SessionId });
