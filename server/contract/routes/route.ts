import type { Static, TSchema } from 'typebox';
import type { Capability } from '../access/capabilities.ts';
import type { Catalogue, Thing } from '../access/thing.ts';
import type { ErrorCode } from '../error.ts';

/** Who may call: anybody, a handheld by HTTP Basic, an account or an API key that reads figures, whoever is signed in and owes what it may, or accounts of a capability. */
export type Access = 'anybody' | 'handheld' | 'reader' | 'account' | Capability;

/** A value of the call: the part, then names with dots; `*` stands for every item of a list. */
export type Pointer = `${'params' | 'query' | 'body'}.${string}`;

/**
 * What a call acts on, and so what must lie within the caller's area: nothing of an area; what lies within the caller's own; what
 * belongs to all areas and so to the top one; the caller's own things; items each of which is judged and answered, or refused, where it is stored; or the
 * things its values name. A `unit` is an officer or an area, as the `level` beside it says.
 */
export type Scope =
  | 'nothing'
  | 'own-area'
  | 'top-area'
  | 'own'
  | 'each-item'
  | { readonly [K in Thing | 'unit']?: Pointer | readonly Pointer[] };

/**
 * Whose positions an answer shows, for the access log: officers that a value of the call or of the reply names; figures of an area that
 * name no path; or persons one by one, whom the handler puts on record itself.
 */
export type Disclosure = `${'params' | 'reply'}.${string}` | 'figures' | 'each-person';

/** One operation of the API: the server's route and guard, the API's document and the client's call all follow from it. */
export interface Route {
  /** Unique; the name it is exported by. */
  operationId: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Where its path begins; /api/v1 unless told. */
  base?: '/ogc';
  /** Below that, parameters as `:name`. */
  path: string;
  summary: string;
  tags: readonly string[];
  access: Access;
  scope: Scope;
  /** Where a call tells no time, what it acts on is asked for over so many days up to now, not as of now. */
  looksBackDays?: number;
  /** What of a catalogue it puts or takes off, by code or day: its rows before and after go on record. */
  replaces?: { readonly [K in Catalogue]?: Pointer };
  discloses?: Disclosure;
  /** Shows where a person was: where the deployment wants it, a look says what it is for. */
  asksPurpose?: true;
  /** Whether it did anything shows in the course of it: its handler puts it on record where it did. */
  recordsItself?: true;
  /**
   * Changes nothing and is asked anew with every change of a form. These parts of a call say whose days it looks at: who looks at the same
   * again within an hour is on record already.
   */
  looksAt?: readonly Pointer[];
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  /** By status. */
  replies: Readonly<Record<number, TSchema>>;
  /** Media types besides JSON a good reply may have. */
  files?: readonly string[];
  /** Headers of a good reply, with what they say. */
  headers?: Readonly<Record<string, string>>;
  /** What it refuses beyond what its access and parts say; see `errorsOf`. */
  errors?: readonly ErrorCode[];
  /** Requests a minute from one caller; null: as many as come; left out: what the server grants everyone. */
  perMinute?: number | null;
  /** Its form may hold the key (`api_key`), so that it is read before anybody is let in. */
  keyInForm?: true;
  /** Largest body where it is another than the server's own limit. */
  bodyMaxBytes?: number;
}

/** The whole address of a route, parameters as `:name`. */
export const addressOf = ({ base, path }: Pick<Route, 'base' | 'path'>): string =>
  ((base ?? '/api/v1') + path).replace(/\/$/, '');

/** Declares a route. */
export const route = <const R extends Route>(declared: R): R => declared;

/** The type of a part of a call; undefined where the route has none. */
export type Part<R extends Route, P extends 'params' | 'query' | 'body'> = R extends {
  [K in P]: infer S extends TSchema;
}
  ? Static<S>
  : undefined;

/** The type of a reply, whatever its status. */
export type Reply<R extends Route> = Static<R['replies'][keyof R['replies'] & number]>;
