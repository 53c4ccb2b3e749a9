import { type ClaimRule, readClaimRules } from '../domain/accounts/claim-rules.ts';
import type { Environment } from './environment.ts';

/** A provider of identities. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  scope: string;
  name: string;
  /** Of this server, as browsers see it. */
  publicUrl: string;
  rules: readonly ClaimRule[];
}

/** The provider that an environment names; null: none. Throws an Error where something of it is missing. */
export function readOidc(known: Environment): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, PUBLIC_URL: publicUrl } = known;
  if (issuer === undefined) return null;
  if (clientId === undefined || publicUrl === undefined)
    throw new Error('OIDC_ISSUER goes with OIDC_CLIENT_ID and PUBLIC_URL');
  return {
    ...{ issuer, clientId, publicUrl, clientSecret: known.OIDC_CLIENT_SECRET },
    ...{ scope: known.OIDC_SCOPE, name: known.OIDC_NAME },
    rules: readClaimRules(known.OIDC_ROLES),
  };
}
