/** A sensor's symbol beside text, drawn by the very code that draws the map. */
import { useEffect, useRef } from 'preact/hooks';
import { createSprite } from '../../map/sensor-overlay.ts';
import type { SymbolLook } from '../../map/sensor-symbols.ts';

const SIZE_PX = 28;

export function SensorMark({ kind, level, stale }: SymbolLook) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const sprite = createSprite({ kind, level, stale }, 1);
    context.clearRect(0, 0, SIZE_PX, SIZE_PX);
    const at = Math.round((SIZE_PX - sprite.width) / 2);
    context.drawImage(sprite, at, at);
  }, [kind, level, stale]);
  return (
    <span class="sensor-mark" aria-hidden="true">
      <canvas ref={canvas} width={SIZE_PX} height={SIZE_PX} />
    </span>
  );
}
