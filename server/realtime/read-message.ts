import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Refusal } from '../errors.ts';

/** Reads what a console says by a schema; `what` names it where nothing of it in particular is wrong. Throws Refusal `invalid`. */
export function readerOf<T extends TSchema>(
  schema: T,
  what: string,
): (value: unknown) => Static<T> {
  const compiled = Compile(schema);
  return (value) => {
    if (compiled.Check(value)) return value as Static<T>;
    const [first] = compiled.Errors(value);
    throw Refusal.toProgram('invalid', `${first?.instancePath.slice(1) || what} ${first?.message}`);
  };
}
