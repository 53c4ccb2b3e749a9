import type { Protocol } from '../../contract/handhelds/binding.ts';
import { ofJson } from './json.ts';
import { decodeJson } from './osmand/decode-json.ts';
import { decodeQuery } from './osmand/decode-query.ts';
import { decodeOverland } from './overland/decode.ts';
import { decodeOwnTracks } from './owntracks/decode.ts';
import { type Decoded, nothing } from './report.ts';

/** A message as HTTP brings it. */
export interface HttpMessage {
  query: URLSearchParams;
  /** The body's bytes as text, and whether its type says JSON. */
  body: string;
  json: boolean;
}

export interface HttpProtocol {
  decode: (message: HttpMessage, context: { nowMs: number; key: string | null }) => Decoded;
  /** What the app reads as taken in; where the wire carries commands, it takes those that wait. */
  taken: (takeCommands: () => readonly object[]) => object | string;
}

/** Protocols that come over HTTP, by the name in the address. */
export const HTTP_PROTOCOLS: Partial<Record<Protocol, HttpProtocol>> = {
  osmand: {
    decode: ({ query, body, json }, { nowMs }) =>
      json
        ? ofJson(body, (read) => decodeJson(read, nowMs))
        : decodeQuery(new URLSearchParams([...query, ...new URLSearchParams(body)]), nowMs),
    taken: () => '',
  },
  owntracks: {
    // The app tells of a deleted friend by an empty body.
    decode: ({ body }, { key }) =>
      body === '' ? nothing() : ofJson(body, (read) => decodeOwnTracks(read, key)),
    taken: (takeCommands) => takeCommands(),
  },
  overland: {
    decode: ({ body }) => ofJson(body, decodeOverland),
    taken: () => ({ result: 'ok' }),
  },
};
