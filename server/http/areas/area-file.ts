import type { Context } from '../../context.ts';
import * as routes from '../../contract/routes/people/area-imports.ts';
import { readAreaFile } from '../../domain/area-import/read-area-file.ts';
import { fileOf } from '../shell/bodies/file-body.ts';
import type { Mount } from '../shell/mount.ts';

/** Files of areas, read to be looked at before they are imported. */
export function areaFileRoutes(mount: Mount, _context: Context): void {
  mount(routes.readAreaFile, ({ query, request }) => readAreaFile(fileOf(request), query));
}
