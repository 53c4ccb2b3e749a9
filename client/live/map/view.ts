import { create } from 'zustand';
import type { LngLat } from '../../../server/contract/areas/geo.ts';
import type { Box } from '../../../server/contract/console/heat.ts';

/** What the card tells of; a place is an area above grids. */
export type Selection =
  | { kind: 'officer' | 'grid' | 'place' | 'warning'; id: number }
  | { kind: 'incident'; id: string };
export const LAYER_KEYS = [
  'grids',
  'warnings',
  'heat',
  'incidentHeat',
  'staleness',
  'effort',
  'trails',
  'incidents',
] as const;
/** Lengths a patrol is suggested for, minutes. */
export const LENGTHS = [15, 30, 60, 120] as const;
export type Length = (typeof LENGTHS)[number];
export type Day = 'today' | 'yesterday';
export type LayerKey = (typeof LAYER_KEYS)[number];

/** A finished study as a layer, with another distance than it was asked with where one is chosen. */
export interface StudyOnMap {
  id: number;
  distance: number | null;
}

/** Layers that are shown unless somebody said otherwise. */
export const LAYERS_AT_FIRST: Record<LayerKey, boolean> = {
  grids: true,
  warnings: true,
  heat: false,
  incidentHeat: false,
  staleness: false,
  effort: false,
  trails: true,
  incidents: false,
};

/** The middle of a map, degrees, and its zoom. */
export interface ViewPlace {
  lng: number;
  lat: number;
  zoom: number;
}

/** Verdicts colour the grids unless colours of the ground or of what it needs would mix with them. */
export const showsVerdicts = (shown: Record<LayerKey, boolean>): boolean =>
  shown.grids && !shown.staleness && !shown.effort;

interface View {
  selection: Selection | null;
  /** Whether the map shall go where that is, as soon as it is known. */
  isAimed: boolean;
  /** A place somebody means: for a message, or to see who is near; null: none. */
  pin: LngLat | null;
  /** Whether the next click on the map says which. */
  isPinning: boolean;
  /** Keep the selected officer in the middle of the map. */
  following: boolean;
  shown: Record<LayerKey, boolean>;
  study: StudyOnMap | null;
  /** The day whose verdicts colour the grids; null: today, or yesterday while today has none. */
  day: Day | null;
  /** The grid a patrol is suggested for, and how long that shall be. */
  suggestion: { gridId: number; minutes: Length } | null;
  suggest: (suggestion: View['suggestion']) => void;
  /** The part of the world on the map; null before it is there. */
  seen: (Box & { zoom: number }) | null;
  /** Where somebody moved the map to; null: where it began. */
  place: ViewPlace | null;
  select: (selection: Selection | null) => void;
  /** Selects and brings into view. */
  aim: (selection: Selection) => void;
  pinAt: (pin: LngLat | null) => void;
  askPin: (isPinning: boolean) => void;
  follow: (following: boolean) => void;
  toggle: (layer: LayerKey) => void;
  showDay: (day: Day) => void;
  showStudy: (study: StudyOnMap | null) => void;
}

/** What the live map shows; kept while the user visits other pages. */
export const useView = create<View>((set) => ({
  selection: null,
  isAimed: false,
  pin: null,
  isPinning: false,
  following: false,
  shown: LAYERS_AT_FIRST,
  study: null,
  day: null,
  suggestion: null,
  seen: null,
  place: null,
  suggest: (suggestion) => set({ suggestion }),
  select: (selection) => set({ selection, isAimed: false, following: false }),
  aim: (selection) => set({ selection, isAimed: true, following: false }),
  pinAt: (pin) => set({ pin, isPinning: false }),
  askPin: (isPinning) => set({ isPinning }),
  follow: (following) => set({ following }),
  showDay: (day) => set({ day }),
  showStudy: (study) => set({ study }),
  toggle: (layer) => set(({ shown }) => ({ shown: { ...shown, [layer]: !shown[layer] } })),
}));
