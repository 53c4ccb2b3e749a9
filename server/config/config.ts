import type { Role } from '../contract/accounts/account.ts';
import type { BaseMap } from '../contract/accounts/base-map.ts';
import type { Level } from '../contract/areas/area.ts';
import type { HeatKind } from '../contract/console/heat.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../contract/units.ts';
import type { Environment } from './environment.ts';
import { type OidcConfig, readOidc } from './oidc.ts';
import { readEnvironment } from './read-environment.ts';

/** Days each kind of data is kept; 0: for good. */
export interface Retention {
  /** Of positions, wherever they are. */
  positionDays: number;
  /** Of where and when a verdict says that a patrol was walked. */
  pathDays: number;
  photoDays: number;
  /** Of who looked at whom and who did what. */
  logDays: number;
}

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  databaseUrl: string | undefined;
  databaseConnections: number;
  databasePooled: boolean;
  /** null: all is read where it is written. */
  databaseReadUrl: string | null;
  /** null: this is the only server. */
  redisUrl: string | null;
  demo: boolean;
  /** null: no listener. */
  jt808Port: number | null;
  owntracksMqttUrl: string | null;
  logLevel: string;
  logFormat: 'mixed' | 'json';
  drainS: number;
  baseMap: BaseMap;
  /** Of the base map; null: it is no file. */
  mapFile: string | null;
  /** Newest first; undefined: kept in the store. */
  sessionSecrets: string[] | undefined;
  oidc: OidcConfig | null;
  /** Of this server, as browsers see it; null: as each request was sent to it. */
  publicUrl: string | null;
  /** 0: none. */
  sessionIdleMin: number;
  secondFactorRoles: Role[];
  /** false: no proxy; else how many hops, or addresses and networks of them. */
  trustProxy: false | number | string[];
  /** 0: as many as come. */
  connectionsPerAddress: number;
  /** null: only this machine may scrape. */
  metricsToken: string | null;
  apiDocs: boolean;
  /** Accounts of areas above this level see cells in place of persons. */
  personsUpTo: Level;
  /** Past tracks are shown to who says what for. */
  askPurpose: boolean;
  judgeThreads: number;
  verdictSettleS: number;
  /** How late positions are taken, ms. */
  lateMaxMs: number;
  /** After so many days positions are packed. */
  coldAfterDays: number;
  retention: Retention;
  /** Minutes between runs of the risk job; 0: none. */
  riskEveryMin: number;
  webhookPrivateHosts: boolean;
  /** null: nothing is pushed to phones. */
  webPushContact: string | null;
  /** null: no mail goes out. */
  mail: { url: string; from: string } | null;
  finalGraceH: number;
  /** Half-lives of the live heat, ms. */
  heatHalfLifeMs: Record<HeatKind, number>;
}

/** `on` is one hop: what is further off in X-Forwarded-For anybody may have written. */
const readHops = (text: string) => (({ off: false, on: 1 }) as const)[text] ?? readList(text);

const readList = (text: string) => text.split(/, */).filter((item) => item !== '');

/** Both or none: what is sent must be from somebody. */
function readMail({ MAIL_FROM: from, SMTP_URL: url }: Environment): Config['mail'] {
  if (url && from) return { url, from };
  if (url || from) throw new Error('SMTP_URL and MAIL_FROM are set together');
  return null;
}

/** The first of what is given: a style, a file, a service. */
function readBaseMap(known: ReturnType<typeof readEnvironment>): BaseMap {
  if (known.MAP_STYLE_URL) return { kind: 'style', url: known.MAP_STYLE_URL };
  if (known.MAP_FILE) return { kind: 'file' };
  const { MAP_TILES_URL: url, MAP_TILES_DATUM: datum, MAP_TILES_ATTRIBUTION: attribution } = known;
  return url ? { kind: 'tiles', url, datum, attribution } : null;
}

/** Reads the configuration. Throws an Error that names every wrong variable and what it may be. */
export function readConfig(given: Record<string, string | undefined>): Config {
  const known = readEnvironment(given);
  return {
    host: known.HOST,
    port: known.PORT,
    dataDir: known.DATA_DIR,
    databaseUrl: known.DATABASE_URL,
    databaseConnections: known.DATABASE_CONNECTIONS,
    databasePooled: known.DATABASE_POOLER === 'on',
    databaseReadUrl: known.DATABASE_READ_URL ?? null,
    redisUrl: known.REDIS_URL ?? null,
    demo: known.DEMO === 'on',
    jt808Port: known.JT808_PORT ?? null,
    owntracksMqttUrl: known.OWNTRACKS_MQTT_URL ?? null,
    logLevel: known.LOG_LEVEL,
    logFormat: known.LOG_FORMAT,
    drainS: known.DRAIN_S,
    baseMap: readBaseMap(known),
    mapFile: known.MAP_FILE ?? null,
    sessionSecrets: known.SESSION_SECRET?.split(/[,\n]/).map((secret) => secret.trim()),
    oidc: readOidc(known),
    publicUrl: known.PUBLIC_URL ?? null,
    sessionIdleMin: known.SESSION_IDLE_MIN,
    secondFactorRoles: readList(known.SECOND_FACTOR_ROLES) as Role[],
    trustProxy: readHops(known.TRUST_PROXY),
    connectionsPerAddress: known.CONNECTIONS_PER_ADDRESS,
    metricsToken: known.METRICS_TOKEN ?? null,
    apiDocs: known.API_DOCS === 'on',
    personsUpTo: known.PERSONS_UP_TO as Level,
    askPurpose: known.ASK_PURPOSE === 'on',
    judgeThreads: known.JUDGE_THREADS,
    verdictSettleS: known.VERDICT_SETTLE_S,
    lateMaxMs: Math.min(known.LATE_UPLOAD_DAYS, known.RETENTION_DAYS || Infinity) * DAY_MS,
    coldAfterDays: known.COLD_AFTER_DAYS,
    retention: {
      positionDays: known.RETENTION_DAYS,
      pathDays: known.RETENTION_PATH_DAYS,
      photoDays: known.RETENTION_PHOTO_DAYS,
      logDays: known.RETENTION_LOG_DAYS,
    },
    riskEveryMin: known.RISK_EVERY_MIN,
    webhookPrivateHosts: known.WEBHOOK_PRIVATE_HOSTS === 'on',
    webPushContact: known.WEB_PUSH_CONTACT ?? null,
    mail: readMail(known),
    finalGraceH: known.FINAL_GRACE_H,
    heatHalfLifeMs: {
      presence: Math.round(known.PRESENCE_HALF_LIFE_MIN * MINUTE_MS),
      incidents: Math.round(known.INCIDENT_HALF_LIFE_H * HOUR_MS),
    },
  };
}
