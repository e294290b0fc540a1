/** How a command ends. */
import { TizhengError } from '#core/errors.ts';

/** Runs a command's main; operating errors are one clear sentence, not a stack. */
export async function run(command: (argv: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (error) {
    const expected =
      error instanceof TizhengError ||
      (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(expected ? (error as Error).message : error);
    process.exitCode = error instanceof TizhengError && error.code === 'FILE_UNREADABLE' ? 2 : 1;
  }
}
