import type { Layer } from '@deck.gl/core';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { Box, HeatKind } from '../../../server/contract/console/heat.ts';
import { heatLayer } from '../../layers/heat.ts';
import { useNow } from '../../parts/use-now.ts';
import type { Palette } from '../../theme/tokens.ts';
import { useShownLayers } from '../map/shown-layers.ts';
import { type HeldHeat, hotCells } from './heat.ts';
import { useHeat } from './heat-store.ts';

/** Heat is drawn anew as it decays; at a half-life of 30 min this is a step of half a percent. */
const FADE_MS = 10_000;
/** The map must have stood still this long before the server is told. */
const REST_MS = 150;

type Seen = Box & { zoom: number };

/** Layers of the kinds of heat that are switched on, and where the map says what it shows. */
export const useHeatLayers = (palette: Palette, beforeId: string | undefined) => {
  const { heat, incidentHeat } = useShownLayers();
  const held = useHeat((s) => s.held);
  const nowMs = useNow(FADE_MS);
  const seen = useRef<Seen>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const kinds = useMemo(
    () =>
      [heat ? 'presence' : null, incidentHeat ? 'incidents' : null].filter(
        (kind): kind is HeatKind => kind !== null,
      ),
    [heat, incidentHeat],
  );
  const wanted = useRef(kinds);
  useEffect(() => {
    wanted.current = kinds;
    if (seen.current) useHeat.getState().look(kinds, seen.current);
  }, [kinds]);
  // Leaving the map stops the stream of heat.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (seen.current) useHeat.getState().look([], seen.current);
    },
    [],
  );
  const onView = useCallback((view: Seen) => {
    seen.current = view;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => useHeat.getState().look(wanted.current, view), REST_MS);
  }, []);

  const layers = useMemo<Layer[]>(
    () =>
      kinds
        .map((kind) => held[kind])
        .filter((one): one is HeldHeat => one !== null)
        .map((one) => heatLayer(one.kind, hotCells(one, nowMs), { ...one, palette, beforeId })),
    [kinds, held, nowMs, palette, beforeId],
  );
  return { layers, onView };
};
