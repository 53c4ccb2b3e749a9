import { Command } from 'commander';
import { readProvinceFile } from '../server/province/province-file.ts';
import { serveProvince } from '../server/province/serve-province.ts';

/** The command `province`: serves the metrics of many Xunjis as those of one province. */
const { file, host, port } = new Command('province')
  .description('Serve the metrics API for a province, from what the Xunji of each city answers')
  .requiredOption(
    '--file <path>',
    'cities with their addresses and keys, and who may read, as JSON',
  )
  .option('--host <address>', 'where it listens', '127.0.0.1')
  .option('--port <port>', '', Number, 8090)
  .parse()
  .opts<{ file: string; host: string; port: number }>();
try {
  const province = readProvinceFile(file);
  const app = await serveProvince(province);
  const url = await app.listen({ host, port });
  process.stdout.write(`${province.name}: ${province.cities.length} cities at ${url}\n`);
  const stop = () => void app.close().then(() => process.exit(0));
  process.on('SIGTERM', stop).on('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
