/** Which transitions an endpoint is sent. */
import type { Alert, AlertTransition } from '#core/alert.ts';
import { DELIVERY_DEAF } from '#core/delivery.ts';
import type { WebhookEndpointSettings } from '../config.ts';
import type { VehicleFacts } from './vehicles.ts';

export function isWanted(
  endpoint: WebhookEndpointSettings,
  { change, alert }: AlertTransition,
  vehicle: VehicleFacts | undefined,
): boolean {
  return endpoint.changes.includes(change) && isAlertWanted(endpoint, alert, vehicle);
}

/** Whatever happened to it. */
export function isAlertWanted(
  endpoint: WebhookEndpointSettings,
  alert: Alert,
  vehicle: VehicleFacts | undefined,
): boolean {
  if (alert.late && !endpoint.late) return false;
  if (!isTypeWanted(endpoint, alert.type, alert.facts.endpoint)) return false;
  const { severities, classes, regions, enterprises } = endpoint;
  if (severities.length > 0 && !severities.includes(alert.severity)) return false;
  // A subject the registry does not know is of no class, in no region and of no enterprise.
  if (classes.length > 0 && (vehicle === undefined || !classes.includes(vehicle.class)))
    return false;
  if (regions.length > 0 && !regions.some((code) => vehicle?.regionCode.startsWith(code)))
    return false;
  return enterprises.length === 0 || enterprises.includes(vehicle?.enterpriseId ?? '');
}

function isTypeWanted(
  { id, types }: WebhookEndpointSettings,
  type: string,
  about: unknown,
): boolean {
  // That an endpoint is deaf is no news it could hear.
  if (type === DELIVERY_DEAF && about === id) return false;
  if (types.length === 0) return type !== DELIVERY_DEAF;
  return types.some((wanted) =>
    wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted,
  );
}
