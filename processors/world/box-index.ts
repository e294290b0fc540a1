/**
 * Which of many boxes hold a point? A packed tree (flatbush) over what was there when it was built,
 * and a short list of what came since, looked through one by one; the tree is built anew by the first
 * question after the list has grown too long. Boxes are whole 1e-7 degrees, edges belong to them.
 */
import Flatbush from 'flatbush';

/** Boxes looked through one by one; with more, the tree is built anew. */
export const RECENT_MAX = 128;
const NODE_SIZE = 8;
const BOX = 4;

export class BoxIndex {
  private boxes = new Int32Array(16 * BOX);
  private count = 0;
  private tree: Flatbush | null = null;
  private packed = 0;
  private visit: (item: number) => void = () => {};
  private readonly tell = (item: number): boolean => {
    this.visit(item);
    // Nothing is to be collected.
    return false;
  };

  get size(): number {
    return this.count;
  }

  clear(): void {
    this.count = 0;
    this.packed = 0;
    this.tree = null;
  }

  /** The box's number, counted from 0. */
  add(west: number, south: number, east: number, north: number): number {
    const at = this.count * BOX;
    if (at === this.boxes.length) {
      const grown = new Int32Array(2 * at);
      grown.set(this.boxes);
      this.boxes = grown;
    }
    this.boxes[at] = west;
    this.boxes[at + 1] = south;
    this.boxes[at + 2] = east;
    this.boxes[at + 3] = north;
    return this.count++;
  }

  /** Tells every box that holds the point, in no order. */
  each(x: number, y: number, visit: (item: number) => void): void {
    if (this.count - this.packed > RECENT_MAX) this.pack();
    if (this.tree !== null) {
      this.visit = visit;
      this.tree.search(x, y, x, y, this.tell);
    }
    const { boxes } = this;
    for (let item = this.packed; item < this.count; item++) {
      const at = item * BOX;
      if (x < boxes[at]! || y < boxes[at + 1]! || x > boxes[at + 2]! || y > boxes[at + 3]!)
        continue;
      visit(item);
    }
  }

  private pack(): void {
    const { boxes, count } = this;
    const tree = new Flatbush(count, NODE_SIZE, Int32Array);
    for (let at = 0; at < count * BOX; at += BOX)
      tree.add(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!);
    tree.finish();
    this.tree = tree;
    this.packed = count;
  }
}
