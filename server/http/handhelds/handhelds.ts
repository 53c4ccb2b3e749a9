import { isIPv4, isIPv6 } from 'node:net';
import type { Context } from '../../context.ts';
import type { BindingBody } from '../../contract/handhelds/binding.ts';
import * as routes from '../../contract/routes/field/handhelds.ts';
import { DAY_MS } from '../../contract/units.ts';
import {
  insertBinding,
  listBindings,
  revokeBinding,
  stateTerminal,
} from '../../db/handhelds/bindings.ts';
import { readHeard } from '../../db/handhelds/messages.ts';
import { insertText } from '../../db/handhelds/texts.ts';
import { iso } from '../../db/store/moments.ts';
import { createSecret, hashSecret } from '../../domain/accounts/secret.ts';
import { seal } from '../../domain/webhooks/seal.ts';
import { Refusal } from '../../errors.ts';
import type { Mount } from '../shell/mount.ts';
import { tellText } from './tell.ts';

/** A terminal without a network of its own may register, once, so long after it was bound or confirmed. */
const REGISTER_WITHIN_MS = DAY_MS;

/** Handhelds that speak other protocols: who they are, what was heard of them, and what they are told. */
export function handheldRoutes(mount: Mount, context: Context): void {
  const { db, now, protocols, sealing } = context;

  mount(routes.listBindings, async ({ params }) => ({
    bindings: await listBindings(db, params.id),
    jt808Port: protocols.jt808Port,
  }));

  mount(routes.bindHandheld, async ({ params, body, account }) => {
    checkBinding(body);
    const { addressRange = null, device = null, protocol, sharedKey, terminal = null } = body;
    const registers = protocol === 'jt808' && addressRange === null;
    const token = addressRange !== null || registers ? null : createSecret();
    const binding = await insertBinding(db, {
      handheldId: params.id,
      protocol,
      device,
      tokenHash: token && hashSecret(token),
      addressRange,
      sharedKey: sharedKey === undefined ? null : seal(sharedKey, sealing),
      registerUntil: registers ? iso(now() + REGISTER_WITHIN_MS) : null,
      terminal,
      createdBy: account.name,
    });
    if (!binding) throw Refusal.of('invalid', 'device-bound', { device: device ?? '' });
    return { ...binding, token, path: token && `/in/${protocol}/${token}` };
  });

  mount(routes.confirmTerminal, async ({ params, body }) => {
    const binding = await stateTerminal(db, {
      id: params.bindingId,
      handheldId: params.id,
      terminal: body.terminal.trim(),
      registerUntil: iso(now() + REGISTER_WITHIN_MS),
    });
    if (!binding) throw Refusal.of('not-found', 'no-terminal-waits');
    return binding;
  });

  mount(routes.endBinding, async ({ params }) => {
    const ended = { id: params.bindingId, handheldId: params.id, moment: iso(now()) };
    if (!(await revokeBinding(db, ended))) throw Refusal.of('not-found');
    return null;
  });

  mount(routes.readHeardOf, async ({ params }) => ({
    protocols: await readHeard(db, params.id),
  }));

  mount(routes.tellHandheld, async ({ params, body, account }) => {
    const [text] = await insertText(db, {
      ...{ handheldIds: [params.id], text: body.text },
      ...{ by: account.name, nowMs: now() },
    });
    return { outcome: await tellText(context, text!) };
  });

  mount(routes.setInterval, async ({ params, body }) => ({
    outcome: protocols.commands.interval(params.id, body.seconds),
  }));
}

/** Throws `invalid` where a binding would let nobody in, or too many. */
function checkBinding({ protocol, device, addressRange, sharedKey, terminal }: BindingBody): void {
  if (protocol === 'jt808' && !/^\d{1,20}$/.test(device ?? ''))
    throw Refusal.of('invalid', 'device-number');
  if (addressRange !== undefined && device === undefined)
    throw Refusal.of('invalid', 'range-without-device');
  if (addressRange !== undefined && !isRange(addressRange))
    throw Refusal.of('invalid', 'not-a-range');
  if (terminal !== undefined && (protocol !== 'jt808' || addressRange !== undefined))
    throw Refusal.of('invalid', [{ code: 'terminal-of-jt808', values: {} }]);
  if (sharedKey !== undefined && protocol !== 'owntracks')
    throw Refusal.of('invalid', 'key-of-owntracks');
}

function isRange(text: string): boolean {
  const [network, bits, more] = text.split('/');
  if (bits === undefined || more !== undefined || !/^\d{1,3}$/.test(bits)) return false;
  return (isIPv4(network!) && Number(bits) <= 32) || (isIPv6(network!) && Number(bits) <= 128);
}
