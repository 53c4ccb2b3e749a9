import { Type } from 'typebox';
import {
  AccountSession,
  OwnAccount,
  OwnPassword,
  PasswordChange,
  RecoveryCodes,
  SecondFactorCode,
  SecondFactorOffer,
} from '../../accounts/managed.ts';
import { Nothing } from '../parts.ts';
import { route } from '../route.ts';
import { BySession } from './managed-accounts.ts';

/** For whoever is signed in, whatever else the account must set first. */
const own = { tags: ['account'], access: 'account', scope: 'own' } as const;

export const getOwnAccount = route({
  ...own,
  operationId: 'getOwnAccount',
  method: 'GET',
  path: '/account',
  summary: 'What is set for the own account',
  replies: { 200: OwnAccount },
});

export const changePassword = route({
  ...own,
  operationId: 'changePassword',
  method: 'PUT',
  path: '/account/password',
  summary: 'Choose another password; all other sessions end',
  body: PasswordChange,
  replies: { 204: Nothing },
  errors: ['wrong-credentials', 'weak-password', 'wrong-state'],
});

export const offerSecondFactor = route({
  ...own,
  operationId: 'offerSecondFactor',
  method: 'POST',
  path: '/account/second-factor',
  summary: 'Begin to set up a second factor; it counts once a code of it was sent',
  body: OwnPassword,
  replies: { 200: SecondFactorOffer },
  errors: ['wrong-credentials', 'wrong-state'],
});

export const confirmSecondFactor = route({
  ...own,
  operationId: 'confirmSecondFactor',
  method: 'PUT',
  path: '/account/second-factor',
  summary: 'Send a code of the second factor that was offered: from now on signing in takes one',
  body: SecondFactorCode,
  replies: { 200: RecoveryCodes },
  errors: ['wrong-code', 'wrong-state'],
});

export const dropSecondFactor = route({
  ...own,
  operationId: 'dropSecondFactor',
  method: 'POST',
  path: '/account/second-factor/off',
  summary: 'Go without a second factor, where the role allows it',
  body: OwnPassword,
  replies: { 204: Nothing },
  errors: ['wrong-credentials', 'wrong-state'],
});

export const listOwnSessions = route({
  ...own,
  operationId: 'listOwnSessions',
  method: 'GET',
  path: '/account/sessions',
  summary: 'Own sessions that are in force',
  replies: { 200: Type.Object({ sessions: Type.Array(AccountSession) }) },
});

export const endOwnSession = route({
  ...own,
  operationId: 'endOwnSession',
  method: 'DELETE',
  path: '/account/sessions/:session',
  summary: 'End an own session, with its open consoles',
  params: BySession,
  replies: { 204: Nothing },
  errors: ['not-found'],
});
