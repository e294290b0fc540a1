/** docs/generated/rules.md: every rule with its clause and parameters. */
import type { TObject } from 'typebox';
import { rules } from '#processors/rules/index.ts';
import type { Described } from './settings.ts';
import { NOTE, table } from './table.ts';

export function rulesPage(): string {
  const sections = rules.map((rule) => {
    const parameters = Object.entries((rule.params as TObject).properties).map(([name, schema]) => {
      const described = schema as Described;
      return [
        `\`${name}\``,
        `\`${JSON.stringify(described.default)}\``,
        described.description ?? '',
      ];
    });
    return [
      `## \`${rule.type}\` (version ${rule.version})`,
      `${rule.summary.zh}\n\n${rule.summary.en}`,
      `Clause: ${rule.clause}. Order: ${rule.order}. Time line: ${rule.key}. On for: ${rule.classes.join(', ')}.`,
      table(['parameter', 'default', 'meaning'], parameters),
    ].join('\n\n');
  });
  return `# Rules\n\n${NOTE}${sections.join('\n\n')}\n`;
}
