import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Settings } from 'typebox/system';
import { Default } from 'typebox/value';

/** A value that is none of a choice fails once for each: all that are allowed are told. */
Settings.Set({ maxErrors: 32 });

/** A validator compiler that first fills in what is left out, where the schema has a default for it. */
export const fillDefaults: typeof TypeBoxValidatorCompiler = (route) => {
  const validate = TypeBoxValidatorCompiler(route);
  return (value: unknown) => validate(Default(route.schema as never, value));
};
