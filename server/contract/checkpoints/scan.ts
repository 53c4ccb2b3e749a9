import { type Static, Type } from 'typebox';
import { cleaned } from '../fixes/event-cleaned.ts';
import { SentAt } from '../fixes/sent-at.ts';
import { literals } from '../literals.ts';

/**
 * What a code is: `day` one of a day, which a display or the day's sheet shows; `tag` a printed sign or an NFC tag that stays the same, so that
 * a photograph of it is as good.
 */
export const CODE_KINDS = ['day', 'tag'] as const;
export const CodeKind = literals(CODE_KINDS);
export type CodeKind = (typeof CODE_KINDS)[number];

/**
 * Why a scan confirms nothing: `misread` no code, or one with a wrong character; `unknown` of no checkpoint here; `other-day` of another day;
 * `renewed` its checkpoint has other codes by now; `clock` the clock was put right between scan and sending, nobody knows when it was.
 */
export const SCAN_REFUSALS = ['misread', 'unknown', 'other-day', 'renewed', 'clock'] as const;
export type ScanRefusal = (typeof SCAN_REFUSALS)[number];

/** Tags count their reads in 24 bits (NXP NTAG 21x). */
const TAG_COUNT_MAX = 2 ** 24 - 1;

/** Characters of what was scanned that are kept. */
export const SCAN_TEXT_MAX = 64;
/** Refused scans of a handheld that are kept a UTC day; more are counted. */
export const REFUSED_SCANS_MAX = 200;

/** A scanned or typed code of a checkpoint. It is named by the handheld, `t` and the code: sending it again is harmless. */
export const CheckpointScan = Type.Object({
  t: Type.Integer({ description: 'Device time of the scan, Unix milliseconds' }),
  sentAt: Type.Optional(SentAt),
  code: Type.String({
    description: `As scanned, typed or read from a tag; of what is no code the first ${SCAN_TEXT_MAX} characters are kept`,
  }),
  typed: Type.Optional(
    Type.Boolean({ description: 'Typed by hand, as the handheld says; scanned unless told' }),
  ),
  count: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: TAG_COUNT_MAX,
      description: 'What the tag’s own counter of reads said with it, where the tag has one',
    }),
  ),
});
export type CheckpointScan = Static<typeof CheckpointScan>;

/** Given once the scan is stored, or off duty counted. */
export const ScanReply = Type.Object({
  outcome: literals(['confirmed', 'not-asked', 'refused'], {
    description:
      'confirmed: a checkpoint of whoever carries the handheld then; not-asked: right, but of no checkpoint of theirs, or one that asks for the code of the day; refused: it confirms nothing',
  }),
  reason: Type.Optional(literals([...SCAN_REFUSALS, 'off-duty'])),
  checkpoint: Type.Union([
    Type.Object({ id: Type.String(), name: Type.String() }),
    Type.Null({ description: 'The code is of none that is known' }),
  ]),
  cleaned,
});
export type ScanReply = Static<typeof ScanReply>;

/** A scan as evidence shows it, one that confirms nothing too. */
export const EvidenceScan = Type.Object({
  atMs: Type.Integer({ description: 'When it was by the server’s clock, Unix ms' }),
  handheldId: Type.Integer(),
  checkpointId: Type.Union([Type.String(), Type.Null()]),
  kind: Type.Union([CodeKind, Type.Null()]),
  refused: Type.Union([literals(SCAN_REFUSALS), Type.Null()]),
  typed: Type.Boolean(),
  count: Type.Union([Type.Integer(), Type.Null()], {
    description: 'What the tag’s own counter of reads said; null: it told none',
  }),
  countedBefore: Type.Boolean({
    description:
      'A scan of the same code told this count, or a later one, before it: what was read may be a copy of the tag. It changes no verdict',
  }),
});
export type EvidenceScan = Static<typeof EvidenceScan>;
