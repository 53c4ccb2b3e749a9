import { describe, expect, it } from 'vitest';
import { CAPABILITIES, may, rolesOf } from '../../server/contract/access/capabilities.ts';
import { ROLES } from '../../server/contract/accounts/account.ts';
import { ROUTES } from '../../server/contract/routes/all.ts';
import { errorsOf } from '../../server/contract/routes/errors-of.ts';
import type { Route } from '../../server/contract/routes/route.ts';

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
}

const route = (id: string): Route => ROUTES.find(({ operationId }) => operationId === id)!;

/** Whether a pointer of a scope leads to something its route is asked with; what has no schema of its own ends the way. */
function leads(asked: Route, pointer: string): boolean {
  const [part, ...names] = pointer.split('.');
  let at = asked[part as 'params' | 'query' | 'body'] as Schema | undefined;
  for (const name of names) at = name === '*' ? at?.items : at?.properties?.[name];
  return at !== undefined;
}

describe('Declared routes', () => {
  it('say what they act on by values they are asked with', () => {
    const lost = ROUTES.flatMap((asked) =>
      typeof asked.scope === 'string'
        ? []
        : Object.values(asked.scope)
            .flat()
            .filter((pointer) => !leads(asked, pointer))
            .map((pointer) => `${asked.operationId}: ${pointer}`),
    );
    expect(lost).toEqual([]);
  });

  it('have a schema for every parameter of their path, and no other', () => {
    for (const { operationId, params, path } of ROUTES) {
      const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const declared = Object.keys((params as Schema | undefined)?.properties ?? {});
      expect(declared.sort(), operationId).toEqual(names.sort());
    }
  });

  it('are told apart by method and path', () => {
    const ways = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('refuse by their access, their parts and what they add', () => {
    expect(errorsOf(route('getSite'))).toEqual(['too-many-requests', 'unavailable', 'internal']);
    expect(errorsOf(route('queryMetrics'))).toEqual([
      'invalid',
      'not-signed-in',
      'due',
      'unknown-key',
      'forbidden',
      'too-many-requests',
      'unavailable',
      'internal',
    ]);
    expect(errorsOf(route('sendFixes'))).toEqual([
      'not-json',
      'invalid',
      'batch-too-large',
      'body-too-large',
      'wrong-secret',
      'too-many-requests',
      'unavailable',
      'internal',
    ]);
  });
});

describe('What roles may do', () => {
  it('is looking for everyone, and much more for administrators', () => {
    for (const role of ROLES) expect(may(role, 'look')).toBe(true);
    expect(rolesOf('decide-contests')).toEqual(['supervisor', 'administrator']);
    expect(may('analyst', 'decide-contests')).toBe(false);
    expect(may('analyst', 'ask-studies')).toBe(true);
    expect(may('supervisor', 'ask-studies')).toBe(false);
    for (const capability of Object.keys(CAPABILITIES) as (keyof typeof CAPABILITIES)[])
      expect(may('administrator', capability), capability).toBe(true);
  });
});
