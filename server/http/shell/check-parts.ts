import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { TSchema } from 'typebox';
import { Settings } from 'typebox/system';
import { Default } from 'typebox/value';
import { isPlainNumber } from '../../domain/reading/numbers.ts';

/** A value that is none of a choice fails once for each: all that are allowed are told. */
Settings.Set({ maxErrors: 32 });

/**
 * A validator compiler that first fills in what is left out, where the schema has a default for it. Of a query or path,
 * where all is text, numbers are such as they are written: the library would cut 1.5 to 1, and take nothing for 0.
 */
export const checkParts: typeof TypeBoxValidatorCompiler = (route) => {
  // Compiled when it is first asked for: all of them take as long as the rest of a start.
  let validate: ReturnType<typeof TypeBoxValidatorCompiler> | undefined;
  const numbers = route.httpPart === 'body' ? [] : numbersOf(route.schema as TSchema);
  return (value: unknown) => {
    const error = numbers.flatMap((one) => wrongIn(one, value as Record<string, unknown>));
    if (error.length > 0) return { error };
    validate ??= TypeBoxValidatorCompiler(route);
    return validate(Default(route.schema as never, value));
  };
};

interface Numeric {
  name: string;
  isWhole: boolean;
  minimum?: number;
  maximum?: number;
}

function numbersOf({ properties = {} }: { properties?: Record<string, object> }): Numeric[] {
  return Object.entries(properties as Record<string, Omit<Numeric, 'name'> & { type?: string }>)
    .filter(([, { type }]) => type === 'integer' || type === 'number')
    .map(([name, { maximum, minimum, type }]) => ({
      ...{ name, isWhole: type === 'integer' },
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    }));
}

const WHOLE = /^[+-]?\d{1,16}$/;

function wrongIn({ isWhole, maximum, minimum, name }: Numeric, value: Record<string, unknown>) {
  const given = value?.[name];
  if (typeof given !== 'string' || (isWhole ? WHOLE.test(given) : isPlainNumber(given))) return [];
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return [
    {
      ...{ keyword: 'type' as const, schemaPath: `#/properties/${name}`, instancePath: `/${name}` },
      params: { type: isWhole ? ('integer' as const) : ('number' as const) },
      message: [`must be ${isWhole ? 'a whole number' : 'a number'}`, ...bounds].join(', '),
    },
  ];
}
