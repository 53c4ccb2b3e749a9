import * as oidc from 'openid-client';
import type { OidcConfig } from '../../config/oidc.ts';
import type { Claims } from '../../domain/accounts/claim-rules.ts';

export const CALLBACK = '/api/v1/session/provider/callback';

/** What must be the same when somebody comes back: against answers of other people, other requests and other times. */
export interface Started {
  state: string;
  nonce: string;
  verifier: string;
}

/** Authorization code with PKCE (RFC 6749, 7636; OpenID Connect Core 1.0) at one provider, which is looked up when first needed. */
export function createOidcClient(config: OidcConfig) {
  const { issuer, clientId, clientSecret, publicUrl, scope } = config;
  let found: Promise<oidc.Configuration> | undefined;

  const discover = () => {
    const isPlain = issuer.startsWith('http:');
    // Signatures are checked too, whatever brought the token.
    const execute = [
      oidc.enableNonRepudiationChecks,
      ...(isPlain ? [oidc.allowInsecureRequests] : []),
    ];
    found ??= oidc
      .discovery(new URL(issuer), clientId, clientSecret, undefined, { execute })
      .catch((error: unknown) => {
        // It may be back for the next one.
        found = undefined;
        throw error;
      });
    return found;
  };

  return {
    /** Where to go, and what to hold back until somebody returns from there. */
    async start(): Promise<{ to: string; started: Started }> {
      const started = {
        ...{ state: oidc.randomState(), nonce: oidc.randomNonce() },
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const to = oidc.buildAuthorizationUrl(await discover(), {
        ...{ scope, state: started.state, nonce: started.nonce },
        redirect_uri: publicUrl + CALLBACK,
        code_challenge: await oidc.calculatePKCECodeChallenge(started.verifier),
        code_challenge_method: 'S256',
      });
      return { to: to.href, started };
    },

    /** Who came back to an address of here, by the ID token and what the provider says besides. Throws where anything does not fit. */
    async finish(
      url: string,
      { state, nonce, verifier }: Started,
    ): Promise<Claims & { sub: string }> {
      const provider = await discover();
      const tokens = await oidc.authorizationCodeGrant(provider, new URL(url, publicUrl), {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const more = provider.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub)
        : {};
      return { ...more, ...claims };
    },
  };
}
