/** Progress on standard error: a line per file, a share in place for a large one when a person watches. */

export interface Progress {
  onFile: (path: string, bytes: number) => void;
  onShare: (path: string, share: number) => void;
}

export function progressOf(quiet: boolean): Progress {
  const out = process.stderr;
  const clear = out.isTTY ? '\r\x1b[K' : '';
  return {
    onFile: (path, bytes) => {
      // Parts of the store are many and small; their table of contents is the manifest.
      if (!quiet && (bytes > 1_000_000 || !path.startsWith('store/')))
        out.write(`${clear}${path}  ${bytes} bytes\n`);
    },
    onShare: (path, share) => {
      if (!quiet && out.isTTY) out.write(`${clear}${path}  ${Math.floor(share * 100)} %`);
    },
  };
}
