import { type Static, Type } from 'typebox';
import { literals } from '../literals.ts';
import { partial } from '../shapes.ts';

/** What a webhook can be told of. */
export const EVENT_TYPES = [
  'warning.raised',
  'warning.changed',
  'warning.closed',
  'period.final',
  'period.revised',
  'report.ready',
  'incident.reported',
  'incident.changed',
  'verdict.given',
  'alert.raised',
  'sos.raised',
  'case.opened',
  'case.changed',
  'case.overdue',
  'case.closed',
] as const;
/** Those that may come by the thousand a day: a new webhook asks for them only where somebody says so. */
export const FREQUENT_TYPES: readonly string[] = [
  'incident.reported',
  'incident.changed',
  'verdict.given',
  'alert.raised',
];
export const EventType = literals(EVENT_TYPES);
export type EventType = (typeof EVENT_TYPES)[number];

/** Webhooks one deployment keeps at most. */
export const WEBHOOKS_MAX = 100;
/** Deliveries one page of a log holds at most. */
export const DELIVERY_PAGE_MAX = 200;

/**
 * active: told at once. disabled: by an administrator; what happens meanwhile is not kept for it. failing: nothing was taken in for
 * days; gone: the receiver answered 410. In these two, what happens waits until an administrator enables it again.
 */
export const WEBHOOK_STATES = ['active', 'disabled', 'failing', 'gone'] as const;
export const WebhookState = literals(WEBHOOK_STATES);
export type WebhookState = (typeof WEBHOOK_STATES)[number];

const Moment = Type.String({ format: 'date-time' });
const MomentOrNull = Type.Union([Moment, Type.Null()]);

/** Somebody to be told of what happens in an area. Its secret is shown once, when it is made or rotated. */
export const Webhook = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  areaId: Type.Integer({ description: 'Told of this area and what lies below it' }),
  url: Type.String(),
  eventTypes: Type.Array(EventType),
  state: WebhookState,
  failingSince: Type.Union([Moment, Type.Null()], {
    description: 'First failed attempt after the last success',
  }),
  waiting: Type.Integer({ description: 'Deliveries not taken in yet' }),
  createdBy: Type.String(),
  createdAt: Moment,
});
export type Webhook = Static<typeof Webhook>;

export const WebhookInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    areaId: Type.Integer({ minimum: 1 }),
    url: Type.String({ minLength: 1, maxLength: 2_000 }),
    eventTypes: Type.Array(EventType, {
      minItems: 1,
      maxItems: EVENT_TYPES.length,
      uniqueItems: true,
    }),
  },
  { additionalProperties: false },
);
export type WebhookInput = Static<typeof WebhookInput>;

/** What may be changed of a webhook. */
export const WebhookPatch = partial(
  Type.Object({
    name: WebhookInput.properties.name,
    url: WebhookInput.properties.url,
    eventTypes: WebhookInput.properties.eventTypes,
    state: Type.Union([Type.Literal('active'), Type.Literal('disabled')], {
      description: 'active also sends what waits at once',
    }),
  }),
  { additionalProperties: false },
);
export type WebhookPatch = Static<typeof WebhookPatch>;

export const NewWebhook = Type.Object({
  ...Webhook.properties,
  secret: Type.String({
    description: 'Verifies signatures as the Standard Webhooks specification says; not shown again',
  }),
});
export type NewWebhook = Static<typeof NewWebhook>;

/** One event on its way to one webhook. */
export const WebhookDelivery = Type.Object({
  id: Type.Integer(),
  eventId: Type.String({ description: '`webhook-id` of every attempt: take an id in once' }),
  type: Type.String(),
  areaId: Type.Integer(),
  at: Moment,
  state: literals(['waiting', 'delivered']),
  attempts: Type.Integer(),
  dueAt: Type.Union([Moment, Type.Null()], { description: 'When it is tried next' }),
  attemptedAt: MomentOrNull,
  deliveredAt: MomentOrNull,
  responseCode: Type.Union([Type.Integer(), Type.Null()]),
  lastError: Type.Union([Type.String(), Type.Null()]),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;
