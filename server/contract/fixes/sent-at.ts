import { Type } from 'typebox';

export const SentAt = Type.Integer({
  description: 'Device time of sending, Unix milliseconds; shows a shifted clock',
});
