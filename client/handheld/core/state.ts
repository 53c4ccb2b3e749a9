import { create } from 'zustand';
import type { HandheldWarning, Progress } from '../../../server/contract/fixes/handheld.ts';
import type { RequestError } from '../../api/request.ts';
import type { Identity } from '../phone/identity.ts';
import type { Link } from '../queue/link.ts';
import type { Queue } from '../queue/queue.ts';
import type { Call, Known, QueuedEvent, WaitingStep } from '../queue/records.ts';
import type { Place } from '../walk/sampling.ts';

/** The handheld of whoever uses the phone now: what waits, the way to the server, and the two presses of a patrol. */
export interface Handheld {
  queue: Queue;
  link: Link;
  start(): Promise<void>;
  /** false where the phone has no room for it and it is in memory alone. */
  end(): Promise<boolean>;
  /** Keeps what happened until it is sent; false where the phone has no room for it and it is in memory alone. */
  add(...events: QueuedEvent[]): Promise<boolean>;
  /** A code of a checkpoint was scanned or typed; likewise. */
  scan(code: string, typed: boolean): Promise<boolean>;
  /** The officer read a text. */
  read(textId: number): Promise<void>;
  /** The officer saw a warning as it stands. */
  see(warning: HandheldWarning): Promise<void>;
}

/** What the screens show: what is known on the phone, and how it stands with the server. */
export interface State extends Partial<Known> {
  /** undefined: not read yet; null: enrolled as nobody. */
  identity: Identity | null | undefined;
  handheld: Handheld | null;
  waiting: number;
  calls: Call[];
  /** Steps of cases that wait, in their order. */
  caseSteps: WaitingStep[];
  /** How the server is reached: by socket, by HTTP alone where sockets are blocked, or not now. */
  reached: 'socket' | 'http' | null;
  failure: RequestError | null;
  progress: Progress | null;
  /** The last position in the handheld's datum, kept as a fix or not. */
  place: Place | null;
  /** Whether this window locates and sends. */
  leads: boolean;
  /** Whether the system promised to keep what is stored. */
  persisted: boolean | null;
  /** Whether the phone has no room left: something is in memory alone, or nothing can be read. */
  isFull: boolean;
}

export const useHandheld = create<State>(() => ({
  identity: undefined,
  handheld: null,
  waiting: 0,
  calls: [],
  caseSteps: [],
  reached: null,
  failure: null,
  progress: null,
  place: null,
  leads: true,
  persisted: null,
  isFull: false,
}));
