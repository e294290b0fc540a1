import type { ComponentChildren } from 'preact';

/** One term of a `dl` with what there is to say of it. */
export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
