import { createHash } from 'node:crypto';
import { WAYS_BACK } from '../../contract/access/ways-back.ts';
import type { Route } from '../../contract/routes/route.ts';
import { appendEntry } from '../../db/access/access-log.ts';
import { keepChanges } from '../../db/access/act-changes.ts';
import type { Db } from '../../db/store/open.ts';
import { askedSpan, type Call, follow } from './claims.ts';
import type { Replaced } from './watch-catalogues.ts';

/** Who called, and where from. */
export interface Caller {
  name: string;
  areaId: number;
  address: string;
  /** What a look is for, where it was said. */
  purpose: string | null;
}

/** Puts a call that was answered on record: whose positions were shown, what was done or taken away as a file, and what that changed. */
export async function recordCall(
  db: Db,
  route: Route,
  {
    call,
    reply,
    isFile,
    caller,
    changes,
    nowMs,
    replaced = [],
    undoes,
  }: {
    call: Call;
    reply: unknown;
    /** Whether the answer is a file to keep. */
    isFile: boolean;
    caller: Caller;
    changes?: object | undefined;
    /** Rows of catalogues before and after: kept, so that they can be put back. */
    replaced?: readonly Replaced[];
    /** The entry it took back. */
    undoes?: number | undefined;
    nowMs: number;
  },
): Promise<void> {
  const { address, areaId, name: by, purpose } = caller;
  const entry = { atMs: nowMs, by, areaId, address, act: route.operationId };
  const { discloses } = route;
  if (discloses && discloses !== 'each-person') {
    const officerIds = officersOf(discloses, { params: call.params, reply });
    if (discloses === 'figures' || officerIds.length > 0)
      await appendEntry(db, {
        ...{ ...entry, kind: 'look', officerIds, ...askedSpan(call.query) },
        detail: {
          ...detailOf({ params: call.params, query: call.query }),
          ...(purpose ? { purpose } : {}),
        },
      });
  }
  if (route.method === 'GET' && !isFile) return;
  const entryId = await appendEntry(db, {
    ...{ ...entry, kind: 'act', officerIds: [] },
    detail: {
      ...detailOf(call),
      ...(changes ? shortenedFields(changes) : {}),
      ...(replaced.length > 0 ? { changed: shortened(replaced) } : {}),
    },
  });
  if (replaced.length > 0 && WAYS_BACK[route.operationId]?.back === 'taken-back')
    await keepChanges(db, {
      ...{ entryId, changed: JSON.stringify(replaced) },
      ...(undoes === undefined ? {} : { undoes }),
    });
}

const officersOf = (way: string, parts: object): number[] =>
  way === 'figures'
    ? []
    : follow(parts, way.split('.')).flatMap(({ value }) =>
        typeof value === 'number' && value > 0 ? [value] : [],
      );

const SECRET = /secret|password|token|sharedKey|api_?key/i;
/** Longer values stand in the log by size and hash. */
const VALUE_MAX = 4_000;

function detailOf({ params, query, body }: Partial<Call>): object {
  return { ...filled({ params, query }), ...(body ? { body: shortened(body) } : {}) };
}

const filled = (parts: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(parts).filter(([, part]) => part && Object.keys(part).length > 0),
  );

const shortenedFields = (parts: object) =>
  Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, shortened(part)]));

function shortened(body: unknown): unknown {
  const bytes = Buffer.isBuffer(body)
    ? body
    : Buffer.from(JSON.stringify(body, (key, value) => (SECRET.test(key) ? '***' : value)));
  if (!Buffer.isBuffer(body) && bytes.length <= VALUE_MAX) return JSON.parse(bytes.toString());
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
