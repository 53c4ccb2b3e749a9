import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';

/** Protocols of phones and terminals besides our own. */
export const PROTOCOLS = ['osmand', 'owntracks', 'overland', 'jt808'] as const;
export const Protocol = literals(PROTOCOLS, {
  description:
    'osmand: Traccar Client, OsmAnd, GPSLogger by address; owntracks; overland; jt808: terminals by JT/T 808-2013 and -2019',
});
export type Protocol = (typeof PROTOCOLS)[number];

/**
 * How surely positions are the handheld's: `secret` shows our own secret, `token` one made for this protocol, `broker` was let in by the MQTT
 * broker, `address` comes from a known network and names the device, which others there could do too, `upload` was read from a
 * file that an administrator sent.
 */
export const TRUSTS = ['secret', 'token', 'broker', 'address', 'upload'] as const;
export const Trust = literals(TRUSTS, { description: 'What a message shows to be the handheld’s' });
export type Trust = (typeof TRUSTS)[number];

/** By which wires positions come: our own contract, other protocols, files of loggers. */
export const WIRES = ['xunji', ...PROTOCOLS, 'file'] as const;
export type Wire = (typeof WIRES)[number];

/** By which wire positions of a handheld came, and what showed that they are its own. */
export const Origin = Type.Object({
  handheld: Type.String({ description: 'Code' }),
  protocol: literals(WIRES, { description: 'xunji: our own contract; file: uploaded' }),
  trust: Trust,
});
export type Origin = Static<typeof Origin>;

const TerminalId = Type.String({
  minLength: 1,
  maxLength: 80,
  description:
    'Id of the terminal as it tells it on registering and as its label has it; only this one is given the code',
});

/** That the terminal with this id is the handheld's. */
export const TerminalBody = Type.Object({ terminal: TerminalId }, { additionalProperties: false });

export const BindingBody = Type.Object(
  {
    protocol: Protocol,
    device: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 100,
        description:
          'What the device calls itself: phone number of a terminal, user/device of OwnTracks over MQTT',
      }),
    ),
    terminal: Type.Optional(TerminalId),
    addressRange: Type.Optional(
      Type.String({
        maxLength: 50,
        description: 'Network it sends from, as 10.20.0.0/16; then no token is needed',
      }),
    ),
    sharedKey: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 32,
        description: 'Key of encrypted OwnTracks payloads',
      }),
    ),
  },
  { additionalProperties: false },
);
export type BindingBody = Static<typeof BindingBody>;

export const Binding = Type.Object({
  id: Type.Integer(),
  handheldId: Type.Integer(),
  protocol: Protocol,
  device: Type.Union([Type.String(), Type.Null()]),
  addressRange: Type.Union([Type.String(), Type.Null()]),
  trust: Trust,
  terminal: Type.Union([Type.String(), Type.Null()], {
    description: 'Id of the terminal that may register; null: none was stated or confirmed',
  }),
  asked: Type.Union(
    [
      Type.Object({
        terminal: Type.String(),
        from: Type.String({ description: 'Address it asked from' }),
        at: Type.String({ format: 'date-time' }),
      }),
      Type.Null(),
    ],
    { description: 'Which other terminal asked last for the code, and was given none' },
  ),
  encrypted: Type.Boolean({ description: 'Whether a key opens its payloads' }),
  createdBy: Type.String(),
  createdAt: Type.String({ format: 'date-time' }),
  revokedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
export type Binding = Static<typeof Binding>;

/** A new binding; its token is told this once. */
export const NewBinding = Type.Intersect([
  Binding,
  Type.Object({
    token: Type.Union([Type.String(), Type.Null()]),
    path: Type.Union([Type.String(), Type.Null()], {
      description: 'Where the app sends to, below the address of this server',
    }),
  }),
]);
export type NewBinding = Static<typeof NewBinding>;

/** What was heard of a handheld over a protocol since it was bound. */
export const ProtocolState = Type.Object({
  protocol: Type.String(),
  heardAt: Type.String({ format: 'date-time' }),
  lastDefect: Type.Union([Type.String(), Type.Null()], {
    description: 'What was last wrong with a message of it, and what is right',
  }),
  defectAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  messages: Type.Integer(),
  stored: Type.Integer(),
  duplicate: Type.Integer(),
  refused: Type.Integer(),
  leftOut: Type.Integer({ description: 'Parts of messages that were no position' }),
});
export type ProtocolState = Static<typeof ProtocolState>;
