import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../../errors.ts';
import { readBytesBody } from './bytes-body.ts';

/** Lets the routes of this scope take a file as their body, whatever it is called. */
export function readFileBody(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  readBytesBody(app, '*');
}

/** The file of a request. Throws `invalid` where there is none. */
export function fileOf({ body }: Pick<FastifyRequest, 'body'>): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw Refusal.of('invalid', 'empty');
}
