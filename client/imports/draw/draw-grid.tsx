import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo, useRef, useState } from 'react';
import { GRID_TYPES, type GridType } from '../../../server/contract/areas/area.ts';
import { areasAtQuery } from '../../api/areas.ts';
import { RequestError } from '../../api/request.ts';
import { Ask } from '../../focus/ask.tsx';
import { checked } from '../../focus/checked.ts';
import { dayIn } from '../../format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { boundsOf, outlineBounds } from '../../layers/bounds.ts';
import MapView, { type MapHandle } from '../../map.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { useOutlines } from '../../parts/use-outlines.ts';
import { useTimeZone } from '../../parts/use-time-zone.ts';
import { importAreas } from '../api.ts';
import { areaImportOf, FIRST_CHOICES } from '../area-choices.ts';
import { AreaReport } from '../area-report.tsx';
import { GrowParents } from '../grow-parents.tsx';
import styles from '../imports.module.css';
import type { Ring } from './snap.ts';
import { TypedCorners } from './typed-corners.tsx';
import { useOutline } from './use-outline.ts';
import { useUnsaved } from './use-unsaved.ts';

const PADDING = { top: 24, right: 24, bottom: 36, left: 24 };
const NO_LAYERS: never[] = [];

interface Drawn {
  code: string;
  name: string;
  parent: string;
  gridType?: GridType;
}

interface DrawnCall {
  check: boolean;
  of: Ring;
  drawn: Drawn;
  /** Whether outlines above grow with it. */
  grow: boolean;
}

/** Draws a grid by hand, or redraws one there is; looked through like a file before it is stored. */
export default function DrawGrid({ back }: { back: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const timeZone = useTimeZone();
  const [from, setFrom] = useState<Dayjs | null>(null);
  const since = from ? dayIn(from, timeZone).toISOString() : null;
  // What is drawn from a day on lies beside what is there then; until that comes, beside what is there now.
  const [now, then] = [useOutlines(), useOutlines(since)];
  const outlines = then.isWhole ? then.outlines : now.outlines;
  const { data: areas = [] } = useQuery({
    ...areasAtQuery(since),
    placeholderData: keepPreviousData,
  });
  const [form] = Form.useForm<Drawn>();
  const [redrawn, setRedrawn] = useState<string | null>(null);
  const [growParents, setGrowParents] = useState(false);
  const map = useRef<MapHandle>(null);
  const grids = useMemo(() => outlines?.grid?.features ?? [], [outlines]);
  const neighbours = useMemo(
    () =>
      Object.values(outlines ?? {}).flatMap(({ features }) =>
        features
          .filter(({ properties }) => properties.code !== redrawn)
          .flatMap(({ geometry }) => geometry.coordinates.flat() as Ring[]),
      ),
    [outlines, redrawn],
  );

  const run = useMutation({
    mutationFn: ({ check, drawn, grow, of }: DrawnCall) => {
      const { code, gridType, name, parent } = drawn;
      const properties = { code, name, parent, level: 'grid', ...(gridType ? { gridType } : {}) };
      const keys = {
        ...{ codeKey: 'code', nameKey: 'name', parentKey: 'parent', levelKey: 'level' },
        ...(gridType ? { gridTypeKey: 'gridType' } : {}),
      };
      const geometry = { type: 'Polygon', coordinates: [of] };
      const features = [{ type: 'Feature', properties, geometry }];
      const file = { collection: { type: 'FeatureCollection', features } } as never;
      return importAreas(
        areaImportOf(
          [file],
          { ...FIRST_CHOICES, keys, growParents: grow },
          {
            ...{ check, timeZone, top: undefined },
            ...(since === null ? {} : { from: since }),
          },
        ),
      );
    },
    onSuccess: (report) => (report.imported ? client.invalidateQueries() : undefined),
  });
  const reset = run.reset;
  const { begin, ring, set, takeBack, tool } = useOutline(neighbours, reset);
  const show = (outline: Ring) => map.current?.fit(boundsOf(outline)!);
  /** Grids of one part without holes; others are redrawn in a survey office's program. */
  const simple = grids.filter(
    ({ geometry: { coordinates } }) => coordinates.length === 1 && coordinates[0]!.length === 1,
  );
  const choose = (code: string | null) => {
    setRedrawn(code);
    const grid = simple.find(({ properties }) => properties.code === code);
    if (!grid) {
      form.resetFields();
      begin(null);
      return;
    }
    const { gridType, name, parentId } = grid.properties;
    form.setFieldsValue({
      ...{ code: grid.properties.code, name },
      parent: areas.find(({ id }) => id === parentId)?.code ?? '',
      ...(gridType ? { gridType } : {}),
    });
    const outline = grid.geometry.coordinates[0]![0] as Ring;
    begin(outline);
    show(outline);
  };
  const ask = (check: boolean, grow = growParents) =>
    void checked(form).then(
      (drawn) => run.mutate({ check, drawn, grow, of: ring! }),
      // What does not fit is said beside its field.
      () => undefined,
    );
  const report = run.data;
  const isUnsaved = takeBack !== null && report?.imported !== true;
  useUnsaved(isUnsaved);
  const isSound = report && !report.imported && report.defects.length === 0;
  const error = run.error instanceof RequestError ? run.error : null;
  const required = [{ required: true, message: t('settings.required') }];
  if (!outlines) return null;
  return (
    <div className={styles.import} data-testid="draw-grid">
      {isUnsaved ? (
        <Ask
          title={t('state.leaveUnsaved')}
          okText={t('state.leave')}
          cancelText={t('settings.cancel')}
          onConfirm={back}
        >
          <Button>{t('imports.draw.back')}</Button>
        </Ask>
      ) : (
        <Button onClick={back}>{t('imports.draw.back')}</Button>
      )}
      <p>{t('imports.draw.about')}</p>
      <Form<Drawn>
        form={form}
        name="drawn"
        layout="vertical"
        requiredMark={false}
        onValuesChange={reset}
      >
        <div className={styles.columns}>
          <Form.Item label={t('imports.draw.which')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={t('imports.draw.which')}
              value={redrawn}
              onChange={choose}
              options={[
                { value: null, label: t('imports.draw.new') },
                ...simple.map(({ properties: { code, name } }) => ({
                  value: code,
                  label: `${name} · ${code}`,
                })),
              ]}
            />
          </Form.Item>
          <Form.Item name="code" label={t('imports.key.codeKey')} rules={required}>
            <Input maxLength={64} disabled={redrawn !== null} />
          </Form.Item>
          <Form.Item name="name" label={t('imports.key.nameKey')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="parent" label={t('imports.key.parentKey')} rules={required}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={areas
                .filter(({ level }) => level !== 'grid')
                .map(({ code, name }) => ({ value: code, label: `${name} · ${code}` }))}
            />
          </Form.Item>
          <Form.Item name="gridType" label={t('imports.key.gridTypeKey')}>
            <Select
              allowClear
              options={GRID_TYPES.map((value) => ({ value, label: t(`gridType.${value}`) }))}
            />
          </Form.Item>
          <Form.Item label={t('imports.validFrom')}>
            <DatePicker
              value={from}
              placeholder={t('imports.validNow')}
              onChange={(day) => {
                setFrom(day);
                reset();
              }}
            />
          </Form.Item>
        </div>
      </Form>
      <div className={styles.map}>
        <MapView
          label={t('imports.draw.title')}
          outlines={outlines}
          bounds={outlineBounds(outlines)}
          padding={PADDING}
          layers={NO_LAYERS}
          tool={tool}
          ref={map}
        />
      </div>
      <TypedCorners
        key={redrawn}
        ring={ring}
        take={(outline) => {
          set(outline);
          show(outline);
        }}
      />
      <GrowParents
        report={report}
        value={growParents}
        onChange={(grow) => {
          setGrowParents(grow);
          ask(true, grow);
        }}
      />
      <p className={styles.links}>
        <Button disabled={takeBack === null} onClick={takeBack ?? undefined}>
          {t('imports.draw.takeBack')}
        </Button>
        <Button disabled={!ring} onClick={() => set(null)}>
          {t('imports.draw.anew')}
        </Button>
        <Button
          disabled={!ring}
          loading={run.isPending}
          data-testid="check-drawn"
          onClick={() => ask(true)}
        >
          {t('imports.checkAgain')}
        </Button>
        {isSound && (
          <Button type="primary" data-testid="store-drawn" onClick={() => ask(false)}>
            {t('imports.draw.store')}
          </Button>
        )}
      </p>
      {error && <Refusal error={error} />}
      {report && <AreaReport report={report} readAs={null} look={null} isDrawn />}
    </div>
  );
}
