import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import proj4 from 'proj4';

/** CGCS2000 / 3-degree Gauss-Krüger, central meridian 120°E (EPSG:4549), as survey offices write it. */
const PRJ =
  'PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",120.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** An area as one ring [lng, lat], clockwise and closed, and its texts. */
export interface ShapeRecord {
  ring: readonly (readonly [number, number])[];
  texts: Readonly<Record<string, string>>;
}

const FIELD = 40;

/** A zipped Shapefile in Gauss-Krüger metres with a GBK table, by ESRI's description of 1998 and dBASE III. */
export function shapefile(records: readonly ShapeRecord[]): Buffer {
  const project = proj4(PRJ);
  const rings = records.map(({ ring }) => ring.map(([lng, lat]) => project.forward([lng, lat])));
  const files = {
    'grids.shp': shp(rings),
    'grids.dbf': dbf(records.map(({ texts }) => texts)),
    'grids.prj': new TextEncoder().encode(PRJ),
    'grids.cpg': new TextEncoder().encode('GBK'),
  };
  return Buffer.from(zipSync(files));
}

function shp(rings: readonly number[][][]): Uint8Array {
  const bodies = rings.map((ring) => {
    const [xs, ys] = [0, 1].map((axis) => ring.map((at) => at[axis]!)) as [number[], number[]];
    const body = Buffer.alloc(8 + 48 + 16 * ring.length);
    body.writeInt32LE(5, 8);
    [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].forEach((value, k) => {
      body.writeDoubleLE(value, 12 + 8 * k);
    });
    body.writeInt32LE(1, 44);
    body.writeInt32LE(ring.length, 48);
    ring.forEach((at, k) => {
      body.writeDoubleLE(at[0]!, 56 + 16 * k);
      body.writeDoubleLE(at[1]!, 64 + 16 * k);
    });
    return body;
  });
  bodies.forEach((body, k) => {
    body.writeInt32BE(k + 1, 0);
    body.writeInt32BE((body.length - 8) / 2, 4);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + bodies.reduce((sum, body) => sum + body.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return new Uint8Array(Buffer.concat([header, ...bodies]));
}

function dbf(rows: readonly Readonly<Record<string, string>>[]): Uint8Array {
  const names = Object.keys(rows[0]!);
  const header = Buffer.alloc(32 + 32 * names.length + 1);
  header[0] = 3;
  header.writeUInt32LE(rows.length, 4);
  header.writeUInt16LE(header.length, 8);
  header.writeUInt16LE(1 + FIELD * names.length, 10);
  names.forEach((name, k) => {
    iconv.encode(name, 'gbk').copy(header, 32 + 32 * k);
    header[32 + 32 * k + 11] = 0x43;
    header[32 + 32 * k + 16] = FIELD;
  });
  header[header.length - 1] = 0x0d;
  const body = rows.map((row) => {
    const record = Buffer.alloc(1 + FIELD * names.length, 0x20);
    names.forEach((name, k) => {
      iconv.encode(row[name]!, 'gbk').copy(record, 1 + FIELD * k);
    });
    return record;
  });
  return new Uint8Array(Buffer.concat([header, ...body]));
}
