import { create } from 'zustand';

export type Selection = { kind: 'officer' | 'grid'; id: number };
export const LAYER_KEYS = ['grids', 'heat', 'trails', 'incidents'] as const;
export type LayerKey = (typeof LAYER_KEYS)[number];

interface View {
  selection: Selection | null;
  /** Keep the selected officer in the middle of the map. */
  following: boolean;
  shown: Record<LayerKey, boolean>;
  select: (selection: Selection | null) => void;
  follow: (following: boolean) => void;
  toggle: (layer: LayerKey) => void;
}

/** What the live map shows; kept while the user visits other pages. */
export const useView = create<View>((set) => ({
  selection: null,
  following: false,
  shown: { grids: true, heat: false, trails: true, incidents: false },
  select: (selection) => set({ selection, following: false }),
  follow: (following) => set({ following }),
  toggle: (layer) => set(({ shown }) => ({ shown: { ...shown, [layer]: !shown[layer] } })),
}));
