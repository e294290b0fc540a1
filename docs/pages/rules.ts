/** docs/generated/rules.md: every rule with its clause and parameters. */
import type { ParameterSchema, RuleDefinition } from '#core/rule-settings.ts';
import { ruleCatalogue } from '#processors/rule-catalogue.ts';
import { NOTE, table } from './table.ts';

export function rulesPage(): string {
  const sections = ruleCatalogue().map((rule) => {
    const parameters = rule.parameters.map(
      ({ name, unit, schema, default: value, description: { zh, en } }) => [
        `\`${name}\``,
        unit ?? '',
        `\`${JSON.stringify(value)}\``,
        rangeOf(schema),
        `${en}<br>${zh}`,
      ],
    );
    return [
      `## \`${rule.type}\` (version ${rule.version})`,
      `${rule.summary.zh}\n\n${rule.summary.en}`,
      whenAndForWhom(rule),
      table(['parameter', 'unit', 'default', 'range', 'meaning'], parameters),
    ].join('\n\n');
  });
  return `# Rules\n\n${NOTE}${sections.join('\n\n')}\n`;
}

function whenAndForWhom({ clause, order, key, classes }: RuleDefinition): string {
  if (classes === null) return `See ${clause}.`;
  return `Clause: ${clause}. Order: ${order}. Time line: ${key}. On for: ${classes.join(', ')}.`;
}

function rangeOf({ minimum, exclusiveMinimum, maximum, enum: words, items }: ParameterSchema) {
  if (items !== undefined) return ['list', ...(items.enum ?? [])].join(' ');
  if (words !== undefined) return words.join(', ');
  return [
    ...(minimum === undefined ? [] : [`≥ ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`> ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`≤ ${maximum}`]),
  ].join(', ');
}
