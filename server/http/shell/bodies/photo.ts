import type { FastifyReply } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import { stripJpeg } from '../../../domain/entrance/strip-jpeg.ts';
import { Refusal } from '../../../errors.ts';

/** A photo without its metadata. What the bytes are counts, not what they are called. Throws `invalid` for anything but a JPEG. */
export async function photoOf(body: unknown): Promise<Buffer> {
  const sent = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const type = await fileTypeFromBuffer(sent);
  if (!type) throw Refusal.of('invalid', 'no-image');
  if (type.mime !== 'image/jpeg') throw Refusal.of('invalid', 'not-jpeg', { kind: type.mime });
  const image = stripJpeg(sent);
  if (!image) throw Refusal.of('invalid', 'broken-jpeg');
  return image;
}

/** Sends a photo; no browser keeps it. */
export const sendPhoto = (reply: FastifyReply, image: Buffer) =>
  reply.type('image/jpeg').header('cache-control', 'private, no-store').send(image);
