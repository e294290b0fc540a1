/** Sentences about evidence that leaves the house, in English. */
import type { evidenceZh } from './evidence-zh.ts';

export const evidenceEn: Record<keyof typeof evidenceZh, string> = {
  'bundle.download': 'Evidence bundle',
  'bundle.hint':
    'One file with track, raw frames, files, rule and parameters, handling and a chain of hashes; it verifies offline.',
};
