import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Default } from 'typebox/value';

/** A validator compiler that first fills in what is left out, where the schema has a default for it. */
export const fillDefaults: typeof TypeBoxValidatorCompiler = (route) => {
  const validate = TypeBoxValidatorCompiler(route);
  return (value: unknown) => validate(Default(route.schema as never, value));
};
