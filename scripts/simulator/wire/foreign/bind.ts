import { setTimeout as pause } from 'node:timers/promises';
import { type Api, ApiError } from '../../../command/api-client.ts';
import type { Opener } from '../handheld-client.ts';
import { type ForeignWire, openForeign } from './client.ts';
import { HTTP_APPS, type HttpApp, openHttp } from './http.ts';
import { openTerminal, terminalOf } from './jt808.ts';

/** What a handheld may speak besides Xunji's own socket. */
export const FOREIGN = [...(Object.keys(HTTP_APPS) as HttpApp[]), 'jt808'] as const;
export type Foreign = (typeof FOREIGN)[number];

export interface ForeignOptions {
  url: string;
  protocol: Foreign;
  /** Where the server listens for terminals. */
  jt808Port: number;
}

const BUSY_MS = 5_000;

/** Makes the handhelds of these codes known by a protocol, as an administrator would, and returns how each is opened. */
export async function bindForeign(
  api: Api,
  codes: readonly string[],
  { url, protocol, jt808Port }: ForeignOptions,
): Promise<Opener> {
  const base = url.replace(/\/+$/, '');
  const wanted = new Set(codes);
  const handhelds = (await api.handhelds()).handhelds.filter(({ code }) => wanted.has(code));
  const addresses = new Map<string, string>();
  for (const { id, code } of handhelds) {
    if (protocol === 'jt808') {
      await rebind(api, id, phoneOf(id));
      addresses.set(code, phoneOf(id));
    } else {
      const { path } = await patiently(() =>
        api.bindHandheld(id, { protocol: HTTP_APPS[protocol].protocol }),
      );
      addresses.set(code, `${base}${path}`);
    }
  }
  return (options) => {
    const address = addresses.get(options.handheldCode);
    if (address === undefined) throw new Error(`nobody carries handheld ${options.handheldCode}`);
    return openForeign(openWire(address, { url, protocol, jt808Port }), options);
  };
}

/** The wire of a handheld: `address` is where an app sends to, or a terminal's phone number. */
export const openWire = (
  address: string,
  { url, protocol, jt808Port }: ForeignOptions,
): ForeignWire =>
  protocol === 'jt808'
    ? openTerminal({ host: new URL(url).hostname, port: jt808Port, phone: address })
    : openHttp(protocol, address);

/** A number no SIM card has: mobile numbers of China begin with 13 to 19. */
export const phoneOf = (id: number) => `10${String(id).padStart(9, '0')}`;

/** A terminal registers once: what an earlier run bound is ended. */
async function rebind(api: Api, id: number, device: string): Promise<void> {
  const { bindings } = await patiently(() => api.bindings(id));
  for (const binding of bindings)
    if (binding.device === device && binding.revokedAt === null)
      await patiently(() => api.endBinding(id, binding.id));
  await patiently(() =>
    api.bindHandheld(id, { protocol: 'jt808', device, terminal: terminalOf(device) }),
  );
}

/** Tries again while the server says that it is asked too often. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;)
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError) || error.reply.error !== 'too-many-requests') throw error;
      await pause(BUSY_MS);
    }
}
