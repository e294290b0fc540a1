/** Topic sensors.v1: sensor readings after dedupe and self-check. */
import { SOURCE_PROTOCOLS } from '#core/report.ts';
import type { SensorBody, SensorObservation } from '#core/sensor.ts';
import { tizheng } from '../generated/reading.gen.js';
import { WireFault } from './fault.ts';
import { decodeGenerated, keyOfLong, longOfKey, safeNumber } from './generated.ts';
import { protocolOfNumber } from './protocol.ts';
import { trafficOf, weatherOf, wireOfTraffic, wireOfWeather } from './sensor-bodies.ts';

const v1 = tizheng.reading.v1;

/** Readers drop `number` ≤ last seen for (task, epoch). */
export interface NumberedSensorObservation extends SensorObservation {
  task: string;
  epoch: number;
  number: number;
}

export function encodeSensorObservation(observation: NumberedSensorObservation): Uint8Array {
  const { body, subjectKey, deviceKey, protocol, ...rest } = observation;
  return v1.SensorObservation.encode({
    ...rest,
    subjectKey: longOfKey(subjectKey),
    deviceKey: longOfKey(deviceKey),
    protocol: SOURCE_PROTOCOLS[protocol],
    ...(body.kind === 'traffic'
      ? { traffic: wireOfTraffic(body.traffic) }
      : { weather: wireOfWeather(body.weather) }),
  }).finish();
}

/** Throws WireFault. */
export function decodeSensorObservation(bytes: Uint8Array): NumberedSensorObservation {
  const wire = decodeGenerated(v1.SensorObservation, bytes);
  return {
    task: wire.task,
    epoch: wire.epoch,
    number: safeNumber(wire.number),
    subjectKey: keyOfLong(wire.subjectKey),
    deviceKey: keyOfLong(wire.deviceKey),
    protocol: protocolOfNumber(wire.protocol),
    eventTimeMs: safeNumber(wire.eventTimeMs),
    receivedTimeMs: safeNumber(wire.receivedTimeMs),
    flags: wire.flags,
    inputPartition: wire.inputPartition,
    inputOffset: safeNumber(wire.inputOffset),
    body: bodyOf(wire),
  };
}

function bodyOf(wire: tizheng.reading.v1.SensorObservation): SensorBody {
  if (wire.traffic != null) return { kind: 'traffic', traffic: trafficOf(wire.traffic) };
  if (wire.weather != null) return { kind: 'weather', weather: weatherOf(wire.weather) };
  throw new WireFault('value', 'a sensor observation has a body');
}
