import { Type } from 'typebox';
import { Account, SignedIn, SignIn, Site } from '../../accounts/account.ts';
import { FirstAccount } from '../../accounts/first-account.ts';
import { Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['account'];

export const getSite = route({
  operationId: 'getSite',
  method: 'GET',
  path: '/site',
  summary: 'What the sign-in page shows',
  tags,
  access: 'anybody',
  scope: 'nothing',
  replies: { 200: Site },
});

export const signIn = route({
  operationId: 'signIn',
  method: 'POST',
  path: '/session',
  summary: 'Sign in',
  tags,
  access: 'anybody',
  scope: 'nothing',
  body: SignIn,
  replies: { 200: Account },
  errors: ['wrong-credentials', 'code-needed', 'wrong-code'],
  perMinute: 120,
});

export const startProviderSignIn = route({
  operationId: 'startProviderSignIn',
  method: 'GET',
  path: '/session/provider',
  summary:
    'Go to the provider of identities to sign in (OpenID Connect, authorization code with PKCE)',
  tags,
  access: 'anybody',
  scope: 'nothing',
  replies: { 302: Nothing },
  errors: ['not-found'],
  perMinute: 120,
});

const Told = Type.Optional(Type.String({ maxLength: 4_096 }));

export const finishProviderSignIn = route({
  operationId: 'finishProviderSignIn',
  method: 'GET',
  path: '/session/provider/callback',
  summary:
    'Come back from the provider of identities; goes to the console, signed in or with `refused`',
  tags,
  access: 'anybody',
  scope: 'nothing',
  query: Type.Object({ code: Told, state: Told, iss: Told, error: Told, error_description: Told }),
  replies: { 302: Nothing },
  errors: ['not-found'],
  perMinute: 120,
});

export const makeFirstAccount = route({
  operationId: 'makeFirstAccount',
  method: 'POST',
  path: '/first-account',
  summary:
    'Make the first administrator of an empty store by the one-time address that the server printed, and sign in',
  tags,
  access: 'anybody',
  scope: 'nothing',
  body: FirstAccount,
  replies: { 200: Account },
  errors: ['wrong-credentials', 'weak-password'],
  perMinute: 10,
});

export const endDemo = route({
  operationId: 'endDemo',
  method: 'DELETE',
  path: '/demo',
  summary:
    'Throw the demo away: the store is emptied for good, and the token of the reply makes the first administrator of it',
  tags,
  access: 'provision',
  scope: 'top-area',
  replies: { 200: Type.Object({ token: Type.String() }) },
  errors: ['not-found'],
});

export const getSession = route({
  operationId: 'getSession',
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in',
  tags,
  access: 'account',
  scope: 'own',
  replies: { 200: SignedIn },
});

export const keepWall = route({
  operationId: 'keepWall',
  method: 'POST',
  path: '/session/wall',
  summary:
    'Leave a session that is about to end to a wall: from then on it only looks, for 30 days from the last time this was asked',
  tags,
  access: 'look',
  scope: 'own',
  replies: { 204: Nothing },
  errors: ['wrong-state'],
});

export const signOut = route({
  operationId: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: 'Sign out',
  tags,
  access: 'anybody',
  scope: 'own',
  replies: { 204: Nothing },
});
