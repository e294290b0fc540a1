/**
 * Who of several processes works on which partitions of a topic. One interface: all partitions of
 * this process where nobody else works on them, a consumer group where several do.
 */
export interface MembershipListener {
  /** These are ours from now on. */
  gained(partitions: readonly number[]): Promise<void>;
  /**
   * These are to be given up; another process is given them when this resolves, so whatever works on
   * them has ended and its state is durable by then. When the group has let go of us already nobody
   * waits, and nothing more must be written (`owns` is false).
   */
  lost(partitions: readonly number[]): Promise<void>;
}

export interface Membership {
  join(listener: MembershipListener): Promise<void>;
  /** Whether what was gained is surely still ours: false once others may have been given it. */
  owns(): boolean;
  /** Gives everything up and goes. */
  leave(): Promise<void>;
}

/** Nobody else: the partitions are ours from the start to the end. */
export function soleMembership(partitions: readonly number[]): Membership {
  let listener: MembershipListener | null = null;
  return {
    async join(given) {
      listener = given;
      await given.gained(partitions);
    },
    owns: () => true,
    async leave() {
      await listener?.lost(partitions);
    },
  };
}
