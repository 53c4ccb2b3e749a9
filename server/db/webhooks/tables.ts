import type { Generated } from 'kysely';
import type { EventType, WebhookState } from '../../contract/webhooks/webhook.ts';
import type { Moment, MomentOrNull } from '../store/column-types.ts';

export interface WebhooksTables {
  webhooks: {
    id: Generated<number>;
    name: string;
    area_id: number;
    url: string;
    event_types: EventType[];
    secret: string;
    previous_secret: string | null;
    previous_until: MomentOrNull;
    state: WebhookState;
    failing_since: MomentOrNull;
    created_by: string;
    created_at: Moment;
  };
  webhook_events: { id: string; type: string; area_id: number; at: Moment; payload: string };
  webhook_deliveries: {
    webhook_id: number;
    id: Generated<number>;
    event_id: string;
    state: Generated<'waiting' | 'delivered'>;
    attempts: Generated<number>;
    due_at: Moment;
    leased_until: MomentOrNull;
    attempted_at: MomentOrNull;
    delivered_at: MomentOrNull;
    response_code: number | null;
    last_error: string | null;
  };
}
