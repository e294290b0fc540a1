/** The OpenAPI document as tests walk it: its operations, its schemas made whole, and problems judged by both. */
import { Value } from 'typebox/value';
import { expect } from 'vitest';
import { openApiPage } from '../../../docs/pages/openapi.ts';

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Json;
  example?: unknown;
}
export type Json = Record<string, unknown>;
interface Content {
  schema: Json;
  example?: unknown;
}
export interface Operation {
  'x-permission'?: string;
  operationId: string;
  tags?: string[];
  summary?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}
export const document = JSON.parse(await openApiPage()) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json> };
};
export const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
export const each = operations.map(
  (one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const,
);

/** Schemas with what they refer to in its place. */
export function whole(schema: unknown): never {
  return JSON.parse(JSON.stringify(schema), (_, value: Json) => {
    const name = typeof value?.$ref === 'string' ? value.$ref.split('/').at(-1)! : null;
    if (name === null) return value;
    expect(document.components.schemas).toHaveProperty(name);
    return whole(document.components.schemas[name]);
  }) as never;
}

const problemSchema = whole({ $ref: '#/components/schemas/Problem' });

/** The lists of the registry are one route each: one of them stands for all. */
export const routes = each.filter(
  ([, { path }]) => !/^\/api\/registry\/(?!vehicles|bulk|import)/.test(path),
);

/** The address with the examples of its parameters. */
export function filled(path: string, { parameters = [] }: Operation): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(String(parameters.find((each) => each.name === name)?.example)),
  );
}

/** Texts that a parameter of this schema does not take, also not as a number or a truth. */
export function wrongTexts(schema: Json): string[] {
  const { maxLength = 0 } = schema as { maxLength?: number };
  const texts = ['', 'no-such-thing', '-1', '1e99', '\u0001', 'x'.repeat(maxLength + 1)];
  const asTaken = (text: string) => [text, Number(text), text === 'true'];
  const isWrong = (text: string) =>
    text === ''
      ? schema.type === 'integer'
      : !asTaken(text).some((one) => Value.Check(schema, one));
  return texts.filter(isWrong);
}

/** The example with one field after the other left out, where it is needed, or of a kind it cannot be. */
export function wrongBodies({ schema, example }: Content): object[] {
  const { properties = {}, required = [] } = whole(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const whatever = [{ 'nobody-knows-this-field': 1 }, 'no such thing', -1];
  return Object.entries(properties).flatMap(([name, field]) => {
    const { [name]: _, ...without } = example as Json;
    // A single value is taken for a list of it, a number for its digits.
    const asTaken = (value: unknown) => [value, [value], ...(value === -1 ? ['-1', ['-1']] : [])];
    const isWrong = (value: unknown) => !asTaken(value).some((one) => Value.Check(field, one));
    const bent = whatever.filter(isWrong).map((value) => ({ ...without, [name]: value }));
    return required.includes(name) ? [...bent, without] : bent;
  });
}

/** A problem as the document describes it, with a status that it names for this operation. */
export async function expectProblem(answer: Response, operation: Operation): Promise<void> {
  const told = await answer.text();
  expect(answer.headers.get('content-type'), told).toMatch(/^application\/problem\+json/);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(Object.keys(operation.responses)).toContain(String(answer.status));
  const problem = JSON.parse(told) as Json;
  expect([...Value.Errors(problemSchema, problem)]).toEqual([]);
  expect(problem.status).toBe(answer.status);
}
