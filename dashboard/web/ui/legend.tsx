/** The marker grammar, drawn by the very code that draws the map. */
import { useEffect, useRef } from 'preact/hooks';
import { PixelSurface } from '../map/pixel-surface.ts';
import { createSpriteSet, NO_HEADING, spriteIndex } from '../map/sprites.ts';
import { MOVING, SILENT, STOPPED, VEHICLE_CLASSES } from '../map/vehicle-store.ts';
import { legendShown } from '../state/detail.ts';
import { t, word } from '../state/preferences.ts';
import { SensorMark } from './sensors/sensor-mark.tsx';

const SIZE_PX = 36;

export function Legend() {
  return (
    <section class="legend" aria-label={t('legend.heading')}>
      <header>
        <h2>{t('legend.heading')}</h2>
        <button
          type="button"
          aria-label={t('dialog.closeLabel')}
          onClick={() => (legendShown.value = false)}
        >
          ×
        </button>
      </header>
      <h3>{t('legend.shape')}</h3>
      <ul class="plain two">
        {VEHICLE_CLASSES.map((name, code) => (
          <li key={name}>
            <Sample classCode={code} state={MOVING} heading={4} ring={0} /> {word('class', name)}
          </li>
        ))}
      </ul>
      <h3>{t('legend.fill')}</h3>
      <ul class="plain">
        <li>
          <Sample classCode={0} state={MOVING} heading={4} ring={0} /> {t('legend.moving')}
        </li>
        <li>
          <Sample classCode={0} state={STOPPED} heading={NO_HEADING} ring={0} />{' '}
          {t('legend.stopped')}
        </li>
        <li>
          <Sample classCode={0} state={SILENT} heading={NO_HEADING} ring={0} /> {t('legend.silent')}
        </li>
        <li>
          <Sample classCode={0} state={MOVING} heading={4} ring={0} ageing={1} /> {t('legend.age')}
        </li>
      </ul>
      <h3>{t('legend.rings')}</h3>
      <ul class="plain two">
        {(['critical', 'major', 'minor', 'info'] as const).map((severity, i) => (
          <li key={severity}>
            <Sample classCode={0} state={MOVING} heading={4} ring={4 - i} />{' '}
            {word('severity', severity)}
          </li>
        ))}
      </ul>
      <h3>{t('legend.sensors')}</h3>
      <ul class="plain two">
        {[0, 1, 2, 3, 4].flatMap((level) => [
          <li key={`detector ${level}`}>
            <SensorMark kind="detector" level={level} stale={false} />{' '}
            {word('congestion', String(level))}
          </li>,
          <li key={`weather ${level}`}>
            <SensorMark kind="weather" level={level} stale={false} /> {word('fog', String(level))}
          </li>,
        ])}
        <li>
          <SensorMark kind="detector" level={null} stale={false} /> {t('legend.noLevel')}
        </li>
        <li>
          <SensorMark kind="weather" level={null} stale={true} /> {t('legend.stale')}
        </li>
      </ul>
      <p class="quiet small">{t('legend.evidence')}</p>
      <p class="quiet small">{t('legend.grid')}</p>
    </section>
  );
}

function Sample(props: {
  classCode: number;
  state: number;
  heading: number;
  ring: number;
  ageing?: number;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { classCode, state, heading, ring, ageing = 0 } = props;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(SIZE_PX, SIZE_PX);
    const surface = new PixelSurface(SIZE_PX, SIZE_PX, image.data.buffer);
    const sprites = legendSprites();
    const centre = SIZE_PX / 2;
    if (ring > 0) surface.blit(sprites.rings[ring]!, centre, centre);
    surface.blit(sprites.vehicles[spriteIndex(classCode, state, ageing, heading)]!, centre, centre);
    context.putImageData(image, 0, 0);
  }, [classCode, state, heading, ring, ageing]);
  return (
    <span aria-hidden="true">
      <canvas ref={canvas} width={SIZE_PX} height={SIZE_PX} />
    </span>
  );
}

let cached: ReturnType<typeof createSpriteSet> | undefined;
function legendSprites() {
  cached ??= createSpriteSet(1.15);
  return cached;
}
