/** Every operation beside those of the registry's lists. Adding a route: its words here, or a test names it. */
import { alertOperations } from './alerts.ts';
import { auditOperations } from './audit.ts';
import { commandOperations } from './commands.ts';
import { deliveryOperations } from './deliveries.ts';
import { evidenceOperations } from './evidence.ts';
import { inspectOperations } from './inspect.ts';
import { loopOperations } from './loop.ts';
import { mediaOperations } from './media.ts';
import type { Operations } from './operation.ts';
import { peopleOperations } from './people.ts';
import { registryOperations } from './registry.ts';
import { registryImportOperations } from './registry-import.ts';
import { riskOperations } from './risk.ts';
import { ruleOperations } from './rules.ts';
import { sealOperations } from './seals.ts';
import { sessionOperations } from './session.ts';
import { openSessionOperations } from './sessions.ts';
import { traceOperations } from './trace.ts';
import { tripOperations } from './trips.ts';
import { vitalsOperations } from './vitals.ts';

export const operations: Operations = {
  ...sessionOperations,
  ...openSessionOperations,
  ...alertOperations,
  ...mediaOperations,
  ...evidenceOperations,
  ...sealOperations,
  ...commandOperations,
  ...traceOperations,
  ...tripOperations,
  ...vitalsOperations,
  ...deliveryOperations,
  ...inspectOperations,
  ...peopleOperations,
  ...auditOperations,
  ...registryOperations,
  ...registryImportOperations,
  ...ruleOperations,
  ...riskOperations,
  ...loopOperations,
};
