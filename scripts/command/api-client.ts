import type { Static } from 'typebox';
import type { Account } from '../../server/contract/accounts/account.ts';
import type { Area, AreaCollection, Level } from '../../server/contract/areas/area.ts';
import type {
  ChangeWithdrawal,
  ComingChange,
  WithdrawnChange,
} from '../../server/contract/areas/area-change.ts';
import type {
  AreaImport,
  AreaImportProgress,
  AreaImportReport,
} from '../../server/contract/areas/area-import.ts';
import type { ErrorReply } from '../../server/contract/error.ts';
import type { Binding, BindingBody, NewBinding } from '../../server/contract/handhelds/binding.ts';
import type { ImportKind, ImportPart, ImportReport } from '../../server/contract/imports/import.ts';
import type {
  IncidentCategory,
  IncidentCategoryChange,
} from '../../server/contract/incidents/incident.ts';
import { LINES, lastLine } from '../../server/contract/lines.ts';
import type { NewApiKey } from '../../server/contract/metrics/metrics.ts';
import type { BackTest, BackTestInput } from '../../server/contract/norms/norm-test.ts';
import type { PatrolPage } from '../../server/contract/patrols/patrol.ts';
import type { RulesTest, RulesTestInput } from '../../server/contract/patrols/rules-test.ts';
import type { Handheld, Officer } from '../../server/contract/people/people.ts';
import type { PostInput } from '../../server/contract/people/post.ts';
import type {
  HandheldAssignment,
  HandheldInput,
  IncidentCategoryInput,
  IncidentInput,
  IncidentOutcome,
  NormInput,
  OfficerAssignment,
  OfficerInput,
  Provisioned,
} from '../../server/contract/people/provision.ts';

export interface ApiOptions {
  url: string;
  user: string;
  password: string;
}

/** An error reply of the server, in words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly reply: ErrorReply;
  constructor(doing: string, reply: ErrorReply) {
    super(`${doing}: ${reply.detail ?? reply.message} (${reply.error})`);
    this.reply = reply;
  }
}

/**
 * Signs in at a running server and gives its API as functions.
 * @throws Error in words where no server answers, ApiError where it refuses.
 */
export async function openApi({ url, user, password }: ApiOptions) {
  const base = `${url.replace(/\/+$/, '')}/api/v1`;
  let cookie = '';

  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    onLine?: (line: unknown) => void,
  ): Promise<T> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(cookie ? { cookie } : {}),
        ...typeOf(body),
        ...(onLine ? { accept: LINES } : {}),
      },
      ...(body === undefined ? {} : { body: isFile(body) ? body : JSON.stringify(body) }),
    }).catch((error: Error & { cause?: Error }) => {
      throw new Error(
        `No server answers at ${url} (${error.cause?.message ?? error.message}). Start it first: npm start`,
      );
    });
    const set = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (set.length) cookie = set.join('; ');
    if (response.ok && onLine) {
      const last = (await lastLine(response.body!, onLine).catch(() => {
        throw new Error(
          `The server at ${url} went away before it answered. Begin again when it is back: what it has stored is not changed by the same file`,
        );
      })) as T & Partial<ErrorReply>;
      if (last?.error) throw new ApiError(`${method} ${path}`, last as ErrorReply);
      return last;
    }
    const text = await response.text();
    if (response.ok) return (text ? JSON.parse(text) : null) as T;
    throw new ApiError(`${method} ${path}`, readError(text, response.status));
  }

  const { XUNJI_CODE: code } = process.env;
  const credentials = { name: user, password, ...(code ? { code } : {}) };
  const account = await call<Account>('POST', '/session', credentials);
  return {
    account,
    /** Where a browser shows something of the console. */
    link: (path: string) => `${url.replace(/\/+$/, '')}${path}`,
    /** A report with defects is an answer, not an error. `onStage` is told of each step as it begins. */
    importAreas: (body: AreaImport, onStage: (begun: AreaImportProgress) => void = () => {}) =>
      call<AreaImportReport>('POST', '/areas/import', body, (line) =>
        onStage(line as AreaImportProgress),
      ),
    comingAreas: async () =>
      (await call<{ changes: ComingChange[] }>('GET', '/areas/changes')).changes,
    withdrawAreas: (body: ChangeWithdrawal) =>
      call<WithdrawnChange>('POST', '/areas/withdraw', body),
    /** Likewise; `onPart` is told of each part as it is in. */
    importTable: (
      kind: ImportKind,
      bytes: Uint8Array<ArrayBuffer>,
      query: object,
      onPart: (part: ImportPart) => void,
    ) =>
      call<ImportReport>('POST', `/imports/${kind}?${textOf(query)}`, bytes, (line) =>
        onPart(line as ImportPart),
      ),
    /** Those the account may see, now. */
    areaList: async () => (await call<{ areas: Area[] }>('GET', '/areas')).areas,
    createApiKey: (body: { name: string; areaId: number; persons: boolean; reports: boolean }) =>
      call<Static<typeof NewApiKey>>('POST', '/api-keys', body),
    areas: (query: { level?: Level; at?: number }) =>
      call<AreaCollection>('GET', `/areas.geojson?${textOf(query)}`),
    officers: () => call<{ officers: Officer[] }>('GET', '/officers'),
    patrols: (query: { officerId: number; from: number }) =>
      call<PatrolPage>('GET', `/patrols?${textOf(query)}`),
    putOfficers: (officers: OfficerInput[]) => call<Provisioned>('PUT', '/officers', { officers }),
    putHandhelds: (handhelds: HandheldInput[]) =>
      call<Provisioned>('PUT', '/handhelds', { handhelds }),
    handhelds: () => call<{ handhelds: Handheld[] }>('GET', '/handhelds'),
    bindings: (id: number) => call<{ bindings: Binding[] }>('GET', `/handhelds/${id}/bindings`),
    bindHandheld: (id: number, body: BindingBody) =>
      call<NewBinding>('POST', `/handhelds/${id}/bindings`, body),
    endBinding: (id: number, bindingId: number) =>
      call<null>('DELETE', `/handhelds/${id}/bindings/${bindingId}`),
    putPosts: (posts: PostInput[]) => call<Provisioned>('PUT', '/posts', { posts }),
    putAssignments: (body: { officers?: OfficerAssignment[]; handhelds?: HandheldAssignment[] }) =>
      call<Provisioned>('PUT', '/assignments', body),
    putNorms: (norms: NormInput[]) => call<Provisioned>('PUT', '/norms', { norms }),
    backTest: (body: BackTestInput) => call<BackTest>('POST', '/norms/backtest', body),
    tryRules: (body: RulesTestInput) => call<RulesTest>('POST', '/verdicts/backtest', body),
    putIncidentCategories: (categories: IncidentCategoryInput[]) =>
      call<Provisioned>('PUT', '/incidents/categories', { categories }),
    incidentCategories: async () =>
      (await call<{ categories: IncidentCategory[] }>('GET', '/incidents/categories')).categories,
    changeIncidentCategory: (code: string, change: Loose<IncidentCategoryChange>) =>
      call<IncidentCategory>('PATCH', `/incidents/categories/${encodeURIComponent(code)}`, change),
    mergeIncidentCategory: (code: string, into: string) =>
      call<{ category: IncidentCategory; moved: number }>(
        'POST',
        `/incidents/categories/${encodeURIComponent(code)}/merge`,
        { into },
      ),
    postIncidents: (body: { datum: string; incidents: IncidentInput[] }) =>
      call<{ outcomes: IncidentOutcome[] }>('POST', '/incidents', body),
    signOut: () => call<null>('DELETE', '/session'),
  };
}

const isFile = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;
const typeOf = (body: unknown): Record<string, string> =>
  body === undefined
    ? {}
    : { 'content-type': isFile(body) ? 'application/octet-stream' : 'application/json' };

/** Fields that may be there without a value, which JSON leaves out. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined };

const textOf = (query: object) =>
  new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));

export type Api = Awaited<ReturnType<typeof openApi>>;

function readError(text: string, status: number): ErrorReply {
  try {
    const reply = JSON.parse(text) as ErrorReply;
    if (reply.error) return reply;
  } catch {}
  return { error: 'internal', message: `The server answered with status ${status}.` };
}
