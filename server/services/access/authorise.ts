import { type Capability, may, rolesOf } from '../../contract/access/capabilities.ts';
import type { Thing } from '../../contract/access/thing.ts';
import type { Account, Role } from '../../contract/accounts/account.ts';
import type { Level } from '../../contract/areas/area.ts';
import type { Route } from '../../contract/routes/route.ts';
import { type Claim, isTopArea, readStandings, type Standing } from '../../db/access/standings.ts';
import type { Db } from '../../db/store/open.ts';
import { Refusal } from '../../errors.ts';
import { type Call, type Named, namedBy } from './claims.ts';
import { seesPersons } from './sees-persons.ts';

/** Throws `due` where an account must set something before it may do anything. */
export function requireSet({ due }: Pick<Account, 'due'>): void {
  if (due) throw Refusal.detailed('due', due, [{ code: `due-${due}`, values: {} }]);
}

const roleWord = (role: Role) => `account.role.${role}` as const;

/** Throws `forbidden` where the role of an account does not go with a capability. */
export function requireMay({ role }: Pick<Account, 'role'>, capability: Capability): void {
  if (!may(role, capability))
    throw Refusal.of(
      'forbidden',
      'takes-role',
      {},
      { words: { roles: rolesOf(capability).map(roleWord), own: [roleWord(role)] } },
    );
}

/**
 * May whoever holds an area do this to that, as of then? The one place that decides it. To read a thing it must have been the area's at
 * some time of those asked for; to change it, at all of them. What belongs to all areas, or to none, is the top area's. Throws
 * `not-found` for what the address names and the caller may not see, `forbidden` for everything else. What administrators do to accounts nobody
 * does to the own one, so that each area that had an administrator keeps one.
 */
export async function authorise(
  db: Db,
  route: Route,
  call: Call,
  {
    areaId,
    accountId,
    nowMs,
    persons,
    personsUpTo,
  }: {
    areaId: number;
    accountId?: number | undefined;
    nowMs: number;
    /** Whether it may see persons one by one at all: a key must have been given that. */
    persons: boolean;
    personsUpTo: Level;
  },
): Promise<void> {
  if (route.scope === 'top-area' && !(await isTopArea(db, areaId, nowMs)))
    throw Refusal.of('forbidden', 'of-top-area');
  if (isRead(route) && route.discloses === 'each-person' && !persons)
    throw Refusal.of('forbidden', 'key-without-persons');
  if (route.asksPurpose && isRead(route) && !(await seesPersons(db, areaId, personsUpTo)))
    throw Refusal.of(
      'forbidden',
      'positions-by-cells',
      {},
      { words: { level: [`cases.level.${personsUpTo}`] } },
    );
  const changes = route.method !== 'GET';
  for (const named of namedBy(route, call, nowMs)) {
    if (changes && named.thing === 'account' && named.claims.some(({ key }) => key === accountId))
      throw Refusal.of('forbidden', 'own-account');
    const standings = await readStandings(db, named.thing, named.claims, { areaId, nowMs });
    for (const [k, standing] of standings.entries())
      judge(named, named.claims[k]!.key, standing, { areaId, changes });
  }
}

/** Of each thing, whether an area may read of it as of the time it is asked for; in their order. */
export async function seenOf(
  db: Db,
  thing: Thing,
  claims: readonly Claim[],
  asking: { areaId: number; nowMs: number },
): Promise<boolean[]> {
  const standings = await readStandings(db, thing, claims, asking);
  return standings.map((standing) => standing?.seen ?? false);
}

/** Whether it is one of the operations by which persons are looked at. */
const isRead = ({ access }: Route): boolean => access === 'look' || access === 'reader';

function judge(
  { thing, inPath }: Named,
  key: number | string,
  standing: Standing | undefined,
  { areaId, changes }: { areaId: number; changes: boolean },
): void {
  if (inPath && !standing?.seen)
    throw Refusal.of(
      'not-found',
      'none-in-own-area',
      { key },
      { words: { thing: [`thing.${thing}`] } },
    );
  // A code nobody has yet is for the route to make or to refuse.
  if (!standing && typeof key === 'string') return;
  if (standing?.seen && (standing.held || !changes)) return;
  const words = { thing: [`thing.${thing}` as const] };
  throw standing?.seen
    ? Refusal.of(
        'forbidden',
        'of-others-too',
        { key, others: standing.others ?? '', area: areaId },
        { words },
      )
    : Refusal.of('forbidden', 'beyond-own-area', { key, area: areaId }, { words });
}
