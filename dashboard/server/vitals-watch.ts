/** What one page is sent of indicators and sensors: its scope's windows, and the sensors of the map. */
import type { Place } from '#core/access.ts';
import type { Scope } from '#core/indicator.ts';
import type { ClientMessage, ServerMessage } from '#proto/codec/live.ts';
import type { SensorState } from '#proto/codec/live-vitals.ts';
import { type IndicatorBoard, levelOf } from './indicator-board.ts';
import type { RoadRegister } from './road-register.ts';
import { parseScope } from './scopes.ts';
import type { SensorBoard, SensorSummary } from './sensor-board.ts';

/** Whose page it is: what lies outside is told to nobody. */
export interface VitalsSight {
  holdsScope(scope: Scope): boolean;
  holdsPlace(place: Place): boolean;
}

export interface VitalsWorld {
  indicators: IndicatorBoard;
  sensors: SensorBoard;
  roads: RoadRegister;
}

export class VitalsWatch {
  readonly #world: VitalsWorld;
  readonly #sight: VitalsSight;
  /** Null = no indicators wanted. */
  readonly #scope: Scope | null;
  readonly #wantsSensors: boolean;
  /** Revisions of the boards and the register that the page has; −1 = nothing yet. */
  #indicatorRevision = -1;
  #sensorRevision = -1;
  #roadVersion = -1;

  private constructor(
    world: VitalsWorld,
    sight: VitalsSight,
    scope: Scope | null,
    wantsSensors: boolean,
  ) {
    this.#world = world;
    this.#sight = sight;
    this.#scope = scope;
    this.#wantsSensors = wantsSensors;
  }

  /** Null when the wish names no scope. */
  static of(
    { scopeKind, scopeId, sensors }: Extract<ClientMessage, { kind: 'watch' }>,
    world: VitalsWorld,
    sight: VitalsSight,
  ): VitalsWatch | null {
    const scope = scopeKind === '' ? null : parseScope(`${scopeKind}:${scopeId}`);
    if (scope === null && scopeKind !== '') return null;
    return new VitalsWatch(world, sight, scope, sensors);
  }

  /** Frames of what changed since the last call; the first call tells everything. */
  *changes(nowMs: number): IterableIterator<ServerMessage> {
    const { indicators, sensors, roads } = this.#world;
    if (this.#scope !== null && this.#indicatorRevision < indicators.revision) {
      const frame = this.#indicatorsOf(this.#scope, nowMs);
      if (frame !== null) yield frame;
    }
    const moved = this.#roadVersion !== roads.version;
    if (this.#wantsSensors && (moved || this.#sensorRevision < sensors.revision)) {
      const changed = [...sensors.changedSince(moved ? null : this.#sensorRevision)]
        .filter(({ sensor: { regionCode } }) =>
          this.#sight.holdsPlace({ regionCode, enterpriseId: null }),
        )
        .map(stateOf);
      this.#sensorRevision = sensors.revision;
      this.#roadVersion = roads.version;
      if (moved || changed.length > 0)
        yield { kind: 'sensors', sensors: { baseTimeMs: nowMs, reset: moved, sensors: changed } };
    }
  }

  #indicatorsOf(scope: Scope, nowMs: number): ServerMessage | null {
    const { indicators } = this.#world;
    const reset = this.#indicatorRevision < 0;
    const changed = this.#sight.holdsScope(scope)
      ? indicators.changedSince(scope, Math.max(0, this.#indicatorRevision))
      : [];
    this.#indicatorRevision = indicators.revision;
    if (!reset && changed.length === 0) return null;
    const points = changed.map(({ indicatorId, point: { revision, ...point } }) => {
      const definition = indicators.definitions.get(indicatorId);
      const level = definition === undefined ? null : levelOf(definition, point.value);
      return { indicatorId, ...point, level };
    });
    const { kind, id } = scope;
    return {
      kind: 'indicators',
      indicators: { baseTimeMs: nowMs, scopeKind: kind, scopeId: id, reset, points },
    };
  }
}

function stateOf({ sensor, ...summary }: SensorSummary): SensorState {
  return {
    sensorId: sensor.sensorId,
    kind: sensor.kind,
    name: sensor.name ?? '',
    longitudeE6: Math.round(sensor.longitudeDeg * 1e6),
    latitudeE6: Math.round(sensor.latitudeDeg * 1e6),
    ...summary,
  };
}
