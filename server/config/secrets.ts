import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Variables that may stand in files instead: secrets, so that they are in no listing of processes, and what is read again while it runs. */
const SECRETS = [
  ...['DATABASE_URL', 'SESSION_SECRET', 'OIDC_CLIENT_SECRET', 'OWNTRACKS_MQTT_URL'],
  ...['DATABASE_READ_URL', 'REDIS_URL', 'SMTP_URL', 'XUNJI_PASSWORD'],
  'LOG_LEVEL',
];

type Env = Record<string, string | undefined>;

/**
 * The environment with secrets read from files: `NAME_FILE` names one, and a file NAME in the folder of `SECRETS_DIR` is one, as container
 * platforms put them. White space at the end is no part of it. Throws an Error where one is told twice, or its file cannot be read.
 */
export function withSecrets(env: Env): Env {
  const read: Env = {};
  for (const name of SECRETS) {
    const file = fileOf(name, env);
    if (!file) continue;
    if (env[name]) throw new Error(`${name} is told twice: by itself and by ${file}`);
    try {
      read[name] = readFileSync(file, 'utf8').trimEnd();
    } catch (error) {
      throw new Error(`${name}: ${(error as Error).message}`);
    }
  }
  return { ...env, ...read };
}

function fileOf(name: string, env: Env): string | undefined {
  const named = env[`${name}_FILE`];
  if (named) return named;
  const inFolder = env.SECRETS_DIR && join(env.SECRETS_DIR, name);
  return inFolder && existsSync(inFolder) ? inFolder : undefined;
}
