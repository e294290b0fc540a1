/** The topics at which the services meet (DESIGN 4). Days and weeks are defaults of the settings. */
export const TOPICS = {
  reports: 'reports.v1',
  observations: 'observations.v1',
  /** Sensor readings after dedupe and self-check. */
  sensors: 'sensors.v1',
  partials: 'partials.v1',
  /** Parts of indicator windows, re-keyed by scope. Apart from `partials.v1`, because driver tasks read that and write this. */
  windowParts: 'window-parts.v1',
  indicators: 'indicators.v1',
  /** Risk of vehicles, drivers and enterprises, and where and when violations happen. */
  risk: 'risk.v1',
  alerts: 'alerts.v1',
  alertActions: 'alert-actions.v1',
  /** What was done about alerts without a person, and what came of it: spoken, confirmed, notified, reacted. */
  alertSteps: 'alert-steps.v1',
  /** What follows an alert by itself: every version of every policy. */
  policies: 'policies.v1',
  /** Attempts to deliver alerts to endpoints outside, and how the endpoints stand. */
  deliveries: 'deliveries.v1',
  deadLetters: 'dead-letters.v1',
  deliveryCommands: 'delivery-commands.v1',
  /** Files that devices hold as evidence: asked for, stored, given up. */
  media: 'media.v1',
  /** What is asked of devices. */
  commands: 'commands.v1',
  commandResults: 'command-results.v1',
  /** Steps in the lives of trips (运次). */
  trips: 'trips.v1',
  /** Data of vehicles put under seal after an accident: asked, made, lifted. */
  seals: 'seals.v1',
  /** Public keys that sign evidence bundles, each with its time. */
  evidenceKeys: 'evidence-keys.v1',
  registry: 'registry.v1',
  /** Every change of the registry with who, when and why; what is accepted here is then written to `registry.v1`. */
  registryChanges: 'registry-changes.v1',
  /** Who may sign in, as what, and for which regions and enterprises. */
  people: 'people.v1',
  /** Who did and read what, in chains of hashes. */
  audit: 'audit.v1',
  quarantine: 'quarantine.v1',
  late: 'late.v1',
  /** Snapshots of processor tasks where they have no disk of their own: one partition per task. */
  state: 'state.v1',
} as const;
export type Topic = (typeof TOPICS)[keyof typeof TOPICS];
