import { Enrol, Enrolled, EnrolmentBody, NewEnrolment } from '../../handhelds/enrolment.ts';
import { ByCode } from '../parts.ts';
import { route } from '../route.ts';

const tags = ['handhelds'];

export const createEnrolment = route({
  operationId: 'createEnrolment',
  method: 'POST',
  path: '/handhelds/:code/enrolments',
  summary:
    'Make the token by which one phone becomes this handheld, once; it takes the place of one not used yet',
  tags,
  access: 'provision',
  scope: { handheld: 'params.code' },
  params: ByCode,
  body: EnrolmentBody,
  replies: { 201: NewEnrolment },
  errors: ['not-found'],
});

export const enrol = route({
  operationId: 'enrol',
  method: 'POST',
  path: '/enrolments',
  summary:
    'Become the handheld of a token with a secret of the phone’s own, in place of any before; the same again is answered the same',
  tags,
  access: 'anybody',
  scope: 'nothing',
  body: Enrol,
  replies: { 201: Enrolled },
  errors: ['not-found'],
  perMinute: 30,
});
