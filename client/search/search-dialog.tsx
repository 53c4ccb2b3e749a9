import { SearchOutlined } from '@ant-design/icons';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, type InputRef, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { HIT_KINDS, type SearchHit } from '../../server/contract/console/search.ts';
import * as routes from '../../server/contract/routes/analysis/search.ts';
import { MINUTE_MS } from '../../server/contract/units.ts';
import { call } from '../api/call.ts';
import { useQuiet } from '../api/use-quiet.ts';
import { formatAt } from '../format.ts';
import { useWords } from '../i18n/use-words.ts';
import { useView } from '../live/map/view.ts';
import { Failure } from '../parts/failure.tsx';
import { useCategoryName } from '../parts/use-category-name.ts';
import { useGridName } from '../parts/use-grid-name.ts';
import { useTimeZone } from '../parts/use-time-zone.ts';
import styles from './search.module.css';

/** Asked for once nobody typed for so long. */
const QUIET_MS = 200;

const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) =>
      call(routes.search, { query: { q }, signal }).then((reply) => reply.hits),
    staleTime: MINUTE_MS,
  });

/** What a hit is called, and beside it what tells it from others. */
const useHitWords = (): ((hit: SearchHit) => [string, string]) => {
  const { t } = useWords();
  const timeZone = useTimeZone();
  const categoryName = useCategoryName();
  const gridName = useGridName();
  return (hit) => {
    const { areaId, at, category, code, id, kind, name, state } = hit;
    const when = at && formatAt(at, timeZone, 'MM-DD HH:mm');
    const beside = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ');
    const where = areaId === null ? null : gridName(areaId, '');
    switch (kind) {
      case 'officer':
        return [name!, beside(code, where)];
      case 'grid':
        return [gridName(areaId, name!), code!];
      case 'place':
        return [name!, code!];
      case 'patrol':
        return [`#${id} ${name}`, beside(when, where, state && t(`standing.${state}`))];
      case 'case':
        return [`#${id} ${categoryName(category)}`, beside(when, where, t(`cases.state.${state}`))];
      case 'warning':
        return [
          `#${id} ${categoryName(category)}`,
          beside(when, gridName(areaId, name ?? ''), t(`warnings.state.${state}`)),
        ];
      case 'incident':
        return [categoryName(category), beside(when, where, t(`live.severity.${state}`), id)];
    }
  };
};

/** Opens a hit: what is somewhere on the live map, with the card of it; patrols and cases on their own page. */
const useOpenHit = (): ((hit: SearchHit) => void) => {
  const go = useNavigate();
  const aim = useView((v) => v.aim);
  return ({ id, kind, officerId }) => {
    if (kind === 'patrol') return void go(`/officers/${officerId}/patrols/${id}`);
    if (kind === 'case') return void go(`/cases/${id}`);
    aim(kind === 'incident' ? { kind, id } : { kind, id: Number(id) });
    void go('/');
  };
};

export default function SearchDialog({ close }: { close: (hasGone: boolean) => void }) {
  const { t } = useWords();
  const field = useRef<InputRef>(null);
  const box = useRef<HTMLDivElement>(null);
  const [words, setWords] = useState('');
  const q = useQuiet(words.trim(), QUIET_MS);
  const query = useQuery({
    ...searchQuery(q),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const hits = q === '' ? [] : (query.data ?? []);
  const wordsOf = useHitWords();
  const open = useOpenHit();
  const keyOf = ({ id, kind }: SearchHit) => `${kind}:${id}`;
  const groups = HIT_KINDS.flatMap((kind) => {
    const found = hits.filter((hit) => hit.kind === kind);
    if (found.length === 0) return [];
    const options = found.map((hit) => {
      const [name, beside] = wordsOf(hit);
      return {
        value: keyOf(hit),
        label: (
          <span className={styles.hit} data-testid="search-hit">
            <b>{name}</b>
            <small className="figure">{beside}</small>
          </span>
        ),
      };
    });
    return [{ label: t(`search.kind.${kind}`), options }];
  });
  return (
    <Modal
      open
      title={t('search.title')}
      footer={null}
      onCancel={() => close(false)}
      // A dialog gives the focus to its first control, which closes it.
      afterOpenChange={(isOpen) => isOpen && field.current?.focus()}
      width={640}
      destroyOnHidden
      styles={{ body: { minHeight: 420 } }}
    >
      <div ref={box}>
        <AutoComplete
          className={styles.field}
          open={q !== '' && !query.isLoadingError}
          value={words}
          onChange={setWords}
          options={groups}
          defaultActiveFirstOption
          listHeight={380}
          getPopupContainer={() => box.current!}
          notFoundContent={query.isFetching ? t('state.loading') : t('search.none')}
          onSelect={(value: string) => {
            const hit = hits.find((one) => keyOf(one) === value);
            if (!hit) return;
            close(true);
            open(hit);
          }}
        >
          <Input
            ref={field}
            autoFocus
            size="large"
            prefix={<SearchOutlined />}
            placeholder={t('search.hint')}
            aria-label={t('search.hint')}
            maxLength={64}
          />
        </AutoComplete>
        {query.isLoadingError && <Failure error={query.error} retry={query.refetch} />}
      </div>
    </Modal>
  );
}
