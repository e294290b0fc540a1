/** The system's Chromium, driven headless; null when there is none. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const hasChromium = existsSync(CHROMIUM);
export const NO_CHROMIUM = `skipped: there is no Chromium at ${CHROMIUM} (Debian: apt-get install chromium fonts-noto-cjk)`;

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--headless', '--no-sandbox'] });
}
