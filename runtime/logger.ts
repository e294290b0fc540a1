/** Structured logs: the message is a constant sentence, everything variable is a field. */
import pino from 'pino';

export type Logger = pino.Logger;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Personal data must not reach a log call; should it slip in under its usual name, it is removed here. */
const PERSONAL_FIELDS = ['plate', 'phone', 'driverName', 'licence', 'password', 'token', 'secret'];

/** @param name service, e.g. `ingest` */
export function createLogger(name: string, level: (typeof LOG_LEVELS)[number]): Logger {
  // Standard error: standard output belongs to what a person asked for.
  const destination = pino.destination({ fd: 2, sync: true });
  const options: pino.LoggerOptions = {
    name,
    level,
    base: { service: name },
    redact: {
      paths: [...PERSONAL_FIELDS, ...PERSONAL_FIELDS.map((field) => `*.${field}`)],
      censor: '[redacted]',
    },
  };
  return pino(options, destination);
}
