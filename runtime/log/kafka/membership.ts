/**
 * Sharing the partitions of a topic among processes: each one is worked on by one member of a group.
 *
 * The broker watches the members by their heartbeats; one of them, the leader, shares the partitions
 * out, as evenly as can be and with as few moves as can be. A partition moves in two steps: its member
 * lets go of it (`lost`, awaited, a snapshot may be taken), joins again, and only then somebody else
 * gets it (`gained`). Partitions that do not move are worked on all the while. A member that dies is
 * missed after the session timeout; one that cannot reach the brokers for so long lets go by itself.
 *
 * The name of such a group is not one of a reader's positions: a group with members takes none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Registry } from 'prom-client';
import { TizhengError } from '#core/errors.ts';
import { backoffMs, type Cluster } from './cluster.ts';
import { type GroupMetrics, groupMetrics } from './metrics.ts';
import { openCluster } from './open.ts';
import { BrokerRefusal } from './protocol/errors.ts';
import { heartbeat, type JoinAnswer, joinGroup, leaveGroup, syncGroup } from './protocol/groups.ts';
import type { Api } from './protocol/requests.ts';
import type { KafkaLogSettings } from './settings.ts';

export interface MemberOptions {
  group: string;
  topic: string;
  /** Called with what is ours from now on; not awaited before heartbeats go on. */
  gained(partitions: readonly number[]): Promise<void>;
  /**
   * Called with what is not ours any more. `moved` = somebody else waits until this resolves;
   * `expired` = somebody else may have begun already.
   */
  lost(partitions: readonly number[], why: 'moved' | 'expired'): Promise<void>;
  /** What `gained` or `lost` threw, or a refusal by the broker, after which the member has ended: leave. */
  failed(error: unknown): void;
  /** A member that is silent for so long is taken for dead, ms. Default 10 s. */
  sessionTimeoutMs?: number;
  heartbeatMs?: number;
  /** How long the others wait for a member to let go and join again, ms. Default 20 s. */
  rebalanceTimeoutMs?: number;
}

export interface Member {
  readonly partitions: readonly number[];
  /**
   * Whether what was gained is surely ours still. The broker keeps a member for the session after its
   * last request; a process that stood still for longer finds it over before it does anything else.
   */
  owns(): boolean;
  /** Lets go of everything and leaves, so that the others go on at once. */
  leave(): Promise<void>;
  /** Ends without a word, as a process that died. */
  abandon(): Promise<void>;
}

const MEMBER_ID_REQUIRED = 79;
/** After a round the next one is looked out for this often, so many times. */
const QUICK_BEAT_MS = 250;
const QUICK_BEATS = 12;
const DEFAULTS = { sessionTimeoutMs: 10_000, heartbeatMs: 1_000, rebalanceTimeoutMs: 20_000 };

/** Joins a group on connections of its own. Throws as `openKafkaLog` does. */
export async function joinKafkaGroup(
  settings: KafkaLogSettings,
  options: MemberOptions,
  registry: Registry | null = null,
): Promise<Member> {
  const complete = { ...DEFAULTS, ...options };
  // A join waits at the broker until everybody has come.
  const patience = complete.rebalanceTimeoutMs + settings.requestTimeoutMs;
  const cluster = await openCluster({ ...settings, requestTimeoutMs: patience }, null);
  return new GroupMember(cluster, complete, groupMetrics(registry));
}

class GroupMember implements Member {
  readonly #cluster: Cluster;
  readonly #options: MemberOptions & typeof DEFAULTS;
  readonly #metrics: GroupMetrics;
  readonly #ended: Promise<void>;
  readonly #stop = new AbortController();
  #owned = new Set<number>();
  #member = '';
  #generation = -1;
  #heardAt = performance.now();
  /** Calls of `gained`, one after the other. */
  #gaining: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, options: MemberOptions & typeof DEFAULTS, metrics: GroupMetrics) {
    this.#cluster = cluster;
    this.#options = options;
    this.#metrics = metrics;
    this.#ended = this.#run();
  }

  get partitions(): readonly number[] {
    return [...this.#owned].sort((a, b) => a - b);
  }

  owns(): boolean {
    return performance.now() - this.#heardAt < this.#options.sessionTimeoutMs;
  }

  async leave(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
    await this.#letGo(this.partitions, 'moved');
    const question = { group: this.#outerGroup, member: this.#member };
    await this.#ask(leaveGroup, question).catch(() => {});
    await this.#cluster.close();
  }

  async abandon(): Promise<void> {
    this.#stop.abort();
    await this.#cluster.close();
    await this.#ended;
  }

  get #outerGroup(): string {
    return this.#cluster.outer(this.#options.group);
  }

  async #run(): Promise<void> {
    for (let tries = 1; !this.#stop.signal.aborted; ) {
      try {
        await this.#join();
        tries = 1;
        await this.#beat();
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        if (this.#isFinal(error)) {
          await this.#letGo(this.partitions, 'expired').catch(() => {});
          this.#options.failed(error);
          return;
        }
        this.#cluster.forgetCoordinator(this.#options.group);
        const silentMs = performance.now() - this.#heardAt;
        if (silentMs > this.#options.sessionTimeoutMs)
          await this.#letGo(this.partitions, 'expired');
        await sleep(backoffMs(tries++), undefined, { signal: this.#stop.signal }).catch(() => {});
      }
    }
  }

  /** From wanting to take part to having a share, in as many rounds as moves need. */
  async #join(): Promise<void> {
    const { topic, sessionTimeoutMs, rebalanceTimeoutMs } = this.#options;
    const joined = await this.#ask(joinGroup, {
      group: this.#outerGroup,
      member: this.#member,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      topic: this.#cluster.outer(topic),
      owned: this.partitions,
    });
    if (joined.error === MEMBER_ID_REQUIRED) {
      this.#member = joined.member;
      return this.#join();
    }
    if (joined.error !== 0) await this.#refused(new BrokerRefusal(joined.error, 'Joining a group'));
    this.#member = joined.member;
    this.#generation = joined.generation;
    this.#metrics.rebalanced();
    const share = await this.#guarded(() =>
      this.#ask(syncGroup, {
        group: this.#outerGroup,
        generation: joined.generation,
        member: joined.member,
        topic: this.#cluster.outer(topic),
        assignments: joined.leader === joined.member ? this.#shares(joined) : new Map(),
      }),
    );
    const lost = this.partitions.filter((partition) => !share.includes(partition));
    const gained = share.filter((partition) => !this.#owned.has(partition));
    if (gained.length > 0) {
      for (const partition of gained) this.#owned.add(partition);
      this.#metrics.assigned(this.#owned.size);
      const begin = this.#gaining.then(() => this.#options.gained(gained));
      this.#gaining = begin.catch((error: unknown) => this.#options.failed(error));
    }
    if (lost.length === 0) return;
    await this.#letGo(lost, 'moved');
    // Joining again lets the leader give away what we let go.
    await this.#join();
  }

  /** Keeps us in the group until something changes. */
  async #beat(): Promise<void> {
    for (let beats = 0; !this.#stop.signal.aborted; beats++) {
      const { heartbeatMs } = this.#options;
      // Rounds come in pairs, and a partition that moves waits for the second.
      const pauseMs = beats < QUICK_BEATS ? Math.min(QUICK_BEAT_MS, heartbeatMs) : heartbeatMs;
      await sleep(pauseMs, undefined, { signal: this.#stop.signal }).catch(() => {});
      if (this.#stop.signal.aborted) return;
      try {
        await this.#guarded(() => this.#ask(heartbeat, this.#place));
      } catch (error) {
        if (error instanceof BrokerRefusal && error.label === 'REBALANCE_IN_PROGRESS') return;
        throw error;
      }
    }
  }

  async #guarded<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof BrokerRefusal) await this.#refused(error);
      throw error;
    }
  }

  /** The group went on without us: what we had is somebody else's. */
  async #refused(refusal: BrokerRefusal): Promise<void> {
    if (refusal.label === 'UNKNOWN_MEMBER_ID' || refusal.label === 'ILLEGAL_GENERATION') {
      if (refusal.label === 'UNKNOWN_MEMBER_ID') this.#member = '';
      this.#heardAt = Number.NEGATIVE_INFINITY;
      await this.#letGo(this.partitions, 'expired');
    }
    throw refusal;
  }

  async #letGo(partitions: readonly number[], why: 'moved' | 'expired'): Promise<void> {
    if (partitions.length === 0) return;
    for (const partition of partitions) this.#owned.delete(partition);
    this.#metrics.assigned(this.#owned.size);
    // It may take its time; meanwhile we are alive.
    const timer = setInterval(() => {
      this.#ask(heartbeat, this.#place).catch(() => {});
    }, this.#options.heartbeatMs);
    try {
      await this.#gaining;
      await this.#options.lost(partitions, why);
    } finally {
      clearInterval(timer);
    }
  }

  /** Where we stand in the group, as a heartbeat says it. */
  get #place(): { group: string; generation: number; member: string } {
    return { group: this.#outerGroup, generation: this.#generation, member: this.#member };
  }

  #shares({ members }: JoinAnswer): Map<string, number[]> {
    const leaders = this.#cluster.leaders(this.#options.topic) ?? [];
    return shareOut(leaders.length, members);
  }

  async #ask<Q, A>(api: Api<Q, A>, question: Q): Promise<A> {
    const askedAt = performance.now();
    const answer = await this.#cluster.askCoordinator(this.#options.group, api, question);
    // The broker counts from when it was asked; a join waits there, and is alive all the while.
    this.#heardAt = Math.max(this.#heardAt, askedAt);
    return answer;
  }

  #isFinal(error: unknown): boolean {
    if (error instanceof BrokerRefusal) return error.remedy === 'fail' && !PASSING.has(error.label);
    return error instanceof TizhengError || !this.#cluster.isPassing(error);
  }
}

/** Refusals that joining again heals. */
const PASSING = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS']);

/**
 * Even shares with as few moves as can be. What somebody still has and is to go to another is given to
 * nobody for now: it comes free when its member joins again without it. Of what two claim, the first
 * keeps it.
 */
export function shareOut(
  partitions: number,
  members: readonly { member: string; owned: readonly number[] }[],
): Map<string, number[]> {
  const sorted = members.toSorted((a, b) => (a.member < b.member ? -1 : 1));
  const holder = new Map<number, string>();
  for (const { member, owned } of sorted)
    for (const partition of owned)
      if (partition < partitions && !holder.has(partition)) holder.set(partition, member);
  // The larger shares go to those who have most already.
  const heldBy = (member: string) => [...holder.values()].filter((id) => id === member).length;
  const byHeld = sorted.toSorted((a, b) => heldBy(b.member) - heldBy(a.member));
  const least = Math.floor(partitions / sorted.length);
  const larger = partitions % sorted.length;
  const room = new Map(
    byHeld.map(({ member }, index) => [member, least + (index < larger ? 1 : 0)]),
  );
  const shares = new Map(sorted.map(({ member }) => [member, [] as number[]]));
  const free: number[] = [];
  for (let partition = 0; partition < partitions; partition++) {
    const member = holder.get(partition);
    if (member === undefined) free.push(partition);
    else if (shares.get(member)!.length < room.get(member)!) shares.get(member)!.push(partition);
    // Else it moves: its member reads here that it has it no more.
  }
  for (const partition of free) {
    const { member } = sorted.find(({ member }) => shares.get(member)!.length < room.get(member)!)!;
    shares.get(member)!.push(partition);
  }
  for (const share of shares.values()) share.sort((a, b) => a - b);
  return shares;
}
