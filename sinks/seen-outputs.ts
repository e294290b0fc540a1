/**
 * Numbered outputs: a task that starts again may publish what it has published before, with the
 * same epoch and number. Each output partition has one writer, so one (epoch, number) is all a
 * reader must remember to drop what it has seen.
 */
export class SeenOutputs {
  epoch: number;
  number: number;

  constructor(epoch = -1, number = -1) {
    this.epoch = epoch;
    this.number = number;
  }

  /** True when the output is new; remembers it. Outputs of an older epoch come from a writer that was replaced. */
  admit(epoch: number, number: number): boolean {
    if (epoch < this.epoch || (epoch === this.epoch && number <= this.number)) return false;
    this.epoch = epoch;
    this.number = number;
    return true;
  }
}
