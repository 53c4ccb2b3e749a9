import { Type } from 'typebox';

/** Characters a password has at least; of which kinds they are is nobody's business. */
export const PASSWORD_MIN = 12;
/** Tries within which a password must not be found by one who knows what people choose. */
export const GUESSES_MIN = 100_000_000;

export const NewPassword = Type.String({
  maxLength: 256,
  description: `${PASSWORD_MIN} characters or more, and none that one who knows what people choose finds within ${GUESSES_MIN} tries`,
});
