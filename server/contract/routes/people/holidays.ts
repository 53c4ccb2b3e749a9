import { Type } from 'typebox';
import { Holiday, HolidaysInput } from '../../people/holiday.ts';
import { Provisioned } from '../../people/provision.ts';
import { DayText, Nothing } from '../parts.ts';
import { route } from '../route.ts';

export const listHolidays = route({
  operationId: 'listHolidays',
  method: 'GET',
  path: '/holidays',
  summary:
    'Public holidays, and weekend days worked in their place, from and to a day (all unless told); other days are what their weekday says',
  tags: ['areas and people'],
  access: 'reader',
  scope: 'nothing',
  query: Type.Object({ from: Type.Optional(DayText), to: Type.Optional(DayText) }),
  replies: { 200: Type.Object({ holidays: Type.Array(Holiday) }) },
});

export const putHolidays = route({
  operationId: 'putHolidays',
  method: 'PUT',
  path: '/holidays',
  summary: 'Put days on the calendar of holidays, in place of what it says of them',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { holiday: 'body.holidays.*.day' },
  body: HolidaysInput,
  replies: { 200: Provisioned },
});

export const dropHoliday = route({
  operationId: 'dropHoliday',
  method: 'DELETE',
  path: '/holidays/:day',
  summary: 'Take a day off the calendar of holidays: it is what its weekday says again',
  tags: ['provisioning'],
  access: 'provision',
  scope: 'top-area',
  replaces: { holiday: 'params.day' },
  params: Type.Object({ day: DayText }),
  replies: { 204: Nothing },
  errors: ['not-found'],
});
