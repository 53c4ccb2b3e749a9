/** Ids of the layers of the map on a page, lowest first; run in the page. React holds the map, nothing else gives it out. */
export function layersOfMap(): string[] {
  interface Hook {
    memoizedState?: { current?: { getLayersOrder?: () => string[] } } | null;
    next: Hook | null;
  }
  interface Fiber {
    memoizedState: Hook | null;
    return: Fiber | null;
  }
  const box = document.querySelector('[data-ready]') as unknown as Record<string, Fiber> | null;
  const key = Object.keys(box ?? {}).find((name) => name.startsWith('__reactFiber'));
  for (let fiber = key ? box![key]! : null; fiber; fiber = fiber.return)
    for (let hook = fiber.memoizedState; hook; hook = hook.next) {
      const order = hook.memoizedState?.current?.getLayersOrder?.();
      if (order) return order;
    }
  return [];
}
