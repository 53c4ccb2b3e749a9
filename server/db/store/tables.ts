import type { AccountsTables } from '../accounts/tables.ts';
import type { AlertsTables } from '../alerts/tables.ts';
import type { AreasTables } from '../areas/tables.ts';
import type { FixesTables } from '../fixes/tables.ts';
import type { HandheldsTables } from '../handhelds/tables.ts';
import type { IncidentsTables } from '../incidents/tables.ts';
import type { NormsTables } from '../norms/tables.ts';
import type { PatrolsTables } from '../patrols/tables.ts';
import type { PeopleTables } from '../people/tables.ts';
import type { QueueTables } from '../queue/tables.ts';
import type { RiskTables } from '../risk/tables.ts';
import type { RollupsTables } from '../rollups/tables.ts';
import type { StudiesTables } from '../studies/tables.ts';
import type { VerdictsTables } from '../verdicts/tables.ts';
import type { WarningsTables } from '../warnings/tables.ts';
import type { WebhooksTables } from '../webhooks/tables.ts';

/** Tables as kysely sees them, by the rooms that read and write them; sql/migrations is what defines them. */
export interface Database
  extends AccountsTables,
    AlertsTables,
    AreasTables,
    FixesTables,
    HandheldsTables,
    IncidentsTables,
    NormsTables,
    PatrolsTables,
    PeopleTables,
    QueueTables,
    RiskTables,
    RollupsTables,
    StudiesTables,
    VerdictsTables,
    WarningsTables,
    WebhooksTables {}
