import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { readLooked, writeLooked } from './address.ts';
import { useView } from './view.ts';

/** Takes the view from the address the page was opened by, and keeps the address in step with it. Returns where the map shall begin; null: anywhere. */
export function useLookInAddress() {
  const [params, setParams] = useSearchParams();
  // Before anything is drawn of the view that was.
  const [place] = useState(() => {
    const looked = readLooked(params);
    // What is selected is also where to look, unless the address says where.
    const isAimed = looked?.selection != null && looked.place === null;
    if (looked) useView.setState({ ...looked, isAimed, following: false });
    return useView.getState().place;
  });
  const { pin, place: now, selection, shown, study } = useView();
  const wanted = writeLooked({ pin, place: now, selection, shown, study }).toString();
  const said = params.toString();
  useEffect(() => {
    if (said !== wanted) setParams(wanted, { replace: true });
  }, [said, wanted, setParams]);
  return place;
}
