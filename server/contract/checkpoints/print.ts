import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { CODE_KINDS } from './scan.ts';

/** Days codes are printed for at once. */
export const PRINT_DAYS_MAX = 31;
/** Codes that are printed at once. */
export const PRINT_MAX = 2000;

const Day = Type.String({ format: 'date' });

export const PrintCodesBody = Type.Object(
  {
    area: Type.String({
      description: 'Code of the area: checkpoints of its norms and of those below',
    }),
    kind: literals(CODE_KINDS),
    from: Type.Optional(
      Type.String({ format: 'date', description: 'First day; today in the area unless told' }),
    ),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: PRINT_DAYS_MAX, description: 'One unless told' }),
    ),
  },
  { additionalProperties: false },
);
export type PrintCodesBody = Static<typeof PrintCodesBody>;

/** One code to be printed, or put into a tag. */
export const PrintedCode = Type.Object({
  area: Type.String({ description: 'Code of the area whose norm asks for the checkpoint' }),
  areaName: Type.String(),
  checkpoint: Type.String({ description: 'Id of the checkpoint' }),
  name: Type.String(),
  day: Type.Union([Day, Type.Null()], { description: 'null: of every day' }),
  code: Type.String({ description: 'What a QR code or an NFC tag holds, and what is typed' }),
});
export type PrintedCode = Static<typeof PrintedCode>;

export const RenewCodesBody = Type.Object(
  {
    area: Type.String({ description: 'Code of the area whose norm asks for the checkpoint' }),
    checkpoint: Type.String({ minLength: 1, maxLength: 64 }),
  },
  { additionalProperties: false },
);
