import { availableParallelism } from 'node:os';
import { type Static, Type } from 'typebox';
import { ROLES } from '../contract/accounts/account.ts';
import { TILE_DATUMS } from '../contract/accounts/base-map.ts';
import { LEVELS } from '../contract/areas/area.ts';
import { PACKED_AFTER_DAYS_MIN } from '../contract/fixes/fix.ts';
import { literals } from '../contract/literals.ts';

/** Days something is kept: `least` at least, or for good. */
const Retained = (days: number, least: number, what: string) =>
  Type.Union([Type.Literal(0), Type.Integer({ minimum: least, maximum: 36_500 })], {
    default: days,
    description: `${what}, ${least} at least; 0 keeps them for good`,
  });

/** Everything the environment may say; the README's table repeats the descriptions. */
export const Environment = Type.Object({
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
  DATABASE_POOLER: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'off',
    description:
      'A pooler that lends connections by transaction (pgbouncer) stands before PostgreSQL',
  }),
  DATABASE_READ_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description:
        'A replica that figures, studies and tracks are read from, as far as it has come; DATABASE_URL goes with it',
    }),
  ),
  REDIS_URL: Type.Optional(
    Type.String({
      pattern: '^rediss?://',
      description:
        'Redis of its own, by which several servers over one PostgreSQL tell each other what they committed; one server needs none',
    }),
  ),
  DEMO: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'on',
    description: 'The demo district, its simulated handhelds and its published passwords',
  }),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) =>
      Type.Literal(level),
    ),
    { default: 'info', description: 'pino level; read again from LOG_LEVEL_FILE on SIGHUP' },
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
  LOG_FORMAT: Type.Union([Type.Literal('mixed'), Type.Literal('json')], {
    default: 'mixed',
    description: 'json: every line printed is one JSON object; mixed: steps of the start are plain',
  }),
  DRAIN_S: Type.Integer({
    default: 5,
    minimum: 0,
    maximum: 600,
    description:
      'Seconds that a server told to stop (SIGTERM) serves on while /ready says 503, so that a balancer lets go of it',
  }),
  MAP_STYLE_URL: Type.Optional(
    Type.String({
      pattern: '^(https?://|/)',
      description: 'MapLibre style in place of the map drawn from own data',
    }),
  ),
  MAP_FILE: Type.Optional(
    Type.String({
      pattern: '[.]pmtiles$',
      description: 'PMTiles file with the layers of Protomaps, drawn below the areas',
    }),
  ),
  MAP_TILES_URL: Type.Optional(
    Type.String({
      pattern: '^https?://(?=.*[{]z[}])(?=.*[{]x[}])(?=.*[{]y[}])',
      description: 'Images of a tile service with {z}, {x} and {y}, drawn below the areas',
    }),
  ),
  MAP_TILES_DATUM: literals(TILE_DATUMS, {
    default: 'wgs84',
    description: 'Coordinate system of MAP_TILES_URL, wgs84 or gcj02',
  }),
  MAP_TILES_ATTRIBUTION: Type.String({
    default: '',
    description: 'Whose the tiles are, as its terms want it shown',
  }),
  SESSION_SECRET: Type.Optional(
    Type.String({
      pattern: '^[^,\\n]{32,}([,\\n][^,\\n]{32,})*$',
      description:
        'Signs session cookies, 32 characters or more; several with commas, the newest first, which signs while all are good. Made and kept in the store if not given',
    }),
  ),
  SESSION_IDLE_MIN: Type.Integer({
    default: 120,
    minimum: 0,
    maximum: 720,
    description:
      'Minutes without a touch after which a console signs out; 0: only after twelve hours',
  }),
  SECOND_FACTOR_ROLES: Type.String({
    default: '',
    pattern: `^((${ROLES.join('|')})(, *(?!$)|$))*$`,
    description: 'Roles that must have a second factor, with commas',
  }),
  PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: '^https?://[^/]+$',
      description:
        'Address of this server as browsers see it: on enrolment sheets, and for the provider of identities',
    }),
  ),
  OIDC_ISSUER: Type.Optional(
    Type.String({
      // Without TLS on this machine only: what goes there lets people in.
      pattern: '^(https://|http://(localhost|127\\.0\\.0\\.1)[:/])',
      description:
        'Provider of identities (OpenID Connect) that signs accounts in; none if not given',
    }),
  ),
  OIDC_CLIENT_ID: Type.Optional(
    Type.String({ description: 'Name of this server at the provider' }),
  ),
  OIDC_CLIENT_SECRET: Type.Optional(
    Type.String({ description: 'Its secret there; a public client if not given' }),
  ),
  OIDC_SCOPE: Type.String({
    default: 'openid profile',
    description: 'What is asked of the provider, openid among it',
  }),
  OIDC_NAME: Type.String({
    default: 'OpenID Connect',
    maxLength: 40,
    description: 'What the button on the sign-in page calls the provider',
  }),
  OIDC_ROLES: Type.String({
    default: '[]',
    description:
      'Which claims give which role and area, the first that fits: JSON [{"claim","value","role","area"}], area a code or {"claim"}',
  }),
  TRUST_PROXY: Type.String({
    default: 'off',
    pattern: '^(on|off|[0-9A-Fa-f:./]+(, *[0-9A-Fa-f:./]+)*)$',
    description:
      'Believe X-Forwarded-* of a proxy that ends TLS: off, on for the one that connects, or addresses and networks of all there are, with commas',
  }),
  CONNECTIONS_PER_ADDRESS: Type.Integer({
    default: 2_000,
    minimum: 0,
    maximum: 1_000_000,
    description:
      'Connections open at once from one address, over HTTP and TCP; 0 for no limit. Behind a proxy it counts those over HTTP. All together are bounded by the files the system lets a process open',
  }),
  METRICS_TOKEN: Type.Optional(
    Type.String({
      minLength: 16,
      description:
        'Bearer token by which /metrics may be scraped; without it from this machine alone',
    }),
  ),
  ASK_PURPOSE: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'off',
    description:
      'Show a past track only to who says what for; it is on record, and told to the officer',
  }),
  PERSONS_UP_TO: Type.Union(
    LEVELS.map((level) => Type.Literal(level)),
    {
      default: LEVELS[0],
      description:
        'The highest level whose accounts see persons and their tracks; those above it see cells in their place',
    },
  ),
  API_DOCS: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'on',
    description: 'Serve the document of the API and the page to try it, to everyone',
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
  LATE_UPLOAD_DAYS: Type.Integer({
    default: 35,
    minimum: 1,
    maximum: 36_500,
    description:
      'How late positions are taken; what is older is refused as too-late, and none is kept longer than RETENTION_DAYS anyhow',
  }),
  COLD_AFTER_DAYS: Type.Integer({
    default: 45,
    minimum: PACKED_AFTER_DAYS_MIN,
    maximum: 36_500,
    description:
      'Days after which positions are packed into a tenth of their room; they are read as before',
  }),
  RETENTION_DAYS: Type.Integer({
    default: 365,
    minimum: 0,
    maximum: 36_500,
    description:
      'Days positions are kept, those of alerts and calls for help too; 0 keeps them for good',
  }),
  RETENTION_PATH_DAYS: Retained(730, 30, 'Days a verdict tells where and when a patrol was walked'),
  RETENTION_PHOTO_DAYS: Retained(
    365,
    1,
    'Days photos and words of incidents, photos of cases and texts to handhelds are kept',
  ),
  RETENTION_LOG_DAYS: Retained(1095, 180, 'Days the access log is kept'),
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
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://.+',
      description:
        'Where mail goes out, such as smtps://user:password@mail.example.org:465, for reports sent on a schedule; no mail if not given',
    }),
  ),
  MAIL_FROM: Type.Optional(
    Type.String({ pattern: '^[^@\\s]+@[^@\\s]+$', description: 'The address mail is from' }),
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
export type Environment = Static<typeof Environment>;
