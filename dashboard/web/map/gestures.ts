/** Pointer, wheel, pinch and keys → pan, zoom, click. Every gesture has a key or a button that does the same (WCAG 2.5.7). */
import type { MapPointer } from './engine.ts';

/** A press that moves less than this is a click. */
const CLICK_SLOP_PX = 5;
const KEY_PAN_PX = 90;
const WHEEL_PX_PER_LEVEL = 240;

export interface GestureHandlers {
  pan(dx: number, dy: number): void;
  zoom(levels: number, px: number, py: number): void;
  click(at: MapPointer): void;
  hover(at: MapPointer | null): void;
}

export function listenToGestures(element: HTMLElement, on: GestureHandlers): () => void {
  const pressed = new Map<number, MapPointer>();
  let travelledPx = 0;
  const at = (event: MouseEvent): MapPointer => {
    const box = element.getBoundingClientRect();
    return { px: event.clientX - box.left, py: event.clientY - box.top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    if (pressed.size === 0) travelledPx = 0;
    pressed.set(event.pointerId, at(event));
  };
  const moved = (event: PointerEvent) => {
    const now = at(event);
    const before = pressed.get(event.pointerId);
    if (!before) {
      on.hover(now);
      return;
    }
    const others = [...pressed].filter(([id]) => id !== event.pointerId);
    const other = others[0]?.[1];
    pressed.set(event.pointerId, now);
    travelledPx += Math.hypot(now.px - before.px, now.py - before.py);
    if (!other) {
      if (travelledPx > CLICK_SLOP_PX) on.pan(now.px - before.px, now.py - before.py);
      return;
    }
    const spanBefore = Math.hypot(before.px - other.px, before.py - other.py);
    const span = Math.hypot(now.px - other.px, now.py - other.py);
    on.pan((now.px - before.px) / 2, (now.py - before.py) / 2);
    if (spanBefore > 0 && span > 0) {
      on.zoom(Math.log2(span / spanBefore), (now.px + other.px) / 2, (now.py + other.py) / 2);
    }
  };
  const up = (event: PointerEvent) => {
    if (!pressed.delete(event.pointerId)) return;
    if (event.type === 'pointerup' && pressed.size === 0 && travelledPx <= CLICK_SLOP_PX) {
      on.click(at(event));
    }
  };
  const leave = () => on.hover(null);
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    const { px, py } = at(event);
    on.zoom(-Math.max(-1, Math.min(1, (event.deltaY * unit) / WHEEL_PX_PER_LEVEL)), px, py);
  };
  const double = (event: MouseEvent) => {
    const { px, py } = at(event);
    on.zoom(1, px, py);
  };
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const centre = { px: element.clientWidth / 2, py: element.clientHeight / 2 };
    const actions: Record<string, () => void> = {
      ArrowLeft: () => on.pan(KEY_PAN_PX, 0),
      ArrowRight: () => on.pan(-KEY_PAN_PX, 0),
      ArrowUp: () => on.pan(0, KEY_PAN_PX),
      ArrowDown: () => on.pan(0, -KEY_PAN_PX),
      '+': () => on.zoom(0.5, centre.px, centre.py),
      '=': () => on.zoom(0.5, centre.px, centre.py),
      '-': () => on.zoom(-0.5, centre.px, centre.py),
      Enter: () => on.click(centre),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', moved);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('wheel', wheel, { passive: false });
  element.addEventListener('dblclick', double);
  element.addEventListener('keydown', key);
  return () => {
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', moved);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('pointerleave', leave);
    element.removeEventListener('wheel', wheel);
    element.removeEventListener('dblclick', double);
    element.removeEventListener('keydown', key);
  };
}
