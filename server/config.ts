import { availableParallelism } from 'node:os';
import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { Convert, Default } from 'typebox/value';
import type { HeatKind } from './contract/console/heat.ts';
import { HOUR_MS, MINUTE_MS } from './contract/units.ts';

/** Everything the environment may say; the README's table repeats the descriptions. */
const Environment = Type.Object({
  HOST: Type.String({ default: '127.0.0.1', description: 'Address to listen on' }),
  PORT: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65535,
    description: 'Port; 0 takes any free one',
  }),
  DATA_DIR: Type.String({ default: '.data', description: 'Where the embedded store lives' }),
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description: 'PostgreSQL with PostGIS instead of the embedded store',
    }),
  ),
  DATABASE_CONNECTIONS: Type.Integer({
    default: 10,
    minimum: 2,
    maximum: 200,
    description: 'Connections to PostgreSQL',
  }),
  DEMO: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'on',
    description: 'The demo district, its simulated handhelds and its published passwords',
  }),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) =>
      Type.Literal(level),
    ),
    { default: 'info', description: 'pino level' },
  ),
  JT808_PORT: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 65535,
      description: 'TCP port for terminals by JT/T 808; off if not given, 0 takes any free one',
    }),
  ),
  OWNTRACKS_MQTT_URL: Type.Optional(
    Type.String({
      pattern: '^(mqtts?|wss?)://',
      description: 'Broker that OwnTracks phones publish to; off if not given',
    }),
  ),
  MAP_STYLE_URL: Type.Optional(
    Type.String({
      pattern: '^(https?://|/)',
      description: 'MapLibre style in place of the map drawn from own data',
    }),
  ),
  SESSION_SECRET: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'Signs session cookies; made and kept in the store if not given',
    }),
  ),
  TRUST_PROXY: Type.String({
    default: 'off',
    pattern: '^(on|off|[0-9A-Fa-f:./]+(, *[0-9A-Fa-f:./]+)*)$',
    description:
      'Believe X-Forwarded-* of a proxy that ends TLS: off, on for the one that connects, or addresses and networks of all there are, with commas',
  }),
  PRESENCE_HALF_LIFE_MIN: Type.Number({
    default: 30,
    minimum: 2,
    maximum: 1440,
    description: 'Minutes after which half of the presence heat is left',
  }),
  INCIDENT_HALF_LIFE_H: Type.Number({
    default: 24,
    minimum: 1,
    maximum: 8760,
    description: 'Hours after which half of the incident heat is left',
  }),
  RETENTION_DAYS: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 36_500,
    description: 'Days positions are kept; 0 keeps them for good. Verdicts stay',
  }),
  RISK_EVERY_MIN: Type.Integer({
    default: 60,
    minimum: 0,
    maximum: 1440,
    description:
      'Minutes between looks for incidents out of the ordinary; a severe one is looked at at once; 0 never looks',
  }),
  WEBHOOK_PRIVATE_HOSTS: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'off',
    description: 'Let webhooks go to private addresses and over plain http',
  }),
  WEB_PUSH_CONTACT: Type.Optional(
    Type.String({
      pattern: '^(mailto:.+@.+|https://.+)$',
      description:
        'mailto: or https: address that push services may write to; with it, phones whose app is closed are pushed warnings and texts; off if not given',
    }),
  ),
  FINAL_GRACE_H: Type.Integer({
    default: 6,
    minimum: 0,
    maximum: 720,
    description: 'Hours after the longest late-upload allowance at which a period may be final',
  }),
  JUDGE_THREADS: Type.Integer({
    default: Math.max(1, availableParallelism() - 1),
    minimum: 0,
    maximum: 64,
    description:
      'Threads that judge patrols, one less than there are cores unless told; 0 judges on the own thread',
  }),
  VERDICT_SETTLE_S: Type.Integer({
    default: 10,
    minimum: 0,
    maximum: 3600,
    description: 'Seconds to wait for stragglers before a patrol is judged',
  }),
});
type Environment = Static<typeof Environment>;

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  databaseConnections: number;
  demo: boolean;
  /** null: no listener. */
  jt808Port: number | null;
  owntracksMqttUrl: string | null;
  logLevel: string;
  mapStyleUrl: string | null;
  sessionSecret: string | undefined;
  /** false: no proxy; else how many hops, or addresses and networks of them. */
  trustProxy: false | number | string[];
  judgeThreads: number;
  verdictSettleS: number;
  retentionDays: number;
  /** Minutes between runs of the risk job; 0: none. */
  riskEveryMin: number;
  webhookPrivateHosts: boolean;
  /** null: nothing is pushed to phones. */
  webPushContact: string | null;
  finalGraceH: number;
  /** Half-lives of the live heat, ms. */
  heatHalfLifeMs: Record<HeatKind, number>;
}

/** `on` is one hop: what is further off in X-Forwarded-For anybody may have written. */
const readHops = (text: string) =>
  (({ off: false, on: 1 }) as const)[text] ?? text.split(',').map((hop) => hop.trim());

const environment = Compile(Environment);

/** Reads the configuration. Throws an Error that names every wrong variable and what it may be. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.keys(Environment.properties)
      .filter((name) => env[name] !== undefined && env[name] !== '')
      .map((name) => [name, env[name]]),
  );
  const values = Convert(Environment, Default(Environment, given));
  if (!environment.Check(values)) {
    const wrong = environment
      .Errors(values)
      .map(({ instancePath, message }) => `  ${instancePath.slice(1) || 'environment'} ${message}`);
    throw new Error(`The environment does not fit:\n${[...new Set(wrong)].join('\n')}`);
  }
  const known = values as Environment;
  return {
    host: known.HOST,
    port: known.PORT,
    dataDir: known.DATA_DIR,
    databaseUrl: known.DATABASE_URL,
    databaseConnections: known.DATABASE_CONNECTIONS,
    demo: known.DEMO === 'on',
    jt808Port: known.JT808_PORT ?? null,
    owntracksMqttUrl: known.OWNTRACKS_MQTT_URL ?? null,
    logLevel: known.LOG_LEVEL,
    mapStyleUrl: known.MAP_STYLE_URL ?? null,
    sessionSecret: known.SESSION_SECRET,
    trustProxy: readHops(known.TRUST_PROXY),
    judgeThreads: known.JUDGE_THREADS,
    verdictSettleS: known.VERDICT_SETTLE_S,
    retentionDays: known.RETENTION_DAYS,
    riskEveryMin: known.RISK_EVERY_MIN,
    webhookPrivateHosts: known.WEBHOOK_PRIVATE_HOSTS === 'on',
    webPushContact: known.WEB_PUSH_CONTACT ?? null,
    finalGraceH: known.FINAL_GRACE_H,
    heatHalfLifeMs: {
      presence: Math.round(known.PRESENCE_HALF_LIFE_MIN * MINUTE_MS),
      incidents: Math.round(known.INCIDENT_HALF_LIFE_H * HOUR_MS),
    },
  };
}
