import { Type } from 'typebox';
import { Text } from '../words/text.ts';

export const Name = Text({ maxLength: 200 });
export const Day = Type.String({ format: 'date', description: 'Local day, YYYY-MM-DD' });
export const Code = Type.String({ pattern: '^[\\w.-]{1,64}$' });
export const strict = { additionalProperties: false };
