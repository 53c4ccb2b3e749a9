import { Type } from 'typebox';
import {
  Binding,
  BindingBody,
  NewBinding,
  ProtocolState,
  TerminalBody,
} from '../../handhelds/binding.ts';
import { HandheldState, RevokeBody, Sheet, SheetsBody } from '../../handhelds/state.ts';
import { UPLOAD_MAX_BYTES, Uploaded, UploadQuery } from '../../handhelds/upload.ts';
import { ByCode, IdParam, Nothing } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['handhelds'];
const params = Type.Object({ id: IdParam });
const scope = { handheld: 'params.id' } as const;

const Sent = Type.Object({
  outcome: Type.Union([Type.Literal('sent'), Type.Literal('waiting')], {
    description: 'waiting: it goes out with the answer to the next message of the handheld',
  }),
});

export const listBindings = route({
  operationId: 'listBindings',
  method: 'GET',
  path: '/handhelds/:id/bindings',
  summary: 'By what apps and terminals of other protocols a handheld is known, ended ones too',
  tags,
  access: 'provision',
  scope,
  params,
  replies: {
    200: Type.Object({
      bindings: Type.Array(Binding),
      jt808Port: Type.Union([Type.Integer(), Type.Null()], {
        description: 'TCP port terminals connect to; null: not open',
      }),
    }),
  },
  errors: ['not-found'],
});

export const bindHandheld = route({
  operationId: 'bindHandheld',
  method: 'POST',
  path: '/handhelds/:id/bindings',
  summary: 'Make a handheld known to another protocol; its token is told this once',
  tags,
  access: 'provision',
  scope,
  params,
  body: BindingBody,
  replies: { 201: NewBinding },
  errors: ['not-found'],
});

export const endBinding = route({
  operationId: 'endBinding',
  method: 'DELETE',
  path: '/handhelds/:id/bindings/:bindingId',
  summary: 'End a binding: what comes by it is not taken any more',
  tags,
  access: 'provision',
  scope,
  params: Type.Object({ id: IdParam, bindingId: IdParam }),
  replies: { 204: Nothing },
  errors: ['not-found'],
});

export const confirmTerminal = route({
  operationId: 'confirmTerminal',
  method: 'POST',
  path: '/handhelds/:id/bindings/:bindingId/terminal',
  summary:
    'Say which terminal of JT/T 808 the handheld is, by the id on its label: it is given its code when it registers within a day',
  tags,
  access: 'provision',
  scope,
  params: Type.Object({ id: IdParam, bindingId: IdParam }),
  body: TerminalBody,
  replies: { 200: Binding },
  errors: ['not-found'],
});

export const readHeardOf = route({
  operationId: 'readHeardOf',
  method: 'GET',
  path: '/handhelds/:id/messages',
  summary:
    'When a handheld was last heard over each protocol, and what was wrong with its messages',
  tags,
  access: 'look',
  scope,
  params,
  replies: { 200: Type.Object({ protocols: Type.Array(ProtocolState) }) },
  errors: ['not-found'],
});

export const tellHandheld = route({
  operationId: 'tellHandheld',
  method: 'POST',
  path: '/handhelds/:id/text',
  summary: 'Send a text to the officer with a terminal or phone of another protocol',
  tags,
  access: 'message-officers',
  scope,
  params,
  body: Type.Object(
    { text: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
  replies: { 200: Sent },
  errors: ['not-found'],
});

export const setInterval = route({
  operationId: 'setInterval',
  method: 'POST',
  path: '/handhelds/:id/interval',
  summary: 'Tell a terminal or phone of another protocol how often to report',
  tags,
  access: 'provision',
  scope,
  params,
  body: Type.Object(
    { seconds: Type.Integer({ minimum: 1, maximum: 3600 }) },
    { additionalProperties: false },
  ),
  replies: { 200: Sent },
  errors: ['not-found'],
});

export const uploadTrack = route({
  operationId: 'uploadTrack',
  method: 'POST',
  path: '/handhelds/:id/tracks',
  summary:
    'Take in the file of a handheld’s logger (GPX, NMEA 0183, CSV, PLT), days later too; the body is the file, of any type, 16 MiB and 100,000 points at most',
  tags,
  access: 'provision',
  scope,
  params,
  query: UploadQuery,
  replies: { 200: Uploaded },
  errors: ['not-found', 'body-too-large'],
  bodyMaxBytes: UPLOAD_MAX_BYTES,
});

export const listHandheldStates = route({
  operationId: 'listHandheldStates',
  method: 'GET',
  path: '/handhelds/states',
  summary:
    'Every handheld of the area: enrolled or not, last heard, clock, battery, what was refused, and who was turned away',
  tags,
  access: 'provision',
  scope: 'own-area',
  replies: { 200: Type.Object({ handhelds: Type.Array(HandheldState) }) },
});

export const revokeHandheld = route({
  operationId: 'revokeHandheld',
  method: 'POST',
  path: '/handhelds/:code/revoke',
  summary:
    'Turn a handheld away at once, on every wire: it was lost, replaced or retired. A new sheet lets it in again; what it sent stays',
  tags,
  access: 'provision',
  scope: { handheld: 'params.code' },
  params: ByCode,
  body: RevokeBody,
  replies: { 204: Nothing },
  errors: ['not-found'],
});

export const makeSheets = route({
  operationId: 'makeSheets',
  method: 'POST',
  path: '/handhelds/sheets',
  summary:
    'Enrolment sheets of many handhelds at once, with officer and grid; each takes the place of one not used yet',
  tags,
  access: 'provision',
  scope: { handheld: 'body.handhelds.*' },
  body: SheetsBody,
  replies: { 200: Type.Object({ sheets: Type.Array(Sheet) }) },
  errors: ['not-found'],
  bodyMaxBytes: 2 * 1024 * 1024,
});
