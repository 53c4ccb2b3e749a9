import { ROLES, type Role } from '../accounts/account.ts';

/** What a role may do, the one place where roles are listed. Within which area is another question: see `Scope` of routes. */
export const CAPABILITIES = {
  /** Reads everything the console shows, live too. */
  look: ROLES,
  /** Objects to a verdict in an officer's name. */
  contest: ['supervisor', 'administrator'],
  /** Acknowledges warnings, takes them in hand and closes them. */
  'handle-warnings': ['supervisor', 'administrator'],
  /** Reads who looked at whom and who did what. */
  audit: ['supervisor', 'administrator'],
  'acknowledge-alerts': ['supervisor', 'administrator'],
  'decide-contests': ['supervisor', 'administrator'],
  /** Puts officers forward for an honour by a scheme's figures, and decides on what others put forward. */
  nominate: ['supervisor', 'administrator'],
  /** Leave and officers sent out together. */
  'keep-duty': ['supervisor', 'administrator'],
  /** Aggregate signs of formalism. */
  'see-formalism': ['supervisor', 'administrator'],
  /** Opens cases and takes steps with them, at the level of the own area and below. */
  'handle-cases': ['supervisor', 'administrator'],
  'report-incidents': ['administrator', 'supervisor'],
  'ask-studies': ['analyst', 'administrator'],
  'set-norms': ['administrator'],
  'set-schemes': ['administrator'],
  /** Areas, officers, handhelds, assignments, norms and categories by code. */
  provision: ['administrator'],
  'message-officers': ['supervisor', 'administrator'],
  /** Accounts, their roles, areas and sessions. */
  'manage-accounts': ['administrator'],
  /** API keys and webhooks. */
  'connect-programs': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof CAPABILITIES;

/** Roles that have a capability. */
export const rolesOf = (capability: Capability): readonly Role[] => CAPABILITIES[capability];

/** May this role do this? */
export const may = (role: Role, capability: Capability): boolean =>
  rolesOf(capability).includes(role);
