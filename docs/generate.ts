/** Writes docs/generated/ from code: settings, errors, rules. `--check` only compares and fails on a difference. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { TObject, TSchema } from 'typebox';
import { errorCatalogue } from '#core/errors.ts';
import { rules } from '#processors/rules/index.ts';
import { settingPaths } from '#runtime/settings.ts';
import { platformSettings } from '#tools/platform/settings.ts';

const NOTE =
  '<!-- Written by docs/generate.ts from code. Change the code, then run `npm run docs`. -->\n\n';
const directory = new URL('./generated/', import.meta.url);

function row(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function table(head: string[], rows: string[][]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

type Described = TSchema & {
  default?: unknown;
  description?: string;
  type?: string;
  anyOf?: { const: unknown }[];
};

function typeOf(schema: Described): string {
  if (schema.anyOf !== undefined)
    return schema.anyOf.map((choice) => JSON.stringify(choice.const)).join(' or ');
  return schema.type ?? '';
}

function settingsPage(): string {
  const rows = settingPaths(platformSettings).map(({ path, variable, schema }) => {
    const described = schema as Described;
    return [
      `\`${path.join('.')}\``,
      `\`${variable}\``,
      typeOf(described),
      `\`${JSON.stringify(described.default)}\``,
      described.description ?? '',
    ];
  });
  return `# Settings\n\n${NOTE}Given in a JSON file (\`--config\`), as environment variables, or on the command line; later ones win. A wrong or unknown setting stops the start and is named.\n\n${table(['setting', 'variable', 'type', 'default', 'meaning'], rows)}\n`;
}

function errorsPage(): string {
  const rows = Object.entries(errorCatalogue).map(([code, { retryable, summary }]) => [
    `\`${code}\``,
    retryable ? 'yes' : 'no',
    summary,
  ]);
  return `# Errors\n\n${NOTE}${table(['code', 'worth a retry', 'meaning'], rows)}\n`;
}

function rulesPage(): string {
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

const pages: Record<string, string> = {
  'settings.md': settingsPage(),
  'errors.md': errorsPage(),
  'rules.md': rulesPage(),
};

const check = process.argv.includes('--check');
mkdirSync(directory, { recursive: true });
for (const [name, text] of Object.entries(pages)) {
  const file = new URL(name, directory);
  if (!check) {
    writeFileSync(file, text);
    continue;
  }
  let current = '';
  try {
    current = readFileSync(file, 'utf8');
  } catch {
    // A missing page differs like any other.
  }
  if (current !== text) {
    console.error(`docs/generated/${name} is not what the code says; run \`npm run docs\`.`);
    process.exitCode = 1;
  }
}
