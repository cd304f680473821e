// Options that the programs of bench/ have in common.
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../relevance/programs.mjs';

export const helpOfCommon = `--programs FOLDER   of a build with ENTREPOT_BENCH (default: build/release)
--in FOLDER         where to work, removed at the end (default: the system's)
--json FILE         write the figures there, too`;

/** @param own further options of parseArgs, with defaults as text. Prints `help` and ends where asked to.
 *  @returns values, those named in `numbers` as numbers. */
export function readOptions(name, help, own, numbers) {
  const options = {
    programs: { type: 'string', default: path.join(root, 'build/release') },
    in: { type: 'string', default: os.tmpdir() },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
    ...own,
  };
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    console.error(`${name}: ${error.message}; see --help`);
    process.exit(2);
  }
  if (values.help) {
    console.log(help);
    process.exit(0);
  }
  for (const number of numbers) {
    values[number] = Number(values[number]);
    if (!Number.isInteger(values[number]) || values[number] < 1) {
      console.error(`${name}: --${number} is a number from 1`);
      process.exit(2);
    }
  }
  values.programs = path.resolve(values.programs);
  return values;
}
