import { STATUS_CODES } from 'node:http';
import type { TSchema } from 'typebox';
import { PURPOSE } from '../../../contract/access/purpose.ts';
import { ERRORS, type ErrorCode, ErrorReply } from '../../../contract/error.ts';
import { errorFormOf, Open311Errors } from '../../../contract/error-form.ts';
import { errorsOf, isCapability } from '../../../contract/routes/errors-of.ts';
import { type Access, addressOf, type Route } from '../../../contract/routes/route.ts';
import { COMPONENT_NAMES } from './components.ts';

type Json = Record<string, unknown>;

/** The API's document, OpenAPI 3.1: what routes declare, with the contract's schemas and every refusal as named components. */
export function apiDocument(routes: readonly Route[], version: string): Json {
  const schemas: Json = {};
  const responses: Json = {};
  const paths: Record<string, Json> = {};

  /** A schema as JSON; one the contract names stands among the components. */
  function write(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(write);
    if (typeof value !== 'object' || value === null) return value;
    const name = COMPONENT_NAMES.get(value);
    if (name === undefined) return writeFields(value);
    if (!Object.hasOwn(schemas, name)) {
      schemas[name] = {};
      schemas[name] = writeFields(value);
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  function writeFields(schema: object): Json {
    const { const: constant, patternProperties, ...fields } = schema as Json;
    return {
      ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, write(value)])),
      // What generators of clients and the page to try it understand: an enum of one, a record of any name.
      ...(constant === undefined ? {} : { enum: [constant] }),
      ...(patternProperties
        ? { additionalProperties: write(Object.values(patternProperties)[0]) }
        : {}),
    };
  }

  function parameters(place: 'path' | 'query', schema: TSchema | undefined): Json[] {
    const { properties = {}, required = [] } = (schema ?? {}) as {
      properties?: Record<string, Json>;
      required?: readonly string[];
    };
    return Object.entries(properties).map(([name, { description, ...property }]) => ({
      name,
      in: place,
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: writeFields(property),
    }));
  }

  /** The refusals of one status, written once for all routes that have the same. */
  function refusal(codes: readonly ErrorCode[], address: string): Json {
    const isList = errorFormOf(address) === 'open311';
    const name = [...codes, ...(isList ? ['open311'] : [])].join('.');
    const narrowed = { type: 'object', properties: { error: { enum: codes } } };
    responses[name] ??= {
      description: codes.map((code) => `\`${code}\`: ${ERRORS[code].says}`).join('\n\n'),
      content: json(isList ? write(Open311Errors) : { allOf: [write(ErrorReply), narrowed] }),
    };
    return { $ref: `#/components/responses/${name}` };
  }

  function operation(route: Route): Json {
    const { access, asksPurpose, body, operationId, params, query, summary, tags } = route;
    const asked = [
      ...parameters('path', params),
      ...parameters('query', query),
      ...(asksPurpose ? [PURPOSE_HEADER] : []),
    ];
    const codes = errorsOf(route);
    const statuses = [...new Set(codes.map((code) => ERRORS[code].status))];
    return {
      operationId,
      summary,
      tags,
      ...securityOf(access),
      ...(asked.length > 0 ? { parameters: asked } : {}),
      ...(body ? { requestBody: { required: true, content: json(write(body)) } } : {}),
      responses: {
        ...Object.fromEntries(
          Object.entries(route.replies).map(([status, schema]) => [
            status,
            reply(route, Number(status), schema),
          ]),
        ),
        ...Object.fromEntries(
          statuses.map((status) => [
            status,
            refusal(
              codes.filter((code) => ERRORS[code].status === status),
              addressOf(route),
            ),
          ]),
        ),
      },
    };
  }

  function reply({ files = [], headers }: Route, status: number, schema: TSchema): Json {
    const empty = (schema as Json).type === 'null';
    return {
      description: STATUS_CODES[status],
      ...(headers ? { headers: headersOf(headers) } : {}),
      ...(empty
        ? {}
        : {
            content: {
              ...json(write(schema)),
              ...Object.fromEntries(files.map((type) => [type, { schema: fileOf(type) }])),
            },
          }),
    };
  }

  for (const route of routes) {
    const path = addressOf(route).replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Xunji',
      version,
      description:
        'Patrols, proven: positions in, verdicts with their evidence out. All coordinates are WGS-84. ' +
        'A range of moments or local days includes `from` and not `to`; of positions it includes both. ' +
        'Local days are those of the time zone of the area asked about. `firstDay` and `lastDay` are both included.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'The server this document came from' }],
    tags: [...new Set(routes.flatMap(({ tags }) => tags))].sort().map((name) => ({ name })),
    components: {
      schemas,
      responses,
      securitySchemes: {
        console: { type: 'apiKey', in: 'cookie', name: 'xunji' },
        handheld: { type: 'http', scheme: 'basic' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
    paths,
    security: [{ console: [] }],
  };
}

const PURPOSE_HEADER = {
  name: PURPOSE.header,
  in: 'header',
  required: false,
  description:
    'What the look is for, percent-encoded UTF-8; on record, and told to the officer. Some deployments show nothing without it',
  schema: { type: 'string' },
};

const json = (schema: unknown) => ({ 'application/json': { schema } });

/** A file is a text, or bytes of its type. */
const fileOf = (type: string): Json =>
  type.startsWith('text/') ? { type: 'string' } : { type: 'string', contentMediaType: type };

const headersOf = (headers: NonNullable<Route['headers']>): Json =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  );

const SECURITY = {
  anybody: [],
  handheld: [{ handheld: [] }],
  reader: [{ console: [] }, { key: [] }],
};

/** Accounts of the console are what the document says of every operation that says nothing else. */
const securityOf = (access: Access): Json =>
  isCapability(access) || access === 'account' ? {} : { security: SECURITY[access] };
