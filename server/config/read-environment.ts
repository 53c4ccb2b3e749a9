import { Compile } from 'typebox/compile';
import { Convert, Default } from 'typebox/value';
import { Environment } from './environment.ts';
import { withSecrets } from './secrets.ts';

const environment = Compile(Environment);

/** What an environment says, with what it leaves unsaid. Throws an Error that names every wrong variable and what it may be. */
export function readEnvironment(given: Record<string, string | undefined>): Environment {
  const env = withSecrets(given);
  const told = Object.fromEntries(
    Object.keys(Environment.properties)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .map((name) => [name, env[name]]),
  );
  const values = Convert(Environment, Default(Environment, told));
  if (!environment.Check(values)) {
    const wrong = environment
      .Errors(values)
      .map(({ instancePath, message }) => `  ${instancePath.slice(1) || 'environment'} ${message}`);
    throw new Error(`The environment does not fit:\n${[...new Set(wrong)].join('\n')}`);
  }
  return values as Environment;
}
