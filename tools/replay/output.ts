import { writeSync } from 'node:fs';

const WRITE_BYTES = 65_536;

/** Standard output in large pieces; a reader that went away ends the run quietly. */
export class Output {
  private text = '';

  line(text: string): void {
    this.text += `${text}\n`;
    if (this.text.length > WRITE_BYTES) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.text);
    this.text = '';
    let at = 0;
    while (at < bytes.length) {
      try {
        at += writeSync(1, bytes, at);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EPIPE') process.exit(0);
        if (code !== 'EAGAIN') throw error;
      }
    }
  }
}
