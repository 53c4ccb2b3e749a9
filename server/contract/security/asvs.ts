/** Why a requirement asks for nothing here, or who sees to it; the words are those of `help.asvs.because`. */
export const BECAUSE = [
  'none-of-it',
  'memory-safe',
  'no-authorization-server',
  'no-webrtc',
  'operator',
  'accepted',
  'open',
] as const;
export type Because = (typeof BECAUSE)[number];

/** Requirements, such as `V1.2.4` or `V10.4.1-11`, and what shows them: a test, a setting, a file, or why there is nothing to show. */
export interface AsvsLine {
  ids: string;
  test?: string;
  /** A variable of the environment. */
  setting?: string;
  /** A document or file of the repository. */
  file?: string;
  because?: Because;
}

/** OWASP Application Security Verification Standard 5.0.0: every requirement of levels 1 and 2, once. */
export const ASVS: readonly AsvsLine[] = [
  // V1 Encoding and sanitization
  { ids: 'V1.1.1', test: 'test/domain/reading/text.test.ts' },
  { ids: 'V1.1.2 V1.2.1 V1.2.3', test: 'test/browser/console.test.ts' },
  { ids: 'V1.2.2', test: 'test/jobs/webhook-address.test.ts' },
  { ids: 'V1.2.4', test: 'test/http/access/matrix.test.ts' },
  { ids: 'V1.2.5-8', because: 'none-of-it' },
  { ids: 'V1.2.9', because: 'none-of-it' },
  { ids: 'V1.3.1-2', because: 'none-of-it' },
  { ids: 'V1.3.3', test: 'test/ingest/bad-messages.test.ts' },
  { ids: 'V1.3.4-5', because: 'none-of-it' },
  { ids: 'V1.3.6', test: 'test/jobs/webhook-address.test.ts', setting: 'WEBHOOK_PRIVATE_HOSTS' },
  { ids: 'V1.3.7-11', because: 'none-of-it' },
  { ids: 'V1.4.1-3', because: 'memory-safe' },
  { ids: 'V1.5.1', test: 'test/domain/reading/entities.test.ts' },
  { ids: 'V1.5.2', test: 'test/ingest/bad-messages.test.ts' },
  // V2 Validation and business logic
  { ids: 'V2.1.1-3', test: 'test/http/openapi.test.ts', file: 'README.md' },
  { ids: 'V2.2.1-2', test: 'test/http/access/matrix.test.ts' },
  { ids: 'V2.2.3', test: 'test/http/norms.test.ts' },
  { ids: 'V2.3.1', test: 'test/http/contests.test.ts' },
  { ids: 'V2.3.2', test: 'test/ingest/door.test.ts' },
  { ids: 'V2.3.3', test: 'test/ingest/outage.test.ts' },
  { ids: 'V2.3.4', test: 'test/ingest/same-name.test.ts' },
  { ids: 'V2.4.1', test: 'test/ingest/door.test.ts' },
  // V3 Web frontend
  { ids: 'V3.2.1', test: 'test/http/operations.test.ts' },
  { ids: 'V3.2.2', test: 'test/browser/console.test.ts' },
  { ids: 'V3.3.1-2', test: 'test/http/proxy.test.ts', setting: 'TRUST_PROXY' },
  { ids: 'V3.3.3', because: 'accepted' },
  { ids: 'V3.3.4', test: 'test/http/proxy.test.ts' },
  { ids: 'V3.4.1', test: 'test/http/proxy.test.ts', setting: 'TRUST_PROXY' },
  { ids: 'V3.4.2-6', test: 'test/http/operations.test.ts' },
  { ids: 'V3.5.1-2', test: 'test/ingest/door.test.ts' },
  { ids: 'V3.5.3', test: 'test/contract/routes.test.ts' },
  { ids: 'V3.5.4-5', because: 'none-of-it' },
  { ids: 'V3.7.1-2', because: 'none-of-it' },
  // V4 API and web service
  { ids: 'V4.1.1', test: 'test/http/openapi.test.ts' },
  { ids: 'V4.1.2', file: 'scripts/deploy/nginx.conf', because: 'operator' },
  { ids: 'V4.1.3', test: 'test/http/proxy.test.ts', setting: 'TRUST_PROXY' },
  { ids: 'V4.2.1', test: 'test/http/proxy.test.ts', file: 'scripts/deploy/nginx.conf' },
  { ids: 'V4.3.1-2', because: 'none-of-it' },
  { ids: 'V4.4.1', test: 'test/http/proxy.test.ts', file: 'scripts/deploy/nginx.conf' },
  { ids: 'V4.4.2', test: 'test/ingest/door.test.ts' },
  { ids: 'V4.4.3-4', test: 'test/http/access/ended.test.ts' },
  // V5 Files
  { ids: 'V5.1.1', file: 'README.md' },
  { ids: 'V5.2.1-3', test: 'test/domain/reading/maps.test.ts' },
  { ids: 'V5.3.1-2', because: 'none-of-it' },
  { ids: 'V5.4.1-2', because: 'none-of-it' },
  { ids: 'V5.4.3', because: 'operator' },
  // V6 Authentication
  { ids: 'V6.1.1', file: 'README.md', test: 'test/domain/accounts/brake.test.ts' },
  { ids: 'V6.1.2', because: 'open' },
  { ids: 'V6.1.3', file: 'README.md' },
  { ids: 'V6.2.1', test: 'test/scripts/admin.test.ts' },
  { ids: 'V6.2.2-4', test: 'test/http/accounts/accounts.test.ts' },
  { ids: 'V6.2.5-8', test: 'test/http/accounts/account.test.ts' },
  { ids: 'V6.2.9-10', test: 'test/http/accounts/account.test.ts' },
  { ids: 'V6.2.11-12', because: 'open' },
  { ids: 'V6.3.1', test: 'test/http/accounts/account.test.ts' },
  { ids: 'V6.3.2', test: 'test/http/setup.test.ts', setting: 'DEMO' },
  { ids: 'V6.3.3', test: 'test/http/accounts/accounts.test.ts', setting: 'SECOND_FACTOR_ROLES' },
  { ids: 'V6.3.4', test: 'test/http/access/matrix.test.ts' },
  { ids: 'V6.4.1', test: 'test/scripts/admin.test.ts' },
  { ids: 'V6.4.2', because: 'none-of-it' },
  { ids: 'V6.4.3-4', because: 'open' },
  { ids: 'V6.5.1-5', test: 'test/domain/accounts/totp.test.ts' },
  { ids: 'V6.6.1-3', because: 'none-of-it' },
  { ids: 'V6.8.1-2', test: 'test/http/accounts/provider.test.ts' },
  { ids: 'V6.8.3', because: 'none-of-it' },
  { ids: 'V6.8.4', because: 'open' },
  // V7 Sessions
  { ids: 'V7.1.1-2', because: 'open' },
  { ids: 'V7.1.3', because: 'open' },
  { ids: 'V7.2.1-4', test: 'test/http/accounts/account.test.ts' },
  { ids: 'V7.3.1', test: 'test/http/accounts/accounts.test.ts', setting: 'SESSION_IDLE_MIN' },
  { ids: 'V7.3.2', test: 'test/http/accounts/account.test.ts' },
  { ids: 'V7.4.1-2', test: 'test/http/access/ended.test.ts' },
  { ids: 'V7.4.3', test: 'test/http/access/ended.test.ts' },
  { ids: 'V7.4.4', test: 'test/browser/console.test.ts' },
  { ids: 'V7.4.5', test: 'test/http/accounts/accounts.test.ts' },
  { ids: 'V7.5.1-2', test: 'test/http/accounts/accounts.test.ts' },
  { ids: 'V7.6.1-2', because: 'open' },
  // V8 Authorization
  { ids: 'V8.1.1-2', file: 'server/README.md' },
  { ids: 'V8.2.1-2', test: 'test/http/access/matrix.test.ts' },
  { ids: 'V8.2.3', test: 'test/contract/routes.test.ts' },
  { ids: 'V8.3.1', test: 'test/http/access/matrix.test.ts' },
  { ids: 'V8.4.1', test: 'test/http/access/moved.test.ts' },
  // V9 Self-contained tokens, V10 OAuth and OpenID Connect
  { ids: 'V9.1.1-3 V9.2.1-3', because: 'open' },
  { ids: 'V9.2.4', because: 'no-authorization-server' },
  { ids: 'V10.1.1-2 V10.2.1', because: 'open' },
  { ids: 'V10.2.2', because: 'none-of-it' },
  { ids: 'V10.3.1-4 V10.4.1-11', because: 'no-authorization-server' },
  { ids: 'V10.5.1-4', because: 'open' },
  { ids: 'V10.5.5', because: 'none-of-it' },
  { ids: 'V10.6.1-2 V10.7.1-3', because: 'no-authorization-server' },
  // V11 Cryptography
  { ids: 'V11.1.1-2', file: 'README.md' },
  { ids: 'V11.2.1 V11.2.3', file: 'server/domain/accounts/secret.ts' },
  { ids: 'V11.2.2', because: 'open' },
  { ids: 'V11.3.1-3', file: 'server/domain/webhooks/seal.ts' },
  { ids: 'V11.4.1 V11.4.3', test: 'test/http/access/log.test.ts' },
  { ids: 'V11.4.2 V11.4.4', file: 'server/domain/accounts/password.ts' },
  { ids: 'V11.5.1', file: 'server/domain/accounts/secret.ts' },
  { ids: 'V11.6.1', because: 'none-of-it' },
  // V12 Communication
  { ids: 'V12.1.1-2', test: 'test/http/proxy.test.ts', file: 'scripts/deploy/nginx.conf' },
  { ids: 'V12.1.3', because: 'none-of-it' },
  { ids: 'V12.2.1-2', file: 'scripts/deploy/nginx.conf', because: 'operator' },
  { ids: 'V12.3.1', setting: 'DATABASE_URL', because: 'operator' },
  { ids: 'V12.3.2', test: 'test/jobs/deliver-webhooks.test.ts' },
  { ids: 'V12.3.3-4', because: 'operator' },
  // V13 Configuration
  { ids: 'V13.1.1', file: 'README.md' },
  { ids: 'V13.2.1', because: 'operator' },
  { ids: 'V13.2.2', test: 'test/db/roles.test.ts' },
  { ids: 'V13.2.3', because: 'none-of-it' },
  { ids: 'V13.2.4-5', test: 'test/jobs/webhook-address.test.ts', setting: 'WEBHOOK_PRIVATE_HOSTS' },
  { ids: 'V13.3.1-2', because: 'open' },
  { ids: 'V13.4.1', file: 'server/http/shell/console-files.ts' },
  { ids: 'V13.4.2', setting: 'LOG_LEVEL' },
  { ids: 'V13.4.3-4', test: 'test/http/operations.test.ts' },
  { ids: 'V13.4.5', test: 'test/http/operations.test.ts', setting: 'METRICS_TOKEN' },
  // V14 Data protection
  { ids: 'V14.1.1-2', file: 'README.md' },
  { ids: 'V14.2.1', because: 'accepted' },
  { ids: 'V14.2.2', test: 'test/http/access/ended.test.ts' },
  { ids: 'V14.2.3', test: 'test/http/operations.test.ts' },
  { ids: 'V14.2.4', test: 'test/jobs/retention.test.ts', setting: 'RETENTION_DAYS' },
  { ids: 'V14.3.1', test: 'test/browser/console.test.ts' },
  { ids: 'V14.3.2', test: 'test/http/access/ended.test.ts' },
  { ids: 'V14.3.3', because: 'accepted' },
  // V15 Coding and architecture
  { ids: 'V15.1.1 V15.2.1', file: 'README.md', because: 'operator' },
  { ids: 'V15.1.2', test: 'test/scripts/licences.test.ts' },
  { ids: 'V15.1.3', file: 'server/README.md' },
  { ids: 'V15.2.2', test: 'test/ingest/door.test.ts' },
  { ids: 'V15.2.3', setting: 'DEMO' },
  { ids: 'V15.3.1', test: 'test/http/openapi.test.ts' },
  { ids: 'V15.3.2', test: 'test/jobs/deliver-webhooks.test.ts' },
  { ids: 'V15.3.3', test: 'test/ingest/bad-messages.test.ts' },
  { ids: 'V15.3.4', test: 'test/http/proxy.test.ts', setting: 'TRUST_PROXY' },
  { ids: 'V15.3.5-7', test: 'test/http/access/matrix.test.ts' },
  // V16 Logging and errors
  { ids: 'V16.1.1', file: 'README.md' },
  { ids: 'V16.2.1', test: 'test/http/access/log.test.ts' },
  { ids: 'V16.2.2', test: 'test/http/access/log.test.ts' },
  { ids: 'V16.2.3-4', setting: 'LOG_LEVEL' },
  { ids: 'V16.2.5', test: 'test/http/access/log.test.ts' },
  { ids: 'V16.3.1', test: 'test/http/accounts/account.test.ts' },
  { ids: 'V16.3.2', because: 'accepted' },
  { ids: 'V16.3.3', test: 'test/ingest/door.test.ts' },
  { ids: 'V16.3.4', test: 'test/http/operations.test.ts' },
  { ids: 'V16.4.1', file: 'server/http/shell/build-http.ts' },
  { ids: 'V16.4.2', test: 'test/db/roles.test.ts' },
  { ids: 'V16.4.3', because: 'operator' },
  { ids: 'V16.5.1', test: 'test/http/operations.test.ts' },
  { ids: 'V16.5.2-3', test: 'test/ingest/outage.test.ts' },
  // V17 WebRTC
  { ids: 'V17.1.1 V17.2.1-4 V17.3.1-2', because: 'no-webrtc' },
];

/** `V1.2.5-8 V9.1.1` as its requirements, one by one. */
export const requirementsOf = ({ ids }: AsvsLine): string[] =>
  ids.split(' ').flatMap((id) => {
    const [, section, from, to] = /^(V\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(id)!;
    const count = Number(to ?? from) - Number(from) + 1;
    return Array.from({ length: count }, (_, k) => `${section}.${Number(from) + k}`);
  });
